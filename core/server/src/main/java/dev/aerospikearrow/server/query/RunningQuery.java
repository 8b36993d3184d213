package dev.aerospikearrow.server.query;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The state of one query that others may look at or end. Thread-safe. */
final class RunningQuery {
    private final long queryId;
    private final QueryPlan plan;
    private final long startedNanos = System.nanoTime();
    private volatile boolean aborted;
    private volatile long doneNanos;
    private volatile boolean done;
    private volatile String status = "ok";
    private volatile int partitionsDone;
    private volatile long recordsSent;
    private volatile long recordsFiltered;
    private volatile long recordsFailed;

    RunningQuery(long queryId, QueryPlan plan) {
        this.queryId = queryId;
        this.plan = plan;
    }

    long queryId() {
        return queryId;
    }

    boolean isDone() {
        return done;
    }

    void abort() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    void progress(int partitions, long sent, long filtered, long failed) {
        partitionsDone = partitions;
        recordsSent = sent;
        recordsFiltered = filtered;
        recordsFailed = failed;
    }

    void finish(String how) {
        status = how;
        doneNanos = System.nanoTime();
        done = true;
    }

    private String progressPercent() {
        int count = plan.partitions().size();
        double share = count == 0 ? 1 : (double) partitionsDone / count;
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    /** The line of the info command query-show. */
    String describe() {
        long end = done ? doneNanos : System.nanoTime();
        StringBuilder line = new StringBuilder("trid=").append(Long.toUnsignedString(queryId));
        line.append(":ns=").append(plan.store().namespace());
        if (!plan.setName().isEmpty()) {
            line.append(":set=").append(plan.setName());
        }
        QueryPlan.IndexUse index = plan.index();
        if (index != null) {
            line.append(":sindex-name=").append(index.index().definition().name());
        }
        boolean updates = plan.update() != null;
        if (!updates) {
            line.append(":n-pids-requested=").append(plan.partitions().size());
        }
        return line.append(":rps=")
                .append(plan.recordsPerSecond())
                .append(":active-threads=")
                .append(done ? 0 : 1)
                .append(":status=")
                .append(done ? "done(" : "active(")
                .append(status)
                .append("):job-progress=")
                .append(progressPercent())
                .append(":run-time=")
                .append(TimeUnit.NANOSECONDS.toMillis(end - startedNanos))
                .append(":time-since-done=")
                .append(done ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - doneNanos) : 0)
                .append(":recs-filtered-meta=0:recs-filtered-bins=")
                .append(recordsFiltered)
                .append(":recs-succeeded=")
                .append(recordsSent)
                .append(":recs-failed=")
                .append(recordsFailed)
                .append(updates ? ":job-type=background-ops" : ":job-type=basic")
                .toString();
    }
}
