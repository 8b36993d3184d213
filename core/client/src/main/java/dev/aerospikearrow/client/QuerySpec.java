package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a scan or query reads. Immutable; made with {@link #scan} and changed with the {@code with}
 * methods, each of which returns another object.
 *
 * @param namespace what to read
 * @param setName its set; empty for the whole namespace
 * @param bins the bins to return
 * @param cursors the partitions to read, each once, and where to go on in each
 * @param indexRange the range of a secondary index; empty for a scan
 * @param maxRecords at most this many records from all nodes together; 0 for all
 * @param recordsPerSecond the pace of each node; 0 for no limit
 */
public record QuerySpec(
        String namespace,
        String setName,
        BinSelection bins,
        List<PartitionCursor> cursors,
        Optional<IndexRange> indexRange,
        long maxRecords,
        int recordsPerSecond) {

    /** Checks the numbers, and that no partition occurs twice. */
    public QuerySpec {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(setName, "setName (empty for the whole namespace)");
        Objects.requireNonNull(bins, "bins");
        Objects.requireNonNull(indexRange, "indexRange");
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
        BitSet seen = new BitSet(PartitionId.COUNT);
        for (PartitionCursor cursor : cursors) {
            int partitionId = Objects.checkIndex(cursor.partitionId(), PartitionId.COUNT);
            if (seen.get(partitionId)) {
                throw new IllegalArgumentException(
                        "Partition " + partitionId + " is named twice; name it once.");
            }
            seen.set(partitionId);
        }
    }

    /** Reads all bins of all partitions of a set. */
    public static QuerySpec scan(String namespace, String setName) {
        return new QuerySpec(
                namespace,
                setName,
                new BinSelection.All(),
                partitions(0, PartitionId.COUNT),
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
        Objects.checkFromIndexSize(first, count, PartitionId.COUNT);
        return IntStream.range(first, first + count).mapToObj(PartitionCursor::start).toList();
    }

    /** The same with these bins. */
    public QuerySpec withBins(BinSelection newBins) {
        return new QuerySpec(
                namespace, setName, newBins, cursors, indexRange, maxRecords, recordsPerSecond);
    }

    /** The same with the named bins; a record that has none of them is left out. */
    public QuerySpec withBins(String... binNames) {
        return withBins(BinSelection.named(List.of(binNames)));
    }

    /** The same with keys and metadata only. */
    public QuerySpec withoutBins() {
        return withBins(new BinSelection.None());
    }

    /** The same for a range of partitions. */
    public QuerySpec withPartitions(int first, int count) {
        return withCursors(partitions(first, count));
    }

    /** The same, going on where the cursors say. */
    public QuerySpec withCursors(List<PartitionCursor> newCursors) {
        return new QuerySpec(
                namespace, setName, bins, newCursors, indexRange, maxRecords, recordsPerSecond);
    }

    /** The same for the records of an index range. */
    public QuerySpec withIndexRange(IndexRange range) {
        return new QuerySpec(
                namespace,
                setName,
                bins,
                cursors,
                Optional.of(range),
                maxRecords,
                recordsPerSecond);
    }

    /** The same with a limit over all nodes; 0 for none. */
    public QuerySpec withMaxRecords(long limit) {
        return new QuerySpec(
                namespace, setName, bins, cursors, indexRange, limit, recordsPerSecond);
    }

    /**
     * The same with a pace for each node; 0 for none. A node sends records when it has collected a
     * frame of them: with a slow pace, raise the policy's socketTimeout above the time that takes.
     */
    public QuerySpec withRecordsPerSecond(int pace) {
        return new QuerySpec(namespace, setName, bins, cursors, indexRange, maxRecords, pace);
    }
}
