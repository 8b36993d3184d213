package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which records a scan or query reads; the schema says what of them. Immutable; made with {@link
 * #of} and changed with the {@code with} methods, each of which returns another object.
 *
 * @param namespace what to read
 * @param setName its set; empty for the whole namespace
 * @param cursors the partitions to read, each once, and where to go on in each
 * @param filter the expression that a record must satisfy; empty for what the policy says
 * @param indexRange the range of a secondary index; empty for a scan
 * @param maxRecords at most this many records; 0 for all
 * @param recordsPerSecond the pace of each node; 0 for no limit
 */
public record ScanSpec(
        String namespace,
        String setName,
        List<PartitionCursor> cursors,
        Optional<Expression> filter,
        Optional<IndexRange> indexRange,
        long maxRecords,
        int recordsPerSecond) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a number is negative or a partition occurs twice
     */
    public ScanSpec {
        cursors = List.copyOf(cursors);
        Objects.requireNonNull(filter, "filter (empty for none)");
        QuerySpec.scan(namespace, setName)
                .withCursors(cursors)
                .withMaxRecords(maxRecords)
                .withRecordsPerSecond(recordsPerSecond);
        Objects.requireNonNull(indexRange, "indexRange (empty for a scan)");
    }

    /** All records of a set; an empty set name for the whole namespace. */
    public static ScanSpec of(String namespace, String setName) {
        return new ScanSpec(
                namespace,
                setName,
                QuerySpec.partitions(0, PartitionId.COUNT),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /**
     * The same for a range of partitions.
     *
     * @param first the first partition, from 0 on
     * @param count how many
     */
    public ScanSpec withPartitions(int first, int count) {
        return withCursors(QuerySpec.partitions(first, count));
    }

    /**
     * The same, going on where another one of the same set stopped. A limit counts anew.
     *
     * @throws IllegalArgumentException if the cursors are of another namespace or set
     */
    public ScanSpec resumedFrom(ScanCursors position) {
        if (!position.namespace().equals(namespace) || !position.setName().equals(setName)) {
            throw new IllegalArgumentException(
                    "The cursors are of a scan of "
                            + place(position.namespace(), position.setName())
                            + ", but this one reads "
                            + place(namespace, setName)
                            + ".");
        }
        return withCursors(position.partitions());
    }

    static String place(String namespace, String setName) {
        return setName.isEmpty() ? "namespace " + namespace : namespace + "." + setName;
    }

    private ScanSpec withCursors(List<PartitionCursor> newCursors) {
        return new ScanSpec(
                namespace, setName, newCursors, filter, indexRange, maxRecords, recordsPerSecond);
    }

    /** The same for the records that satisfy an expression; it replaces the policy's filter. */
    public ScanSpec withFilter(Expression condition) {
        return new ScanSpec(
                namespace,
                setName,
                cursors,
                Optional.of(condition),
                indexRange,
                maxRecords,
                recordsPerSecond);
    }

    /** The same for the records of an index range. */
    public ScanSpec withIndexRange(IndexRange range) {
        return new ScanSpec(
                namespace,
                setName,
                cursors,
                filter,
                Optional.of(range),
                maxRecords,
                recordsPerSecond);
    }

    /** The same with a limit over all nodes; 0 for none. */
    public ScanSpec withMaxRecords(long limit) {
        return new ScanSpec(
                namespace, setName, cursors, filter, indexRange, limit, recordsPerSecond);
    }

    /** The same with a pace for each node; 0 for none. */
    public ScanSpec withRecordsPerSecond(int pace) {
        return new ScanSpec(namespace, setName, cursors, filter, indexRange, maxRecords, pace);
    }

    /**
     * Divides the partitions into ranges, for workers that read at the same time. Together they
     * read what this one reads.
     *
     * @param parts how many workers there are
     * @return as many parts, or as there are partitions if these are fewer
     * @throws IllegalArgumentException if {@code parts} is not positive
     * @throws IllegalStateException if there is a limit, which parts cannot share
     */
    public List<ScanSpec> split(int parts) {
        if (parts <= 0) {
            throw new IllegalArgumentException("A scan has 1 or more parts, not " + parts + ".");
        }
        if (maxRecords > 0) {
            throw new IllegalStateException(
                    "A scan of at most "
                            + maxRecords
                            + " records cannot be split: the parts would not know of one another."
                            + " Split it first, and limit the parts.");
        }
        int count = Math.min(parts, Math.max(1, cursors.size()));
        List<ScanSpec> specs = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            int from = (int) ((long) cursors.size() * part / count);
            int to = (int) ((long) cursors.size() * (part + 1) / count);
            specs.add(withCursors(cursors.subList(from, to)));
        }
        return List.copyOf(specs);
    }
}
