package dev.aerospikearrow.server.query;

import dev.aerospikearrow.server.expression.RecordFilter;
import dev.aerospikearrow.server.index.IndexQuery;
import dev.aerospikearrow.server.index.SecondaryIndex;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked request (docs/docs/internals/wire.md, section 9.1).
 *
 * @param store the namespace
 * @param setName the set; empty for all records of the namespace
 * @param partitions in ascending order, each once
 * @param index what is asked of an index; null for a scan
 * @param filter which records are wanted
 * @param bins what is returned of them
 * @param maxRecords at most this many; {@link Long#MAX_VALUE} for all
 * @param recordsPerSecond the pace; 0 for no limit
 * @param socketTimeoutMillis how long to wait for a client that does not read; 0 for ever
 * @param queryId what the client calls the query; 0 if it does not
 * @param isShort whether the query runs without being listed
 * @param timeoutNanos how long a short query may take
 * @param update what is done to each record; null to return it
 */
record QueryPlan(
        RecordStore store,
        String setName,
        List<PartitionSpan> partitions,
        @Nullable IndexUse index,
        RecordFilter filter,
        RowBins bins,
        long maxRecords,
        int recordsPerSecond,
        int socketTimeoutMillis,
        long queryId,
        boolean isShort,
        long timeoutNanos,
        @Nullable RecordUpdateRequest update) {

    /** An index and what is asked of it. */
    record IndexUse(SecondaryIndex index, IndexQuery query) {}
}
