package dev.aerospikearrow.protocol.info;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rack that a node is in, for each namespace: the answer to {@code rack-ids} (Enterprise
 * servers, docs/docs/internals/wire.md, section 6.1).
 *
 * <pre>{@code test:1;bar:2}</pre>
 *
 * @param byNamespace in the server's order
 */
public record RackIds(Map<String, Integer> byNamespace) {
    public RackIds {
        byNamespace = Collections.unmodifiableMap(new LinkedHashMap<>(byNamespace));
    }

    /**
     * Reads an answer.
     *
     * @param command the command that was answered, for messages
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if it breaks the grammar
     */
    public static RackIds parse(String command, String answer) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        Map<String, Integer> byNamespace = new LinkedHashMap<>();
        if (!cursor.atEnd()) {
            do {
                if (byNamespace.size() == ReplicasInfo.MAX_NAMESPACES) {
                    throw cursor.broken(
                            "at most "
                                    + ReplicasInfo.MAX_NAMESPACES
                                    + " namespaces expected, found more");
                }
                String namespace = cursor.word("a namespace", ":,;");
                cursor.expect(':');
                byNamespace.put(namespace, cursor.number("a rack", 0, Integer.MAX_VALUE));
            } while (cursor.skip(';'));
            cursor.requireEnd();
        }
        return new RackIds(byNamespace);
    }

    /** The answer as a server writes it. */
    public String format() {
        return byNamespace.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(";"));
    }
}
