package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.BackgroundLoop;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopBrokenException;
import dev.aerospikearrow.client.transport.LoopTask;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The reads that a {@link ReadCoalescer} gathers in one background loop. Any thread adds reads;
 * everything else happens on the loop's thread, once per turn of the loop: the reads that were
 * added since the last turn are digested side by side and divided among lanes, and each lane sends
 * what it may.
 */
final class CoalescingLoop implements LoopTask {
    /** So many lanes are kept though they have nothing to do. */
    private static final int MOST_IDLE_LANES = 32;

    private final Cluster cluster;
    private final BackgroundLoop loop;
    private final CoalescingLimits limits;
    private final Completions completions;
    private final Map<LaneKey, CoalescingLane> lanes = new HashMap<>();
    private final Watch watch = new Watch();

    /** The read that was added last; the others hang on it. */
    private final AtomicReference<@Nullable CoalescedRead<?>> newest = new AtomicReference<>();

    /** Whether a turn is to come that takes what was added. */
    private final AtomicBoolean turnIsDue = new AtomicBoolean();

    /** What can be in one request. Namespaces do not mix: an unknown one fails a request. */
    private record LaneKey(@Nullable Node node, String namespace, CommandPolicy policy) {}

    CoalescingLoop(
            Cluster cluster,
            BackgroundLoop loop,
            CoalescingLimits limits,
            Completions completions) {
        this.cluster = cluster;
        this.loop = loop;
        this.limits = limits;
        this.completions = completions;
    }

    boolean isRunBy(Thread thread) {
        return loop.isRunBy(thread);
    }

    /** Adds a read. */
    <T> CoalescedRead<T> read(Key key, PreparedCommand<T> read) {
        return add(key, read, completions);
    }

    /**
     * Adds a read.
     *
     * @param before is run before the read is completed
     */
    <T> CoalescedRead<T> read(Key key, PreparedCommand<T> read, Runnable before) {
        return add(key, read, completions.after(before));
    }

    private <T> CoalescedRead<T> add(Key key, PreparedCommand<T> read, Completions where) {
        CoalescedRead<T> added = new CoalescedRead<>(read, key, loop.nanoTime(), where);
        CoalescedRead<?> before;
        do {
            before = newest.get();
            added.previous = before;
        } while (!newest.compareAndSet(before, added));
        askForTurn();
        return added;
    }

    private void askForTurn() {
        if (!turnIsDue.get() && turnIsDue.compareAndSet(false, true)) {
            loop.submit(this);
        }
    }

    /** A turn of the loop. */
    @Override
    public void start(IoLoop running) {
        turnIsDue.set(false);
        List<CoalescedRead<?>> added = takeAdded();
        try {
            divide(added);
        } catch (RuntimeException | Error e) {
            // Those that have a lane already find that they are done.
            added.forEach(read -> read.fail(e));
        }
        long now = running.nanoTime();
        for (CoalescingLane lane : lanes.values()) {
            lane.send(now);
        }
        watch.begin();
    }

    /** What was added since the last turn, in the order in which it was. */
    private List<CoalescedRead<?>> takeAdded() {
        List<CoalescedRead<?>> added = new ArrayList<>();
        CoalescedRead<?> read = newest.getAndSet(null);
        while (read != null) {
            added.add(read);
            CoalescedRead<?> before = read.previous;
            read.previous = null;
            read = before;
        }
        Collections.reverse(added);
        return added;
    }

    private void divide(List<CoalescedRead<?>> added) {
        if (added.isEmpty()) {
            return;
        }
        List<Key> keys = new ArrayList<>(added.size());
        for (CoalescedRead<?> read : added) {
            keys.add(read.key());
        }
        DigestArray digests = DigestArray.of(keys);
        for (int i = 0; i < added.size(); i++) {
            CoalescedRead<?> read = added.get(i);
            read.setDigest(digests, i);
            laneOf(read, digests.partitionId(i)).add(read);
        }
    }

    private CoalescingLane laneOf(CoalescedRead<?> read, int partitionId) {
        String namespace = read.key().namespace();
        NamespacePartitions partitions = cluster.partitions().namespace(namespace);
        // Without an owner: the call finds a node, or says what is wrong.
        Node node =
                partitions == null
                        ? null
                        : Route.ofLane(read.read().choice(), partitions)
                                .node(partitions, partitionId);
        return lanes.computeIfAbsent(
                new LaneKey(node, namespace, read.read().policy()),
                key -> new CoalescingLane(cluster, loop, limits, key.node, this::askForTurn));
    }

    @Override
    public boolean isDone() {
        // A turn is over when it has started; what is under way is watched by another task.
        return true;
    }

    @Override
    public long check(long nowNanos) {
        return Long.MAX_VALUE;
    }

    /** The loop is closed: there will be no turn. */
    @Override
    public void fail(Throwable reason) {
        turnIsDue.set(false);
        failAll(takeAdded(), reason);
    }

    private static void failAll(List<CoalescedRead<?>> reads, Throwable reason) {
        for (CoalescedRead<?> read : reads) {
            read.fail(
                    reason instanceof LoopBrokenException
                            ? new ConnectionException(
                                    read.describe() + ": " + reason.getMessage(), reason, false)
                            : new ClientClosedException(
                                    read.describe() + ": the client was closed.", reason, false));
        }
    }

    /** Looks after reads that wait too long, on the ticks of the loop, while there are any. */
    private final class Watch implements LoopTask {
        private boolean running;

        void begin() {
            if (!running) {
                running = true;
                loop.submit(this);
            }
        }

        @Override
        public void start(IoLoop runningLoop) {}

        @Override
        public boolean isDone() {
            return !running;
        }

        @Override
        public long check(long nowNanos) {
            running = false;
            for (CoalescingLane lane : lanes.values()) {
                lane.failOverdue(nowNanos);
                lane.send(nowNanos);
                running |= !lane.isIdle();
            }
            if (lanes.size() > MOST_IDLE_LANES) {
                lanes.values().removeIf(CoalescingLane::isIdle);
            }
            return Long.MAX_VALUE;
        }

        @Override
        public void fail(Throwable reason) {
            running = false;
            for (CoalescingLane lane : lanes.values()) {
                failAll(lane.takeWaiting(), reason);
            }
        }
    }
}
