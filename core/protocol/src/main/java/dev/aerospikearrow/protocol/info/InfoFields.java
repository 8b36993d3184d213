package dev.aerospikearrow.protocol.info;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * Answers that are names with values: one list of them ({@code objects=5;tombstones=0}, as {@code
 * namespace/NAME} answers), or several ({@code ns=test:set=a;ns=test:set=b;}, as {@code sets} and
 * {@code sindex-list} do; docs/docs/internals/wire.md, section 6.2).
 */
public final class InfoFields {
    private InfoFields() {}

    /**
     * Reads {@code name=value;name=value}.
     *
     * @param command the command that was answered, for messages
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if a field has no equals
     *     sign
     */
    public static Map<String, String> parse(String command, String answer) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        Map<String, String> fields = new LinkedHashMap<>();
        while (!cursor.atEnd()) {
            parseField(cursor, ";", fields);
            cursor.skip(';');
        }
        return fields;
    }

    /**
     * Reads {@code name=value:name=value;name=value:name=value}, with or without a semicolon at the
     * end.
     *
     * @param command the command that was answered, for messages
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if a field has no equals
     *     sign
     */
    public static List<Map<String, String>> parseEntries(String command, String answer) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        List<Map<String, String>> entries = new ArrayList<>();
        while (!cursor.atEnd()) {
            Map<String, String> entry = new LinkedHashMap<>();
            do {
                parseField(cursor, ":;", entry);
            } while (cursor.skip(':'));
            cursor.skip(';');
            entries.add(entry);
        }
        return entries;
    }

    private static void parseField(
            AnswerCursor cursor, String delimiters, Map<String, String> fields) {
        String name = cursor.word("a name", "=" + delimiters);
        cursor.expect('=');
        fields.put(name, cursor.until(delimiters));
    }

    /** {@code name=value;name=value}. */
    public static String format(Map<String, String> fields) {
        return join(fields, ";");
    }

    /** One entry of {@link #parseEntries}: {@code name=value:name=value}. */
    public static String formatEntry(Map<String, String> fields) {
        return join(fields, ":");
    }

    private static String join(Map<String, String> fields, String separator) {
        return fields.entrySet().stream()
                .map((Entry<String, String> field) -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(separator));
    }
}
