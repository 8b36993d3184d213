package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.transport.BackgroundLoop;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopPool;
import dev.aerospikearrow.client.transport.TransportSettings;
import dev.aerospikearrow.client.transport.TransportSettings.Pipelining;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands and pushes what comes back into sinks: the layer below the map API, for those who
 * want records in another shape. Thread-safe.
 *
 * <p>One sink and one {@link BinNames} serve one call. All decoding of one call happens on one
 * thread at a time, so a sink needs no locks; a call that waits decodes on the thread that made it.
 *
 * <p>Every kind of call exists once, as a {@link Call}; {@link #run} and {@link #runAsync} are two
 * ways to run it.
 */
public final class CommandExecutor implements AutoCloseable {
    private static final long DRAIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Cluster cluster;
    private final LoopPool pool;
    private final BackgroundLoop[] background;
    private final AtomicInteger nextBackground = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Connects to the cluster.
     *
     * @throws dev.aerospikearrow.client.NoSeedReachableException if no seed leads to one
     */
    public CommandExecutor(ClientConfig config) {
        TransportSettings settings =
                new TransportSettings(
                        config.connectTimeout().toNanos(),
                        DRAIN_TIMEOUT_NANOS,
                        config.frameLimit(),
                        config.pipelinedConnectionsPerNode(),
                        Pipelining.NONE);
        LoopPool loops = new LoopPool(settings);
        pool = loops;
        long maxIdleNanos = config.maxIdle().toNanos();
        cluster = new Cluster(config, settings, () -> loops.trim(maxIdleNanos));
        cluster.connect();
        background = new BackgroundLoop[config.asyncLoops()];
        for (int i = 0; i < background.length; i++) {
            background[i] = new BackgroundLoop("aerospike-async-" + i, settings, maxIdleNanos);
        }
    }

    /** What is known of the cluster. */
    public Cluster cluster() {
        return cluster;
    }

    /**
     * Reads or writes the rows of a batch on all nodes concerned, and waits.
     *
     * @param request the rows
     * @param names how bins become ordinals
     * @param sink gets every row once, in any order
     * @param policy limits and choices; its filter concerns the rows whose command has none
     * @throws dev.aerospikearrow.client.AerospikeException if rows stay unanswered; the message
     *     says which node, what happened and how many rows
     */
    public void batch(BatchRequest request, BinNames names, RecordSink sink, BatchPolicy policy) {
        run(batchCall(request, names, sink, policy, BatchOutcome.nothing()));
    }

    /**
     * The same without waiting; the sink is called on a thread of the client.
     *
     * @return completes when every row is answered
     */
    public CompletableFuture<@Nullable Void> batchAsync(
            BatchRequest request, BinNames names, RecordSink sink, BatchPolicy policy) {
        return runAsync(batchCall(request, names, sink, policy, BatchOutcome.nothing()));
    }

    /**
     * Starts a scan or query of all nodes concerned.
     *
     * @param names how bins become ordinals
     * @param sink gets the records while the stream is advanced, on the thread that does it
     * @return what pulls the records into the sink; to be closed
     */
    public ReplyStream query(QuerySpec spec, BinNames names, RecordSink sink, QueryPolicy policy) {
        PulledQuery stream =
                new PulledQuery(new QueryCall(cluster, spec, names, sink, policy), pool, borrow());
        stream.begin();
        return stream;
    }

    /**
     * Runs a scan or query to its end without waiting; the sink is called on a thread of the
     * client, and how fast it returns is how fast is read.
     *
     * @return completes when every partition has been read, or the limit reached
     */
    public CompletableFuture<@Nullable Void> queryAsync(
            QuerySpec spec, BinNames names, RecordSink sink, QueryPolicy policy) {
        return runAsync(new QueryCall(cluster, spec, names, sink, policy));
    }

    /** A read of one record, to be run. */
    public <T> Call<T> read(Key key, RecordRead<T> read) {
        return RecordCall.of(cluster, Objects.requireNonNull(key, "key"), read);
    }

    /** Reads of single records that are sent together; lives as long as the executor. */
    public ReadCoalescer coalescer(CoalescingLimits limits) {
        CoalescingLoop[] loops = new CoalescingLoop[background.length];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new CoalescingLoop(cluster, background[i], limits);
        }
        return new ReadCoalescer(loops);
    }

    /** A write of one record, to be run. */
    public <T> Call<T> write(
            Key key,
            RecordCommand command,
            WritePolicy policy,
            BinNames names,
            RecordReply<T> reply) {
        Objects.requireNonNull(key, "key");
        return new RecordCall<>(
                cluster,
                CallTimes.of(policy),
                key,
                command,
                policy.options().sendKey(),
                ReplicaPolicy.MASTER,
                policy.onDoubt(),
                names,
                reply);
    }

    /** A batch, to be run. */
    public <T> Call<T> batchCall(
            BatchRequest request,
            BinNames names,
            RecordSink sink,
            BatchPolicy policy,
            BatchOutcome<T> outcome) {
        return new BatchCall<>(cluster, request, names, sink, policy, outcome);
    }

    /** Info commands, one step after the other, to be run. */
    public <T> Call<T> info(Duration timeout, List<InfoStep<T>> steps) {
        return new InfoCall<>(cluster, timeout, steps);
    }

    /** Runs a call in this thread and returns its result. */
    public <T> @Nullable T run(Call<T> call) {
        IoLoop loop = borrow();
        boolean intact = false;
        try {
            loop.run(call);
            intact = true;
        } finally {
            if (intact) {
                pool.giveBack(loop);
            } else {
                pool.discard(loop);
            }
        }
        return call.join();
    }

    /**
     * Runs a call on a thread of the client. What is chained to the result runs on that thread too,
     * and must not wait there for other calls of the client.
     */
    public <T> CompletableFuture<T> runAsync(Call<T> call) {
        CompletableFuture<T> future = call.future();
        int index = (nextBackground.getAndIncrement() & Integer.MAX_VALUE) % background.length;
        background[index].submit(call);
        return future;
    }

    private IoLoop borrow() {
        IoLoop loop = closed ? null : pool.borrow();
        if (loop == null) {
            throw new ClientClosedException(
                    "The client is closed. Make another one with AerospikeClient.connect.",
                    null,
                    false);
        }
        return loop;
    }

    /** Ends all calls, threads and connections. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cluster.close();
        pool.close();
        for (BackgroundLoop loop : background) {
            loop.close();
        }
    }
}
