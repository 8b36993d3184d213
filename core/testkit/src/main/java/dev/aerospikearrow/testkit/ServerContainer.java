package dev.aerospikearrow.testkit;

import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One node of the official server image in a container. */
final class ServerContainer implements AutoCloseable {
    private static final DockerImageName IMAGE =
            DockerImageName.parse("aerospike/aerospike-server");
    private static final int SERVICE_PORT = 3000;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final GenericContainer<?> container;

    private ServerContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /** Whether there is an engine that runs containers. */
    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ServerContainer start() {
        GenericContainer<?> container =
                new GenericContainer<>(IMAGE)
                        .withExposedPorts(SERVICE_PORT)
                        .waitingFor(
                                Wait.forLogMessage(".*service ready: soon there will be cake!.*", 1)
                                        .withStartupTimeout(START_LIMIT));
        container.start();
        return new ServerContainer(container);
    }

    String host() {
        return container.getHost() + ":" + container.getMappedPort(SERVICE_PORT);
    }

    @Override
    public void close() {
        container.close();
    }
}
