package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The records that a scan or query reads, as maps or as columns. Immutable; made with {@link #of}
 * and changed with the {@code with} methods, each of which returns another object.
 *
 * @param set what to read: a set, or a namespace
 * @param cursors the partitions to read, each once, and where to go on in each
 * @param filter the expression that a record must satisfy; empty for what the policy says
 * @param serverFilter a filter in the language of servers from 8.2 on, as {@link #withServerFilter}
 *     says; empty for none
 * @param indexRange the range of a secondary index; empty for a scan
 * @param maxRecords at most this many records from all nodes together; 0 for all
 * @param recordsPerSecond the pace of each node; 0 for no limit
 */
public record QuerySpec(
        SetName set,
        List<PartitionCursor> cursors,
        Optional<Expression> filter,
        Optional<String> serverFilter,
        Optional<IndexRange> indexRange,
        long maxRecords,
        int recordsPerSecond) {

    /** Number of partitions of every namespace; fixed by the server. */
    public static final int PARTITION_COUNT = PartitionId.COUNT;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a number is negative, a partition occurs twice, or there
     *     are filters of both kinds
     */
    public QuerySpec {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(filter, "filter (empty for none)");
        Objects.requireNonNull(serverFilter, "serverFilter (empty for none)");
        Objects.requireNonNull(indexRange, "indexRange (empty for a scan)");
        if (serverFilter.isPresent()) {
            if (filter.isPresent()) {
                throw new IllegalArgumentException(
                        "A query has one filter, an expression or a text in the server's language,"
                                + " but found both.");
            }
            if (serverFilter.get().isBlank()) {
                throw new IllegalArgumentException(
                        "A filter in the server's language is a text, but found none in it.");
            }
        }
        cursors = List.copyOf(cursors);
        if (maxRecords < 0) {
            throw new IllegalArgumentException(
                    "maxRecords is 0 (all) or more, but found " + maxRecords + ".");
        }
        if (recordsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "recordsPerSecond is 0 (no limit) or more, but found "
                            + recordsPerSecond
                            + ".");
        }
        BitSet seen = new BitSet(PARTITION_COUNT);
        for (PartitionCursor cursor : cursors) {
            int partitionId = Objects.checkIndex(cursor.partitionId(), PARTITION_COUNT);
            if (seen.get(partitionId)) {
                throw new IllegalArgumentException(
                        "Partition " + partitionId + " is named twice; name it once.");
            }
            seen.set(partitionId);
        }
    }

    /** All records of a set, or of a namespace. */
    public static QuerySpec of(SetName set) {
        return new QuerySpec(
                set,
                partitions(0, PARTITION_COUNT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /**
     * The cursors of whole partitions.
     *
     * @param first the first partition, from 0 on
     * @param count how many
     */
    public static List<PartitionCursor> partitions(int first, int count) {
        Objects.checkFromIndexSize(first, count, PARTITION_COUNT);
        return IntStream.range(first, first + count).mapToObj(PartitionCursor::start).toList();
    }

    /**
     * The same for a range of partitions.
     *
     * @param first the first partition, from 0 on
     * @param count how many
     */
    public QuerySpec withPartitions(int first, int count) {
        return withCursors(partitions(first, count));
    }

    /** The same, going on where the cursors say. */
    public QuerySpec withCursors(List<PartitionCursor> newCursors) {
        return new QuerySpec(
                set, newCursors, filter, serverFilter, indexRange, maxRecords, recordsPerSecond);
    }

    /**
     * The same, going on where another one of the same set stopped. A limit counts anew.
     *
     * @throws IllegalArgumentException if the cursors are of another namespace or set
     */
    public QuerySpec resumedFrom(ScanCursors position) {
        if (!position.set().equals(set)) {
            throw new IllegalArgumentException(
                    "The cursors are of a scan of "
                            + position.set()
                            + ", but this one reads "
                            + set
                            + ".");
        }
        return withCursors(position.partitions());
    }

    /** The same for the records that satisfy an expression; it replaces the policy's filter. */
    public QuerySpec withFilter(Expression condition) {
        return new QuerySpec(
                set,
                cursors,
                Optional.of(condition),
                serverFilter,
                indexRange,
                maxRecords,
                recordsPerSecond);
    }

    /**
     * The same for the records that satisfy a text in the server's own language, such as {@code
     * $.age > 21 and $.country == 'US'}, which the nodes compile; it replaces the policy's filter.
     *
     * <p>It is not the language of {@link
     * dev.aerospikearrow.expression.Expressions#filter(String)}, which every server evaluates: bins
     * are written otherwise, types are compared more strictly, and it may change with servers. The
     * text is sent as it is. All nodes have to be servers of 8.2 or newer; else the query fails
     * before anything is sent, since older ones would take no notice of the text and return all
     * records.
     */
    public QuerySpec withServerFilter(String text) {
        return new QuerySpec(
                set, cursors, filter, Optional.of(text), indexRange, maxRecords, recordsPerSecond);
    }

    /** The same for the records of an index range. */
    public QuerySpec withIndexRange(IndexRange range) {
        return new QuerySpec(
                set,
                cursors,
                filter,
                serverFilter,
                Optional.of(range),
                maxRecords,
                recordsPerSecond);
    }

    /** The same with a limit over all nodes; 0 for none. */
    public QuerySpec withMaxRecords(long limit) {
        return new QuerySpec(
                set, cursors, filter, serverFilter, indexRange, limit, recordsPerSecond);
    }

    /**
     * The same with a pace for each node; 0 for none. A node sends records when it has collected a
     * frame of them: with a slow pace, raise the policy's socketTimeout above the time that takes.
     */
    public QuerySpec withRecordsPerSecond(int pace) {
        return new QuerySpec(set, cursors, filter, serverFilter, indexRange, maxRecords, pace);
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
    public List<QuerySpec> split(int parts) {
        if (parts <= 0) {
            throw new IllegalArgumentException("A scan has 1 or more parts, not " + parts + ".");
        }
        if (maxRecords > 0) {
            throw new IllegalStateException(
                    "A scan of at most "
                            + Quantity.of(maxRecords, "record")
                            + " cannot be split: the parts would not know of one another."
                            + " Split it first, and limit the parts.");
        }
        int count = Math.min(parts, Math.max(1, cursors.size()));
        List<QuerySpec> specs = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            int from = (int) ((long) cursors.size() * part / count);
            int to = (int) ((long) cursors.size() * (part + 1) / count);
            specs.add(withCursors(cursors.subList(from, to)));
        }
        return List.copyOf(specs);
    }
}
