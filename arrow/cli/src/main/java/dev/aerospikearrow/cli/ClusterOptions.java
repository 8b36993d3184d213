package dev.aerospikearrow.cli;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.ClientConfig;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and how long to wait for it. */
final class ClusterOptions {
    private static final String DEFAULT_HOSTS = "localhost:3000";

    @Option(
            names = {"-H", "--hosts"},
            paramLabel = "HOST:PORT,...",
            defaultValue = "${env:AEROSPIKE_HOSTS:-" + DEFAULT_HOSTS + "}",
            description = {
                "Nodes to start from; they make the others known.",
                "Default: $AEROSPIKE_HOSTS, or " + DEFAULT_HOSTS + "."
            })
    private String hosts = DEFAULT_HOSTS;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long a connection may take. Default: ${DEFAULT-VALUE}.")
    private double connectSeconds;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            description = "The name that the cluster must have. Default: any.")
    private @Nullable String clusterName;

    AerospikeClient connect() {
        ClientConfig.Builder config =
                ClientConfig.builder(hosts.isBlank() ? DEFAULT_HOSTS : hosts)
                        .connectTimeout(Duration.ofMillis(Math.round(connectSeconds * 1000)));
        Optional.ofNullable(clusterName).ifPresent(config::clusterName);
        return AerospikeClient.connect(config.build());
    }
}
