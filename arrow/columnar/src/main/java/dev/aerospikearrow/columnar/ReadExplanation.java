package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.telemetry.AlignedTable;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.List;

/**
 * The explanation of a read into columns: what is asked of which node, and what the client does
 * itself. Nothing was sent to find it out. Immutable.
 *
 * @param subject what is read: {@code Batch read of 1,000 keys of test.flights}
 * @param unit what is divided among the nodes
 * @param nodes who is asked, in the order of their ids
 * @param requested what each node is asked for and does, a line each
 * @param fields where each field comes from
 */
public record ReadExplanation(
        String subject,
        Unit unit,
        List<NodeShare> nodes,
        List<String> requested,
        List<FieldSource> fields) {
    /** What is divided among the nodes. */
    public enum Unit {
        /** The keys of a read by key. */
        KEYS,
        /** The partitions of a scan or query. */
        PARTITIONS
    }

    /** Copies of the lists are kept. */
    public ReadExplanation {
        nodes = List.copyOf(nodes);
        requested = List.copyOf(requested);
        fields = List.copyOf(fields);
    }

    /**
     * What one node is asked for.
     *
     * @param nodeId which node
     * @param address where it is, {@code host:port}
     * @param requestCount in how many requests
     * @param count how many keys or partitions
     */
    public record NodeShare(String nodeId, String address, int requestCount, int count) {}

    /**
     * Where a field's values come from.
     *
     * @param field its name
     * @param type its Arrow type
     * @param source the bin, the path that the node follows, or what is known of the record
     * @param clientWork what the client does with what comes
     */
    public record FieldSource(String field, String type, String source, String clientWork) {}

    /** How many keys or partitions there are. */
    public long count() {
        return nodes.stream().mapToLong(NodeShare::count).sum();
    }

    /** Tables for people. */
    @Override
    public String toString() {
        AlignedTable shares =
                new AlignedTable(
                        "node", "address", "requests", unit == Unit.KEYS ? "keys" : "partitions");
        for (NodeShare node : nodes) {
            shares.add(
                    List.of(
                            node.nodeId(),
                            node.address(),
                            String.valueOf(node.requestCount()),
                            String.valueOf(node.count())));
        }
        AlignedTable sources = new AlignedTable("field", "type", "from", "the client");
        for (FieldSource field : fields) {
            sources.add(List.of(field.field(), field.type(), field.source(), field.clientWork()));
        }
        StringBuilder text = new StringBuilder(subject).append('\n');
        text.append(shares.isEmpty() ? "No node is asked.\n" : shares.toString());
        text.append("\nAsked of ").append(Quantity.of(nodes.size(), "node")).append(":\n");
        requested.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append('\n').append(sources).toString();
    }
}
