package dev.aerospikearrow.protocol.info;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that are lists of things with names that people chose: {@code
 * ns=test:set=a:objects=5;ns=test:set=b:objects=6;} (docs/docs/internals/wire.md, section 6.2). The
 * server writes these names as they are, and they may contain what separates fields and entries. So
 * names come first in an entry, and go up to the first field that the server itself has the words
 * for: a set {@code a:b;c} is read as what it is. Any text can be read; what is no entry is left
 * out, and fields of newer servers are kept.
 */
public enum InfoEntries {
    /** Sets: {@code sets} and {@code sets/NAMESPACE}. */
    SETS(List.of("ns", "set"), List.of("objects")),

    /**
     * Secondary indexes: {@code sindex-list}. Ask with {@code b64=true}: contexts and expressions
     * are texts with colons otherwise.
     */
    INDEXES(List.of("ns", "indexname", "set", "bin"), List.of("type", "indextype"));

    private static final String START = "ns=";

    private final List<String> names;
    private final List<String> first;

    /**
     * @param names the fields with names, in the server's order
     * @param first what comes after them: the one of these that there is
     */
    InfoEntries(List<String> names, List<String> first) {
        this.names = names;
        this.first = first;
    }

    /** The entries, each with its fields in the server's order. */
    public List<Map<String, String>> parse(String answer) {
        List<Map<String, String>> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        boolean complete = false;
        for (String part : answer.split(";", -1)) {
            boolean starts = part.startsWith(START);
            if (starts && complete) {
                entries.add(entry(entry.toString()));
                entry.setLength(0);
                complete = false;
            }
            if (!entry.isEmpty()) {
                // A semicolon of a name, or what is behind the last entry.
                entry.append(';').append(part);
            } else if (starts) {
                entry.append(part);
            }
            complete |= !entry.isEmpty() && endOfNames(part) >= 0;
        }
        if (complete) {
            entries.add(entry(entry.toString()));
        }
        return entries;
    }

    /** Where the names end, taking as much for names as can be; -1 if they do not. */
    private int endOfNames(String entry) {
        for (String field : first) {
            int end = entry.lastIndexOf(":" + field + "=");
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private Map<String, String> entry(String text) {
        int end = endOfNames(text);
        int[] starts = new int[names.size()];
        int limit = end;
        for (int i = names.size() - 1; i > 0; i--) {
            String start = ":" + names.get(i) + "=";
            // The name of a namespace has no separators, so that the second name begins at once.
            int at = i == 1 ? text.indexOf(start) : text.lastIndexOf(start, limit - 1);
            starts[i] = at < limit ? at : -1;
            limit = starts[i] < 0 ? limit : starts[i];
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(names.get(0), text.substring(START.length(), Math.max(START.length(), limit)));
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] >= 0) {
                int next = i + 1;
                while (next < starts.length && starts[next] < 0) {
                    next++;
                }
                int from = starts[i] + names.get(i).length() + 2;
                fields.put(
                        names.get(i),
                        text.substring(from, next < starts.length ? starts[next] : end));
            }
        }
        int semicolon = text.indexOf(';', end);
        for (String field :
                text.substring(end + 1, semicolon < 0 ? text.length() : semicolon).split(":")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }
}
