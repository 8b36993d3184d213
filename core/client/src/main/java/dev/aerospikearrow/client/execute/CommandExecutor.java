package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BackgroundJob;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientHealth;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.ClusterUnavailableException;
import dev.aerospikearrow.client.LoginException;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.login.LoginRefusedException;
import dev.aerospikearrow.client.login.LoginSecret;
import dev.aerospikearrow.client.telemetry.Telemetry;
import dev.aerospikearrow.client.transport.BackgroundLoop;
import dev.aerospikearrow.client.transport.CloseLimit;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopBrokenException;
import dev.aerospikearrow.client.transport.LoopPool;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.TransportSettings;
import dev.aerospikearrow.client.transport.TransportSettings.Pipelining;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.query.BackgroundRequest;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The executor of commands, whatever becomes of their answers: the layer below the map API, for
 * those who want records in another shape. Thread-safe.
 *
 * <p>Every kind of call exists once, as a {@link Call}; {@link #run} and {@link #runAsync} are two
 * ways to run it. One {@link Answer} serves one call, which closes it. All decoding of one call
 * happens on one thread at a time, so an answer needs no locks; a call that waits decodes on the
 * thread that made it.
 */
public final class CommandExecutor implements AutoCloseable {
    private static final long DRAIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Machine machine;
    private final int maxConnections;
    private final Optional<LoginSecret> secret;
    private final Cluster cluster;
    private final LoopPool pool;
    private final BackgroundLoop[] background;
    private final AtomicInteger nextBackground = new AtomicInteger();
    private final Completions completions;
    private final @Nullable InFlightLimit inFlight;
    private final @Nullable ConnectionKeeper keeper;
    private final Duration closeTimeout;
    private volatile boolean closed;

    /**
     * Connects to the cluster.
     *
     * @param machine where time and sockets come from: {@link Machine#THIS}, but for simulations
     * @throws dev.aerospikearrow.client.NoSeedReachableException if no seed leads to one
     */
    public CommandExecutor(Machine machine, ClientConfig config) {
        TransportSettings settings =
                new TransportSettings(
                        config.connectTimeout().toNanos(),
                        DRAIN_TIMEOUT_NANOS,
                        config.frameLimit(),
                        config.pipelinedConnectionsPerNode(),
                        Pipelining.NONE);
        completions = new Completions(config.completionExecutor());
        closeTimeout = config.closeTimeout();
        int minConnections = config.limits().minConnectionsPerNode();
        LoopPool loops =
                new LoopPool(machine, settings, config.maxConnectionsPerNode(), minConnections);
        inFlight = InFlightLimit.of(config.limits());
        keeper =
                minConnections == 0
                        ? null
                        : new ConnectionKeeper(minConnections, settings.connectTimeoutNanos());
        maxConnections = config.maxConnectionsPerNode();
        this.machine = machine;
        pool = loops;
        long maxIdleNanos = config.maxIdle().toNanos();
        secret = config.credentials().map(LoginSecret::new);
        secret.ifPresent(CommandExecutor::prepare);
        cluster = new Cluster(machine, config, settings, secret, () -> keepHouse(maxIdleNanos));
        cluster.telemetry().opened(this::statistics);
        try {
            cluster.connect();
        } catch (RuntimeException | Error e) {
            cluster.telemetry().closed();
            throw e;
        }
        background = new BackgroundLoop[config.asyncLoops()];
        int made = 0;
        try {
            for (; made < background.length; made++) {
                background[made] =
                        new BackgroundLoop(
                                machine,
                                "aerospike-async-" + made,
                                settings,
                                minConnections == 0 ? maxIdleNanos : Long.MAX_VALUE);
            }
        } catch (RuntimeException | Error e) {
            cluster.close();
            for (int i = 0; i < made; i++) {
                background[i].close();
            }
            throw e;
        }
        ConnectionKeeper connections = keeper;
        if (connections != null) {
            connections.start(pool, background, cluster);
        }
    }

    private void keepHouse(long maxIdleNanos) {
        pool.trim(maxIdleNanos);
        ConnectionKeeper connections = keeper;
        if (connections != null) {
            connections.lookAfter();
        }
    }

    /** Makes the hash that nodes are shown, before their time runs. */
    private static void prepare(LoginSecret secret) {
        try {
            secret.currentHash();
        } catch (LoginRefusedException e) {
            throw new LoginException("The cluster " + e.getMessage() + ".", 0, e, false);
        }
    }

    /** How the parts that work in the background are. */
    public ClientHealth health() {
        List<String> troubles = new ArrayList<>(cluster.troubles());
        int replacedLoops = 0;
        for (BackgroundLoop loop : background) {
            replacedLoops += loop.failureCount();
            loop.trouble().ifPresent(troubles::add);
        }
        return new ClientHealth(
                cluster.sinceTended(), cluster.nodes().size(), replacedLoops, troubles);
    }

    /** What was counted since the client was made. */
    public ClientStatistics statistics() {
        List<Telemetry.NodeGauge> present = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            Endpoint endpoint = node.endpoint();
            present.add(
                    new Telemetry.NodeGauge(node.id(), endpoint.connections(), endpoint.waiting()));
        }
        return cluster.telemetry().statistics(present);
    }

    /** The time, to see how long something took; 0 if stages are not measured. */
    public long clock() {
        return cluster.telemetry().measuresStages() ? System.nanoTime() : 0;
    }

    /** Values did not fit their columns and became null, or were converted. */
    public void noteMisfits(long nulledCount, long coercedCount) {
        cluster.telemetry().rows().misfits(nulledCount, coercedCount);
    }

    /** Who logs in; empty if nobody has to. */
    public Optional<LoginSecret> secret() {
        return secret;
    }

    /** What is known of the cluster. */
    public Cluster cluster() {
        return cluster;
    }

    /** A command for one record, to be run. */
    public <T> Call<T> record(Key key, PreparedCommand<T> command) {
        return new RecordCall<>(cluster, Objects.requireNonNull(key, "key"), command);
    }

    /**
     * A batch over all nodes concerned, to be run. It fails with an {@link
     * dev.aerospikearrow.client.AerospikeException} if rows stay unanswered; the message says which
     * node, what happened and how many rows.
     *
     * @param answer gets every row once, in any order
     * @param policy limits and choices; its filter concerns the rows whose command has none
     */
    public <T> Call<T> batch(BatchRequest request, Answer<T> answer, BatchPolicy policy) {
        return new BatchCall<>(cluster, request, answer, policy);
    }

    /**
     * What each node would be asked for by a batch if it were made now; nothing is sent.
     *
     * @throws ClusterUnavailableException if no node is known
     */
    public List<PlannedShare> shares(BatchRequest request, BatchPolicy policy) {
        requireNodes();
        Shares shares = new Shares();
        if (request.rowCount() > 0) {
            new BatchCall<>(cluster, request, Shares.NONE, policy)
                    .plan()
                    .forEach(part -> shares.add(part.node(), part.rowCount()));
        }
        return shares.list();
    }

    /** The same of a scan or query. */
    public List<PlannedShare> shares(QuerySpec spec, QueryPolicy policy) {
        requireNodes();
        Shares shares = new Shares();
        new QueryCall<>(cluster, spec, new BinSelection.None(), Shares.NONE, policy)
                .group()
                .forEach((node, cursors) -> shares.add(node, cursors.size()));
        return shares.list();
    }

    private void requireNodes() {
        if (cluster.nodes().isEmpty()) {
            throw new ClusterUnavailableException(
                    "No node of the cluster answers at the moment. The client keeps looking for"
                            + " them.",
                    null,
                    false);
        }
    }

    /**
     * A scan or query of all nodes concerned, to be run or {@link #pull pulled}. When it is run,
     * how fast the answer takes blocks is how fast is read.
     */
    public <T> QueryCall<T> query(
            QuerySpec spec, BinSelection bins, Answer<T> answer, QueryPolicy policy) {
        return new QueryCall<>(cluster, spec, bins, answer, policy);
    }

    /**
     * Starts a scan or query whose answer takes blocks while the stream is advanced, on the thread
     * that does it.
     *
     * @return to be closed
     */
    public ReplyStream pull(QueryCall<?> call) {
        call.announce();
        InFlightLimit limit = inFlight;
        Runnable leave = limit == null ? () -> {} : admit(limit, call);
        PulledQuery stream;
        try {
            stream = new PulledQuery(call, pool, borrow(call), leave);
        } catch (RuntimeException | Error e) {
            leave.run();
            throw e;
        }
        stream.begin();
        return stream;
    }

    /** A change of all records that a query finds, to be started on every node by running it. */
    public Call<BackgroundJob> background(BackgroundRequest request, QueryPolicy policy) {
        return new BackgroundCall(cluster, request, policy);
    }

    /** Reads of single records that are sent together; lives as long as the executor. */
    public ReadCoalescer coalescer(CoalescingLimits limits) {
        CoalescingLoop[] loops = new CoalescingLoop[background.length];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new CoalescingLoop(cluster, background[i], limits, completions);
        }
        return new ReadCoalescer(loops, inFlight);
    }

    /** Info commands, one step after the other, to be run. */
    public <T> Call<T> info(Duration timeout, List<InfoStep<T>> steps) {
        return new InfoCall<>(cluster, timeout, steps);
    }

    /** An admin command, to be run. */
    public <T> Call<T> admin(Duration timeout, AdminRequest<T> request) {
        return new AdminCall<>(cluster, timeout, request);
    }

    /** Runs a call in this thread and returns its result. */
    public <T> @Nullable T run(Call<T> call) {
        call.announce();
        InFlightLimit limit = inFlight;
        if (limit == null) {
            return runNow(call);
        }
        Runnable leave = admit(limit, call);
        try {
            return runNow(call);
        } finally {
            leave.run();
        }
    }

    private <T> @Nullable T runNow(Call<T> call) {
        IoLoop loop = borrow(call);
        try {
            loop.run(call);
        } finally {
            pool.giveBack(loop);
        }
        return call.join();
    }

    /**
     * Runs a call on a thread of the client. What is chained to the result runs on that thread too,
     * unless the configuration has a {@link ClientConfig#completionExecutor()}, and must not wait
     * there for other calls of the client.
     */
    public <T> CompletableFuture<T> runAsync(Call<T> call) {
        call.announce();
        CompletableFuture<T> future = call.future(completions);
        InFlightLimit limit = inFlight;
        if (limit != null) {
            try {
                call.completeBy(completions.after(admit(limit, call)));
            } catch (RuntimeException | Error e) {
                // The future has it.
                return future;
            }
        }
        int index = (nextBackground.getAndIncrement() & Integer.MAX_VALUE) % background.length;
        background[index].submit(call);
        return future;
    }

    /** Lets a call in, or fails it and throws why; what is returned lets it out. */
    private Runnable admit(InFlightLimit limit, Call<?> call) {
        long size = call.requestBytes();
        if (isRunBy(Thread.currentThread())) {
            limit.enterAnyway(size);
        } else {
            long start = machine.nanoTime();
            try {
                limit.enter(size, call.totalNanos(), call.describe());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                call.fail(e);
                call.join();
            } catch (RuntimeException e) {
                call.fail(e);
                throw e;
            }
            call.hasWaited(machine.nanoTime() - start);
        }
        return () -> limit.leave(size);
    }

    private boolean isRunBy(Thread thread) {
        for (BackgroundLoop loop : background) {
            if (loop.isRunBy(thread)) {
                return true;
            }
        }
        return false;
    }

    /** A loop for a call, which fails if there is none. */
    private IoLoop borrow(Call<?> call) {
        IoLoop loop;
        try {
            loop = closed ? null : pool.borrow();
            if (loop == null && !closed) {
                loop = borrowLater(call);
            }
        } catch (LoopBrokenException e) {
            call.fail(e);
            call.join();
            throw e;
        }
        if (loop == null) {
            ClientClosedException failure =
                    new ClientClosedException(
                            "The client is closed. Make another one with AerospikeClient.connect.",
                            null,
                            false);
            call.fail(failure);
            throw failure;
        }
        return loop;
    }

    /** A loop for a call that must wait for it; null if the client is closed. */
    private @Nullable IoLoop borrowLater(Call<?> call) {
        long start = machine.nanoTime();
        IoLoop loop = null;
        try {
            loop = pool.borrowWithin(call.totalNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.fail(e);
            call.join();
        }
        if (loop == null && !closed) {
            call.failWithoutLoop(maxConnections);
            call.join();
        }
        call.hasWaited(machine.nanoTime() - start);
        return loop;
    }

    /**
     * Ends all calls, threads and connections. Threads that are busy with what a caller does there
     * are waited for until {@link ClientConfig#closeTimeout()}; they end later.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cluster.telemetry().closed();
        CloseLimit limit = CloseLimit.of(closeTimeout);
        for (BackgroundLoop loop : background) {
            loop.stop();
        }
        cluster.close(limit);
        pool.close(limit);
        for (BackgroundLoop loop : background) {
            loop.close(limit);
        }
    }
}
