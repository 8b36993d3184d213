package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The partitions of each namespace that a node owns: the answer to {@code replicas}
 * (docs/docs/internals/wire.md, section 6.1).
 *
 * <pre>{@code test:0,2,<bitmap of masters>,<bitmap of first replicas>;bar:0,1,<bitmap>}</pre>
 *
 * @param byNamespace in the server's order
 */
public record ReplicasInfo(Map<String, Ownership> byNamespace) {
    /** A cluster has at most so many nodes, and a namespace as many copies of a partition. */
    static final int MAX_COPIES = 256;

    /** More than any server has. */
    static final int MAX_NAMESPACES = 256;

    /**
     * What a node owns of one namespace.
     *
     * @param regime where two nodes claim the same, the higher regime is right; 0 unless the
     *     namespace is strongly consistent
     * @param bitmaps by replica: 0 is the master
     */
    public record Ownership(int regime, List<PartitionBitmap> bitmaps) {
        public Ownership {
            bitmaps = List.copyOf(bitmaps);
        }

        /**
         * Whether the node holds the partition as this replica; false for replicas without bitmap.
         */
        public boolean owns(int replica, int partitionId) {
            return replica < bitmaps.size() && bitmaps.get(replica).contains(partitionId);
        }

        String format() {
            return regime
                    + ","
                    + bitmaps.size()
                    + bitmaps.stream()
                            .map(bitmap -> "," + bitmap.format())
                            .collect(Collectors.joining());
        }
    }

    public ReplicasInfo {
        byNamespace = Collections.unmodifiableMap(new LinkedHashMap<>(byNamespace));
    }

    /**
     * Reads an answer.
     *
     * @param command the command that was answered, for messages
     * @throws MalformedReplyException if it breaks the grammar
     */
    public static ReplicasInfo parse(String command, String answer) {
        return parse(
                command,
                answer,
                fault -> {
                    throw fault;
                });
    }

    /**
     * Reads what can be read of an answer.
     *
     * @param command the command that was answered, for messages
     * @param onBroken takes what is wrong with a namespace, which is left out
     * @throws MalformedReplyException if each namespace breaks the grammar, or there are too many
     */
    public static ReplicasInfo parse(
            String command, String answer, Consumer<MalformedReplyException> onBroken) {
        AnswerCursor cursor = new AnswerCursor(command, answer);
        Map<String, Ownership> byNamespace = new LinkedHashMap<>();
        List<MalformedReplyException> broken = new ArrayList<>();
        if (!cursor.atEnd()) {
            do {
                if (byNamespace.size() + broken.size() == MAX_NAMESPACES) {
                    throw cursor.broken(
                            "at most " + MAX_NAMESPACES + " namespaces expected, found more");
                }
                try {
                    String namespace = cursor.word("a namespace", ":,;");
                    cursor.expect(':');
                    Ownership ownership = parseOwnership(cursor);
                    if (!cursor.at(';')) {
                        cursor.requireEnd();
                    }
                    byNamespace.put(namespace, ownership);
                } catch (MalformedReplyException e) {
                    cursor.until(";");
                    broken.add(e);
                }
            } while (cursor.skip(';'));
        }
        if (byNamespace.isEmpty() && !broken.isEmpty()) {
            throw broken.get(0);
        }
        broken.forEach(onBroken);
        return new ReplicasInfo(byNamespace);
    }

    private static Ownership parseOwnership(AnswerCursor cursor) {
        int regime = cursor.number("a regime", 0, Integer.MAX_VALUE);
        cursor.expect(',');
        int count = cursor.number("a number of bitmaps", 0, MAX_COPIES);
        List<PartitionBitmap> bitmaps = new ArrayList<>();
        for (int replica = 0; replica < count; replica++) {
            cursor.expect(',');
            bitmaps.add(PartitionBitmap.parse(cursor));
        }
        return new Ownership(regime, bitmaps);
    }

    /** The answer as a server writes it. */
    public String format() {
        return byNamespace.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue().format())
                .collect(Collectors.joining(";"));
    }
}
