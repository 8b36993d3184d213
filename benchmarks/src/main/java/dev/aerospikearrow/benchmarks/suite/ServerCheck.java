package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.BenchmarkCluster;
import dev.aerospikearrow.benchmarks.HostFacts;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.result.Environment;
import dev.aerospikearrow.benchmarks.suite.result.Environment.Server;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A look at the server that is to be measured. */
public final class ServerCheck {
    private ServerCheck() {}

    /** What figures depend on; empty, and said why, if the server cannot be used. */
    public static Optional<Environment> environment(BenchmarkCluster cluster) {
        try (AerospikeClient client = AerospikeClient.connect(cluster.address().config())) {
            String namespaces = client.info("namespaces");
            if (List.of(namespaces.split(";")).contains(Dataset.NAMESPACE)) {
                Server kind = kind(client);
                Map<String, String> facts = new LinkedHashMap<>();
                facts.put(
                        "server",
                        kind.title()
                                + ", "
                                + cluster.describe()
                                + ", build "
                                + client.info("build"));
                facts.putAll(HostFacts.read());
                String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
                return Optional.of(new Environment(time, kind, facts));
            }
            System.err.println(
                    "The server at "
                            + cluster.hosts()
                            + " has no namespace "
                            + Dataset.NAMESPACE
                            + ", only "
                            + namespaces
                            + ". The suite writes there.");
        } catch (AerospikeException e) {
            System.err.println(
                    "No server answers at "
                            + cluster.hosts()
                            + ": "
                            + e.getMessage()
                            + "\nStart one, correct AEROSPIKE_HOSTS, or leave it empty for the"
                            + " embedded server.");
        }
        return Optional.empty();
    }

    /** Only a real server tells its configuration. */
    private static Server kind(AerospikeClient client) {
        try {
            return client.info("get-config:context=service").contains("proto-fd-max")
                    ? Server.REAL
                    : Server.EMBEDDED;
        } catch (AerospikeException e) {
            return Server.EMBEDDED;
        }
    }
}
