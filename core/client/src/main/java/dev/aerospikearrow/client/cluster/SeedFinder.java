package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes to addresses and finds out which nodes live there, and whether they can be used
 * (docs/docs/internals/wire.md, section 6.3).
 */
final class SeedFinder {
    private static final String NODE = "node";
    private static final String BUILD = "build";
    private static final String FEATURES = "features";
    private static final String PARTITION_GENERATION = "partition-generation";
    private static final String CLUSTER_NAME = "cluster-name";

    private final Optional<String> clusterName;
    private final long timeoutNanos;
    private final int maxConnections;

    SeedFinder(Optional<String> clusterName, long timeoutNanos, int maxConnections) {
        this.clusterName = clusterName;
        this.timeoutNanos = timeoutNanos;
        this.maxConnections = maxConnections;
    }

    /** What was found: usable nodes by id, and by host why there is none. */
    record Found(Map<String, Node> nodes, Map<Host, String> reasons) {}

    /** Asks all addresses of all hosts at once. */
    Found find(Collection<Host> hosts, IoLoop loop) {
        Found found = new Found(new LinkedHashMap<>(), new LinkedHashMap<>());
        InfoRound round = new InfoRound(timeoutNanos);
        for (Host host : hosts) {
            InetAddress[] addresses;
            try {
                addresses = InetAddress.getAllByName(host.name());
            } catch (UnknownHostException e) {
                found.reasons.put(host, "the host name is unknown");
                continue;
            }
            for (InetAddress address : addresses) {
                Endpoint endpoint =
                        new Endpoint(new InetSocketAddress(address, host.port()), maxConnections);
                round.ask(
                        endpoint,
                        answers -> examine(host, endpoint, answers, found),
                        reason -> found.reasons.putIfAbsent(host, reason),
                        NODE,
                        BUILD,
                        FEATURES,
                        PARTITION_GENERATION,
                        CLUSTER_NAME);
            }
        }
        loop.run(round);
        return found;
    }

    private void examine(Host host, Endpoint endpoint, InfoResponse answers, Found found) {
        String objection = objectionTo(answers);
        String id = answers.value(NODE);
        if (objection != null) {
            found.reasons.putIfAbsent(host, "node " + id + " " + objection);
            endpoint.retire();
            return;
        }
        endpoint.rename(id);
        if (found.nodes.putIfAbsent(id, new Node(id, endpoint)) != null) {
            endpoint.retire();
        }
    }

    private @Nullable String objectionTo(InfoResponse answers) {
        if (answers.value(NODE).isBlank()) {
            return "does not tell its id";
        }
        Features features = Features.parse(answers.value(FEATURES));
        if (!features.has(Features.PARTITION_SCANS) || !features.has(Features.BATCH_ANY)) {
            return "is a server of build "
                    + answers.find(BUILD).orElse("unknown")
                    + "; 6.0 or newer is needed";
        }
        if (clusterName.isPresent()
                && !clusterName.get().equals(answers.find(CLUSTER_NAME).orElse(""))) {
            return "belongs to cluster \""
                    + answers.find(CLUSTER_NAME).orElse("")
                    + "\", not \""
                    + clusterName.get()
                    + "\"";
        }
        if (answers.number(PARTITION_GENERATION) < 0) {
            return "has not joined its cluster yet";
        }
        return null;
    }
}
