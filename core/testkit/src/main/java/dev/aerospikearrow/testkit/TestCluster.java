package dev.aerospikearrow.testkit;

import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.network.NodeTls;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * The cluster that integration tests run against. Which one is chosen by system properties:
 *
 * <ul>
 *   <li>{@code -Daerospike.hosts=host:port,…}, or {@code AEROSPIKE_HOSTS} in the environment: a
 *       real cluster;
 *   <li>{@code -Daerospike.container=true}: one node of the official image, in a container;
 *   <li>otherwise: three embedded nodes.
 * </ul>
 *
 * <p>Test classes share it, so each takes sets of its own ({@link #uniqueSet()}). Get it with
 * {@link TestClusterExtension}. Thread-safe.
 */
public final class TestCluster implements AutoCloseable {
    private static final String HOSTS_PROPERTY = "aerospike.hosts";
    private static final String HOSTS_VARIABLE = "AEROSPIKE_HOSTS";
    private static final String CONTAINER_PROPERTY = "aerospike.container";
    private static final int EMBEDDED_NODES = 3;
    private static final AtomicInteger SETS = new AtomicInteger();

    /** Where the cluster comes from. */
    private interface Source extends AutoCloseable {
        List<String> hosts();

        @Override
        void close();
    }

    private record EmbeddedSource(EmbeddedCluster cluster, Optional<Path> authority)
            implements Source {
        @Override
        public List<String> hosts() {
            return cluster.hosts();
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    private record RealSource(List<String> hosts) implements Source {
        @Override
        public void close() {}
    }

    private record ContainerSource(ServerContainer container) implements Source {
        @Override
        public List<String> hosts() {
            return List.of(container.host());
        }

        @Override
        public void close() {
            container.close();
        }
    }

    private final Source source;

    private TestCluster(Source source) {
        this.source = source;
    }

    /**
     * Starts, or finds, the cluster that the properties ask for. Aborts the test with a reason
     * where a container is asked for and there is no container engine.
     */
    static TestCluster start() {
        String hosts = hostsAskedFor();
        if (!hosts.isEmpty()) {
            return new TestCluster(new RealSource(List.of(hosts.split("\\s*,\\s*"))));
        }
        if (Boolean.getBoolean(CONTAINER_PROPERTY)) {
            Assumptions.assumeTrue(
                    ServerContainer.isAvailable(),
                    "no container engine (Docker) was found, so the official server image cannot"
                            + " run");
            return new TestCluster(new ContainerSource(ServerContainer.start()));
        }
        return new TestCluster(
                new EmbeddedSource(
                        EmbeddedCluster.builder().nodes(EMBEDDED_NODES).start(), Optional.empty()));
    }

    /**
     * Starts embedded nodes with TLS. Aborts the test with a reason if a real cluster is asked for.
     */
    static TestCluster startWithTls() {
        Assumptions.assumeTrue(
                hostsAskedFor().isEmpty() && !Boolean.getBoolean(CONTAINER_PROPERTY),
                "needs nodes with TLS: embedded ones");
        TestCertificates certificates = TestCertificates.shared();
        return new TestCluster(
                new EmbeddedSource(
                        EmbeddedCluster.builder()
                                .nodes(EMBEDDED_NODES)
                                .tls(certificates.nodeTls(Owner.NODE, NodeTls.Clients.ANY))
                                .start(),
                        Optional.of(certificates.authority())));
    }

    private static String hostsAskedFor() {
        return Optional.ofNullable(System.getProperty(HOSTS_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(HOSTS_VARIABLE)))
                .orElse("")
                .trim();
    }

    /** Seeds for a client, {@code host:port} each, or {@code host:tlsname:port} with TLS. */
    public List<String> hosts() {
        return source.hosts();
    }

    /** The authority of the nodes' certificates, in PEM; empty without TLS. */
    public Optional<Path> authority() {
        return source instanceof EmbeddedSource embedded ? embedded.authority() : Optional.empty();
    }

    /** A namespace that every cluster has. */
    public String namespace() {
        return "test";
    }

    /**
     * A second namespace. Aborts the test with a reason if the cluster does not have it: the
     * official image comes with one only.
     */
    public String secondNamespace() {
        if (isEmbedded()) {
            return "bar";
        }
        List<String> namespaces = InfoProbe.namespaces(hosts().get(0));
        Assumptions.assumeTrue(
                namespaces.contains("bar"),
                () ->
                        "the cluster has no namespace \"bar\", only "
                                + namespaces
                                + ", so a test of two namespaces cannot run");
        return "bar";
    }

    /** The name of a set that nothing else in this run, or in an earlier one, has used. */
    public String uniqueSet() {
        return "t"
                + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                + "_"
                + ProcessHandle.current().pid()
                + "_"
                + SETS.incrementAndGet();
    }

    /** Whether the nodes are embedded ones, which a test can stop and let fail. */
    public boolean isEmbedded() {
        return source instanceof EmbeddedSource;
    }

    /**
     * The embedded cluster. Aborts the test with a reason if the cluster is a real one. A test that
     * stops nodes of this cluster starts them again; one that cannot promise that starts its own.
     */
    public EmbeddedCluster embedded() {
        Assumptions.assumeTrue(
                isEmbedded(), "needs nodes that the test can stop or let fail: embedded ones");
        return ((EmbeddedSource) source).cluster();
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    public String toString() {
        return source.getClass().getSimpleName() + hosts();
    }
}
