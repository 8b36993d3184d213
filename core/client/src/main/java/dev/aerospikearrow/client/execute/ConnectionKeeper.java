package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.BackgroundLoop;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.LoopPool;
import dev.aerospikearrow.client.transport.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeper of the connections that each node has at least: it makes them before a client is
 * connected, and looks after them from then on, so that a node that has joined or come back gets
 * its own.
 */
final class ConnectionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionKeeper.class);

    private final int minConnections;
    private final long timeoutNanos;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Places places;

    private record Places(LoopPool pool, BackgroundLoop[] background, Cluster cluster) {}

    /**
     * @param timeoutNanos how long a connection may take to be made
     */
    ConnectionKeeper(int minConnections, long timeoutNanos) {
        this.minConnections = minConnections;
        this.timeoutNanos = timeoutNanos;
    }

    /** Makes the first, in this thread. */
    void start(LoopPool pool, BackgroundLoop[] background, Cluster cluster) {
        Places where = new Places(pool, background, cluster);
        prepare(where, cluster.nodes().stream().map(Node::endpoint).toList());
        places = where;
    }

    /** Makes those that are missing, in a thread of its own: nodes may not answer. */
    void lookAfter() {
        Places where = places;
        if (where == null) {
            return;
        }
        List<Endpoint> missing =
                where.cluster.nodes().stream()
                        .map(Node::endpoint)
                        .filter(endpoint -> endpoint.connections() < minConnections)
                        .filter(endpoint -> !endpoint.isLeftAlone())
                        .toList();
        if (!missing.isEmpty() && busy.compareAndSet(false, true)) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    prepare(where, missing);
                                } finally {
                                    busy.set(false);
                                }
                            },
                            "aerospike-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void prepare(Places where, List<Endpoint> endpoints) {
        try {
            List<WarmUp> others = new ArrayList<>();
            for (BackgroundLoop loop : where.background) {
                WarmUp warmUp = new WarmUp(endpoints, timeoutNanos);
                others.add(warmUp);
                loop.submit(warmUp);
            }
            where.pool.prepare(endpoints);
            for (WarmUp warmUp : others) {
                warmUp.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.info("Connections could not be made ahead: {}", e.toString());
        }
    }
}
