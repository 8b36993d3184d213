package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.index.IndexEntry;
import dev.aerospikearrow.server.store.PartitionStore;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One query on its way over the partitions. Used by one thread. */
final class QueryRun {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final QueryTarget target;
    private final QueryPlan plan;
    private final RunningQuery state;
    private final QueryTaker taker;
    private final long startedNanos = System.nanoTime();
    private long sent;
    private long filtered;

    QueryRun(QueryTarget target, QueryPlan plan, RunningQuery state, QueryTaker taker) {
        this.target = target;
        this.plan = plan;
        this.state = state;
        this.taker = taker;
    }

    /** Runs to the end and returns the code that the answer ends with. */
    int run() throws IOException {
        int code = 0;
        int partitionsDone = 0;
        for (PartitionSpan span : plan.partitions()) {
            if (!target.serves(plan.store(), span.partitionId())) {
                taker.unavailable(span.partitionId());
            } else if (code == 0 && sent < plan.maxRecords()) {
                code = partition(span);
            }
            partitionsDone++;
            state.progress(partitionsDone, sent, filtered, taker.failedCount());
        }
        taker.end(code);
        return code;
    }

    private int partition(PartitionSpan span) throws IOException {
        return plan.index() == null ? scan(span) : query(plan.index(), span);
    }

    private int scan(PartitionSpan span) throws IOException {
        PartitionStore partition = plan.store().partition(span.partitionId());
        byte[] last = span.lastDigest();
        List<RecordSnapshot> records =
                last == null ? partition.recordsInOrder() : partition.recordsAfter(last, 0);
        for (RecordSnapshot record : records) {
            int code = interruption();
            if (code != 0 || sent >= plan.maxRecords()) {
                return code;
            }
            if (isWanted(record) && taker.record(record, null)) {
                sent++;
            }
        }
        return 0;
    }

    private int query(QueryPlan.IndexUse use, PartitionSpan span) throws IOException {
        byte[] last = span.lastDigest();
        IndexEntry after = last == null ? null : new IndexEntry(span.lastSortValue(), last);
        Iterator<IndexEntry> entries = use.index().entries(span.partitionId(), use.query(), after);
        if (plan.update() != null) {
            entries = answeringNow(use, entries).iterator();
        }
        while (entries.hasNext()) {
            int code = interruption();
            if (code != 0 || sent >= plan.maxRecords()) {
                return code;
            }
            IndexEntry entry = entries.next();
            RecordSnapshot record = plan.store().get(entry.digest(), 0);
            if (record != null
                    && (plan.update() != null
                            || use.index().isAnsweredBy(entry, use.query(), record))
                    && isWanted(record)
                    && taker.record(record, entry.sortValue())) {
                sent++;
            }
        }
        return 0;
    }

    /**
     * What matches before anything is changed: a change may move a record to where the query comes
     * yet.
     */
    private List<IndexEntry> answeringNow(QueryPlan.IndexUse use, Iterator<IndexEntry> entries) {
        List<IndexEntry> answering = new ArrayList<>();
        while (entries.hasNext()) {
            IndexEntry entry = entries.next();
            RecordSnapshot record = plan.store().get(entry.digest(), 0);
            if (record != null && use.index().isAnsweredBy(entry, use.query(), record)) {
                answering.add(entry);
            }
        }
        return answering;
    }

    private boolean isWanted(RecordSnapshot record) {
        if (!plan.setName().isEmpty() && !plan.setName().equals(record.setName())
                || record.isExpiredAt(plan.store().nowSeconds())) {
            return false;
        }
        boolean matches = plan.filter().matches(record);
        filtered += matches ? 0 : 1;
        return matches;
    }

    /** Keeps the pace; returns the code to end with, 0 to go on. */
    private int interruption() {
        if (plan.isShort()) {
            return System.nanoTime() - startedNanos > plan.timeoutNanos()
                    ? ResultCode.TIMEOUT.code()
                    : 0;
        }
        while (!state.isAborted() && plan.recordsPerSecond() > 0) {
            long dueNanos =
                    startedNanos
                            + sent / plan.recordsPerSecond() * NANOS_PER_SECOND
                            + sent
                                    % plan.recordsPerSecond()
                                    * NANOS_PER_SECOND
                                    / plan.recordsPerSecond();
            long aheadNanos = dueNanos - System.nanoTime();
            if (aheadNanos <= 0) {
                break;
            }
            LockSupport.parkNanos(Math.min(aheadNanos, TimeUnit.MILLISECONDS.toNanos(50)));
        }
        return state.isAborted() ? ResultCode.QUERY_ABORTED.code() : 0;
    }
}
