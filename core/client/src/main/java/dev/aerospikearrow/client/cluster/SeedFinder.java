package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.tls.TlsContext;
import dev.aerospikearrow.client.tls.TlsPeer;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search that goes to addresses and finds out which nodes live there, and whether they can be
 * used (docs/docs/internals/wire.md, section 6.3).
 */
final class SeedFinder {
    private static final String NODE = "node";
    private static final String BUILD = "build";
    private static final String FEATURES = "features";
    private static final String PARTITION_GENERATION = "partition-generation";
    private static final String CLUSTER_NAME = "cluster-name";

    /** More addresses than a cluster can have are not gone to in one round. */
    private static final int MAX_ADDRESSES = 1_024;

    private final HostLookup lookup;
    private final Optional<TlsContext> tls;
    private final Optional<String> clusterName;
    private final long timeoutNanos;
    private final int maxConnections;

    SeedFinder(
            HostLookup lookup,
            Optional<TlsContext> tls,
            Optional<String> clusterName,
            long timeoutNanos,
            int maxConnections) {
        this.lookup = lookup;
        this.tls = tls;
        this.clusterName = clusterName;
        this.timeoutNanos = timeoutNanos;
        this.maxConnections = maxConnections;
    }

    /** What was found: usable nodes by id, and by host why there is none. */
    record Found(Map<String, Node> nodes, Map<Host, String> reasons, Set<Host> reached) {}

    /**
     * Asks all addresses of all hosts.
     *
     * @param limitNanos how long that may take
     */
    Found find(Collection<Host> hosts, IoLoop loop, long limitNanos) {
        Found found = new Found(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
        long start = loop.nanoTime();
        List<Host> asked = hosts.stream().limit(MAX_ADDRESSES).toList();
        hosts.stream()
                .skip(MAX_ADDRESSES)
                .forEach(host -> found.reasons.put(host, "was left out, behind so many others"));
        asked.forEach(host -> lookup.begin(host.name()));
        // Look-ups take real time, whatever time it is on a simulated machine.
        long lookupsEnd = System.nanoTime() + Math.min(timeoutNanos, limitNanos);
        Map<InetSocketAddress, Host> addresses = new LinkedHashMap<>();
        for (Host host : asked) {
            try {
                for (InetAddress address :
                        lookup.addresses(host.name(), lookupsEnd - System.nanoTime())) {
                    if (addresses.size() < MAX_ADDRESSES) {
                        addresses.putIfAbsent(new InetSocketAddress(address, host.port()), host);
                    }
                }
            } catch (UnknownHostException e) {
                found.reasons.put(host, String.valueOf(e.getMessage()));
            }
        }
        InfoRound round =
                new InfoRound(timeoutNanos, Math.max(0, limitNanos - (loop.nanoTime() - start)));
        addresses.forEach((address, host) -> ask(round, address, host, found));
        loop.run(round);
        found.reasons.keySet().removeAll(found.reached);
        return found;
    }

    private void ask(InfoRound round, InetSocketAddress address, Host host, Found found) {
        Endpoint endpoint =
                new Endpoint(
                        address,
                        1,
                        tls.map(
                                context ->
                                        new TlsPeer(context, host.tlsName().orElse(host.name()))));
        round.ask(
                endpoint,
                answers -> examine(host, endpoint, answers, found),
                reason -> {
                    endpoint.retire();
                    found.reasons.putIfAbsent(host, reason);
                },
                NODE,
                BUILD,
                FEATURES,
                PARTITION_GENERATION,
                CLUSTER_NAME);
    }

    private void examine(Host host, Endpoint endpoint, InfoResponse answers, Found found) {
        String objection = objectionTo(answers);
        String id = answers.value(NODE);
        if (objection != null) {
            found.reasons.putIfAbsent(host, "node " + id + " " + objection);
            endpoint.retire();
            return;
        }
        found.reached.add(host);
        Node node = new Node(id, endpoint.again(maxConnections), endpoint);
        if (found.nodes.putIfAbsent(id, node) != null) {
            node.retire();
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
