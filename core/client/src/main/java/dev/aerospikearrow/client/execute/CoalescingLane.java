package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.BackgroundLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads that may go to one node together. What is sent is a {@link BatchCall}, or a {@link
 * RecordCall} where a read is alone: attempts and retries are theirs. The total time of a read is
 * watched here, because it starts before its request does.
 *
 * <p>Belongs to one loop's thread.
 */
final class CoalescingLane {
    /** Fewer reads than this are not worth a request of their own if others are to be sent. */
    private static final int SMALLEST_SHARE = 16;

    private final Cluster cluster;
    private final BackgroundLoop loop;
    private final CoalescingLimits limits;
    private final @Nullable Node node;
    private final Runnable onAnswer;
    private final RowTemplates templates = new RowTemplates();
    private final ArrayDeque<CoalescedRead<?>> waiting = new ArrayDeque<>();
    private final List<List<CoalescedRead<?>>> underWay = new ArrayList<>(2);

    /**
     * @param node for messages and for nothing else: calls look for the owner themselves
     * @param onAnswer is told when a request has ended, so that more can be sent
     */
    CoalescingLane(
            Cluster cluster,
            BackgroundLoop loop,
            CoalescingLimits limits,
            @Nullable Node node,
            Runnable onAnswer) {
        this.cluster = cluster;
        this.loop = loop;
        this.limits = limits;
        this.node = node;
        this.onAnswer = onAnswer;
    }

    void add(CoalescedRead<?> read) {
        waiting.add(read);
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    List<CoalescedRead<?>> takeWaiting() {
        List<CoalescedRead<?>> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** Sends what may be sent now. */
    void send(long nowNanos) {
        while (!waiting.isEmpty() && (hasRoom() || oldestIsImpatient(nowNanos))) {
            List<CoalescedRead<?>> reads = next(share());
            try {
                if (reads.size() == 1) {
                    sendAlone(reads.get(0), reads);
                } else if (!reads.isEmpty()) {
                    sendTogether(reads);
                }
            } catch (RuntimeException | Error e) {
                // Others wait in this lane and in others.
                reads.forEach(read -> read.fail(e));
            }
        }
    }

    private boolean hasRoom() {
        return underWay.size() < limits.requestsPerNode();
    }

    /** A node that is silent must not hold back what was never sent to it. */
    private boolean oldestIsImpatient(long nowNanos) {
        return nowNanos - waiting.element().askedNanos() > limits.longestWaitNanos();
    }

    /**
     * How many of the waiting reads the next request takes: all are divided among the requests that
     * may be sent now, so that several stay under way, unless that makes them small.
     */
    private int share() {
        int free = Math.max(1, limits.requestsPerNode() - underWay.size());
        int share = Math.max(SMALLEST_SHARE, (waiting.size() + free - 1) / free);
        return Math.min(share, limits.rowsPerRequest());
    }

    /** The next reads that wait, without those that were cancelled. */
    private List<CoalescedRead<?>> next(int count) {
        List<CoalescedRead<?>> reads = new ArrayList<>(Math.min(waiting.size(), count));
        while (reads.size() < count && !waiting.isEmpty()) {
            CoalescedRead<?> read = waiting.remove();
            if (!read.isDone()) {
                reads.add(read);
            }
        }
        return reads;
    }

    private <T> void sendAlone(CoalescedRead<T> asked, List<CoalescedRead<?>> reads) {
        submit(new RecordCall<>(cluster, asked.key(), asked.read()), reads, asked::answer);
    }

    private void sendTogether(List<CoalescedRead<?>> reads) {
        CoalescedBatch batch = new CoalescedBatch(reads, templates, node);
        BatchCall<?> call =
                new BatchCall<>(cluster, batch.request(), batch, batchPolicy(reads.get(0).read()));
        submit(call, reads, done -> {});
    }

    private <T> void submit(
            Call<T> call, List<CoalescedRead<?>> reads, Consumer<? super T> onResult) {
        CompletableFuture<T> future = call.future();
        underWay.add(reads);
        future.whenComplete(
                (result, failure) -> {
                    underWay.remove(reads);
                    if (failure == null) {
                        onResult.accept(result);
                    } else {
                        reads.forEach(read -> read.fail(failure));
                    }
                    onAnswer.run();
                });
        loop.submit(call);
    }

    private static BatchPolicy batchPolicy(PreparedCommand<?> read) {
        CommandPolicy policy = read.policy();
        BatchPolicy.Builder batch =
                BatchPolicy.builder()
                        .totalTimeout(policy.totalTimeout())
                        .socketTimeout(policy.socketTimeout())
                        .sleepBetweenRetries(policy.sleepBetweenRetries())
                        .replica(read.choice().replica())
                        .readMode(read.choice().mode());
        if (read.choice().hedgeNanos() != ReadChoice.NO_HEDGE) {
            batch.hedgeAfter(Duration.ofNanos(read.choice().hedgeNanos()));
        }
        policy.maxRetries().ifPresent(batch::maxRetries);
        return batch.build();
    }

    /** Fails the reads that have taken as long as they may. */
    void failOverdue(long nowNanos) {
        while (!waiting.isEmpty() && isOverdue(waiting.element(), nowNanos)) {
            failOverdue(waiting.remove(), nowNanos);
        }
        // A copy: who is told may act on it at once.
        for (List<CoalescedRead<?>> reads : List.copyOf(underWay)) {
            if (isOverdue(reads.get(0), nowNanos)) {
                reads.forEach(read -> failOverdue(read, nowNanos));
            }
        }
    }

    private static boolean isOverdue(CoalescedRead<?> read, long nowNanos) {
        long total = read.read().times().totalNanos();
        return total != Long.MAX_VALUE && nowNanos - read.askedNanos() >= total;
    }

    private void failOverdue(CoalescedRead<?> read, long nowNanos) {
        if (read.isDone() || !isOverdue(read, nowNanos)) {
            return;
        }
        read.fail(
                new RequestTimeoutException(
                        read.describe()
                                + " was not complete within "
                                + TimeUnit.NANOSECONDS.toMillis(read.read().times().totalNanos())
                                + " ms. It was to be read together with others from node "
                                + node
                                + ".",
                        null,
                        false));
    }
}
