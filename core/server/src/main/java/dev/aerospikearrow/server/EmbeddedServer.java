package dev.aerospikearrow.server;

/**
 * A single Aerospike-compatible node in this process, on a free port of the loopback address:
 * {@link EmbeddedCluster} without the choices. Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {
    private final EmbeddedCluster cluster;

    private EmbeddedServer(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts a node with the namespaces {@code test} and {@code bar}. */
    public static EmbeddedServer start() {
        return new EmbeddedServer(EmbeddedCluster.builder().start());
    }

    /** Host and port for a client's seeds. */
    public String host() {
        return node().host();
    }

    public int port() {
        return node().port();
    }

    /** The node, for faults and restarts. */
    public EmbeddedNode node() {
        return cluster.node(0);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
