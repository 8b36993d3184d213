package dev.aerospikearrow.spark.executor;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.Login;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.option.TlsFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clients of this process: one for each cluster and way of connecting, shared by all tasks that
 * use it at the same time. It is made by the first task, kept for a while after the last one so
 * that the next stage finds it, and closed then, at the latest with the process or when its Spark
 * context stops. Thread-safe.
 */
public final class ExecutorClients {
    private static final Map<Connection, Shared> CLIENTS = new HashMap<>();
    private static final ScheduledThreadPoolExecutor CLOSER = closer();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(ExecutorClients::closeUnused, "aerospike-spark-exit"));
    }

    private ExecutorClients() {}

    /** What tells one client from another. */
    private record Connection(
            List<Host> seeds,
            Optional<String> clusterName,
            Optional<Duration> connectTimeout,
            Optional<Login> login,
            Optional<TlsFiles> tls,
            List<Integer> racks,
            boolean usesAlternateServices) {
        static Connection of(ConnectorOptions options) {
            return new Connection(
                    options.seeds(),
                    options.value(OptionName.CLUSTER_NAME),
                    options.connectTimeout(),
                    options.login(),
                    options.tls(),
                    options.racks(),
                    options.usesAlternateServices());
        }

        ClientConfig config() {
            ClientConfig.Builder config = ClientConfig.builder(seeds);
            clusterName.ifPresent(config::clusterName);
            connectTimeout.ifPresent(config::connectTimeout);
            login.map(Login::credentials).ifPresent(config::credentials);
            tls.map(TlsFiles::settings).ifPresent(config::tls);
            config.racks(racks.stream().mapToInt(Integer::intValue).toArray());
            if (usesAlternateServices) {
                config.announcedAddress(AnnouncedAddress.ALTERNATE);
            }
            return config.build();
        }

        String seedNames() {
            return seeds.stream().map(Host::toString).collect(Collectors.joining(","));
        }
    }

    /** A client, how many use it, and when it will be closed if nobody does. */
    private static final class Shared {
        private final AerospikeClient client;
        private final ColumnarClient columnar;
        private final SeenBins seenBins = new SeenBins();
        private int users;
        private @Nullable ScheduledFuture<?> closing;

        Shared(AerospikeClient client) {
            this.client = client;
            columnar = ColumnarClient.over(client);
        }

        void close() {
            try {
                columnar.close();
            } finally {
                client.close();
            }
        }
    }

    /** The right to use a client until it is closed; closing it twice is allowed. */
    public static final class Lease implements AutoCloseable {
        private final Connection connection;
        private final Shared shared;
        private final Duration keepAlive;
        private boolean closed;

        private Lease(Connection connection, Shared shared, Duration keepAlive) {
            this.connection = connection;
            this.shared = shared;
            this.keepAlive = keepAlive;
        }

        /** The client of the map API. */
        public AerospikeClient client() {
            return shared.client;
        }

        /** The client for columns. Each task brings an allocator of its own. */
        public ColumnarClient columnar() {
            return shared.columnar;
        }

        /** The bins that were seen in the cluster since this client connected. */
        public SeenBins seenBins() {
            return shared.seenBins;
        }

        @Override
        public void close() {
            synchronized (CLIENTS) {
                if (!closed) {
                    closed = true;
                    release(connection, shared, keepAlive);
                }
            }
        }
    }

    private static ScheduledThreadPoolExecutor closer() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "aerospike-spark-closer");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * A client for the options' cluster, made now if there is none.
     *
     * @throws AerospikeException if no seed can be reached; the message names them
     */
    public static Lease lease(ConnectorOptions options) {
        options.applyHiding();
        Connection connection = Connection.of(options);
        // Connecting waits at most for the connect timeout of each seed, and others want the same
        // client.
        synchronized (CLIENTS) {
            Shared shared = CLIENTS.get(connection);
            if (shared == null) {
                shared = new Shared(connect(connection));
                CLIENTS.put(connection, shared);
            }
            shared.users++;
            if (shared.closing != null) {
                shared.closing.cancel(false);
                shared.closing = null;
            }
            return new Lease(connection, shared, options.keepAlive());
        }
    }

    private static AerospikeClient connect(Connection connection) {
        try {
            return AerospikeClient.connect(connection.config());
        } catch (AerospikeException e) {
            throw new AerospikeException(
                    "Spark cannot reach the Aerospike cluster of "
                            + OptionName.SEED_HOST.key()
                            + " "
                            + connection.seedNames()
                            + ": "
                            + e.getMessage(),
                    e,
                    false);
        }
    }

    private static void release(Connection connection, Shared shared, Duration keepAlive) {
        shared.users--;
        if (shared.users > 0) {
            return;
        }
        if (keepAlive.isZero()) {
            closeIfUnused(connection, shared);
            return;
        }
        shared.closing =
                CLOSER.schedule(
                        () -> closeIfUnused(connection, shared),
                        keepAlive.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void closeIfUnused(Connection connection, Shared shared) {
        synchronized (CLIENTS) {
            if (shared.users > 0 || !CLIENTS.remove(connection, shared)) {
                return;
            }
            if (shared.closing != null) {
                shared.closing.cancel(false);
            }
        }
        shared.close();
    }

    /** Closes the clients that no task uses; the others are closed when their last task ends. */
    public static void closeUnused() {
        Map<Connection, Shared> all;
        synchronized (CLIENTS) {
            all = Map.copyOf(CLIENTS);
        }
        all.forEach(ExecutorClients::closeIfUnused);
    }

    /** How many clients there are. */
    public static int count() {
        synchronized (CLIENTS) {
            return CLIENTS.size();
        }
    }
}
