package dev.aerospikearrow.protocol.info;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * Names with values: {@code objects=5;tombstones=0}, as {@code namespace/NAME} answers
 * (docs/docs/internals/wire.md, section 6.2).
 */
public final class InfoFields {
    private InfoFields() {}

    /** Reads {@code name=value;name=value}; what has no equals sign is left out. */
    public static Map<String, String> parse(String answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : answer.split(";")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    /** {@code name=value;name=value}. */
    public static String format(Map<String, String> fields) {
        return join(fields, ";");
    }

    /** One entry of {@link InfoEntries}: {@code name=value:name=value}. */
    public static String formatEntry(Map<String, String> fields) {
        return join(fields, ":");
    }

    private static String join(Map<String, String> fields, String separator) {
        return fields.entrySet().stream()
                .map((Entry<String, String> field) -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(separator));
    }
}
