package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.login.LoginSecret;
import dev.aerospikearrow.client.login.NodeLogin;
import dev.aerospikearrow.client.tls.TlsContext;
import dev.aerospikearrow.client.tls.TlsPeer;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.EndpointLimits;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.protocol.info.Features;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.info.ServiceAddress;
import dev.aerospikearrow.protocol.info.ServiceAddresses;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search that goes to addresses and finds out which nodes live there, and whether they can be
 * used (docs/docs/internals/wire.md, section 6.3).
 */
final class SeedFinder {
    private static final Logger LOG = LoggerFactory.getLogger(SeedFinder.class);
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");
    private static final String NODE = "node";
    static final String BUILD = "build";
    private static final String FEATURES = "features";
    private static final String PARTITION_GENERATION = "partition-generation";
    private static final String CLUSTER_NAME = "cluster-name";

    /** More addresses than a cluster can have are not gone to in one round. */
    private static final int MAX_ADDRESSES = 1_024;

    private final HostLookup lookup;
    private final Optional<TlsContext> tls;
    private final Optional<LoginSecret> secret;
    private final Optional<String> clusterName;
    private final long timeoutNanos;
    private final EndpointLimits limits;

    /** What is asked for a node's own addresses: the first that the node has. */
    private final List<String> ownAddressesCommands;

    private final Announced announced;

    /** Where a node is reached that says it is somewhere. */
    @FunctionalInterface
    interface Announced {
        Host reachedAt(Host announced, Optional<String> tlsName);
    }

    SeedFinder(
            HostLookup lookup,
            Optional<TlsContext> tls,
            Optional<LoginSecret> secret,
            Optional<String> clusterName,
            long timeoutNanos,
            EndpointLimits limits,
            List<String> ownAddressesCommands,
            Announced announced) {
        this.ownAddressesCommands = ownAddressesCommands;
        this.announced = announced;
        this.lookup = lookup;
        this.tls = tls;
        this.secret = secret;
        this.clusterName = clusterName;
        this.timeoutNanos = timeoutNanos;
        this.limits = limits;
    }

    /**
     * What was found: usable nodes by id, by host why there is none, and where nodes say that they
     * are.
     */
    record Found(
            Map<String, Node> nodes,
            Map<Host, String> reasons,
            Set<Host> reached,
            Map<String, List<Host>> announced) {
        Found() {
            this(
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new HashSet<>(),
                    new LinkedHashMap<>());
        }
    }

    /**
     * The same as {@link #find}, for seeds. What answers at the address of a seed may be something
     * in front of nodes, a load balancer for instance, at which another node answers next time: a
     * node that says it is elsewhere is gone to there, if it answers there.
     */
    Found findSeeds(Collection<Host> hosts, IoLoop loop, long limitNanos) {
        long start = loop.nanoTime();
        Found found = find(hosts, loop, limitNanos);
        Map<Host, String> wanted = new LinkedHashMap<>();
        long lookupsEnd = System.nanoTime() + timeoutNanos;
        found.nodes.forEach(
                (id, node) -> {
                    List<Host> elsewhere =
                            elsewhere(
                                    node, found.announced.getOrDefault(id, List.of()), lookupsEnd);
                    elsewhere.forEach(host -> wanted.put(host, id));
                });
        if (!wanted.isEmpty()) {
            Found there =
                    find(
                            wanted.keySet(),
                            loop,
                            Math.min(timeoutNanos, limitNanos - (loop.nanoTime() - start)));
            there.nodes.forEach((id, node) -> goTo(node, found, wanted.values()));
            Set<String> unreached = new LinkedHashSet<>(wanted.values());
            unreached.removeAll(there.nodes.keySet());
            for (String id : unreached) {
                LOG.info(
                        "Node {} says that it is at {}, where it is not reached; it is used where it"
                                + " was found",
                        found.nodes.get(id),
                        found.announced.get(id));
            }
        }
        return found;
    }

    private static void goTo(Node node, Found found, Collection<String> wanted) {
        Node before = wanted.contains(node.id()) ? found.nodes.put(node.id(), node) : node;
        if (before != null) {
            before.retire();
        }
    }

    /**
     * Where the node says that it is; none if it is there. A node that was found on this machine
     * may tell those outside how they reach it: only what is on this machine, too, is gone to.
     */
    private List<Host> elsewhere(Node node, List<Host> announcedHosts, long lookupsEnd) {
        InetSocketAddress address = node.endpoint().address();
        List<Host> hosts =
                address.getAddress().isLoopbackAddress()
                        ? announcedHosts.stream()
                                .filter(host -> LOOPBACK.matcher(host.name()).matches())
                                .toList()
                        : announcedHosts;
        hosts.forEach(host -> lookup.begin(host.name()));
        for (Host host : hosts) {
            try {
                for (InetAddress found :
                        lookup.addresses(host.name(), lookupsEnd - System.nanoTime())) {
                    if (new InetSocketAddress(found, host.port()).equals(address)) {
                        return List.of();
                    }
                }
            } catch (UnknownHostException e) {
                // Then it is not reached there either.
            }
        }
        return hosts;
    }

    /**
     * Asks all addresses of all hosts.
     *
     * @param limitNanos how long that may take
     */
    Found find(Collection<Host> hosts, IoLoop loop, long limitNanos) {
        Found found = new Found();
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
                        EndpointLimits.ofConnections(1),
                        tls.map(
                                context ->
                                        new TlsPeer(context, host.tlsName().orElse(host.name()))),
                        secret.map(who -> new NodeLogin(who, host.toString())));
        round.ask(
                endpoint,
                answers -> examine(host, endpoint, answers, found),
                reason -> {
                    endpoint.retire();
                    found.reasons.putIfAbsent(host, reason);
                },
                Stream.concat(
                                Stream.of(
                                        NODE, BUILD, FEATURES, PARTITION_GENERATION, CLUSTER_NAME),
                                ownAddressesCommands.stream())
                        .toArray(String[]::new));
    }

    private List<Host> ownAddresses(InfoResponse answers, Endpoint endpoint) {
        for (String command : ownAddressesCommands) {
            try {
                List<ServiceAddress> addresses =
                        ServiceAddresses.parse(command, answers.value(command)).addresses();
                if (!addresses.isEmpty()) {
                    return addresses.stream()
                            .map(
                                    address ->
                                            announced.reachedAt(
                                                    new Host(address.host(), address.port()),
                                                    endpoint.tls().map(TlsPeer::name)))
                            .toList();
                }
            } catch (InfoErrorException | MalformedReplyException e) {
                // There are none of this kind; what cannot be read is as good as none.
            }
        }
        return List.of();
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
        Node node = new Node(id, endpoint.again(limits), endpoint);
        node.endpoint().build(buildIn(answers));
        if (found.nodes.putIfAbsent(id, node) != null) {
            node.retire();
        } else {
            found.announced.put(id, ownAddresses(answers, endpoint));
        }
    }

    /** What the answers say of the server's build. */
    static ServerBuild buildIn(InfoResponse answers) {
        return answers.find(BUILD).map(ServerBuild::parse).orElse(ServerBuild.UNKNOWN);
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
