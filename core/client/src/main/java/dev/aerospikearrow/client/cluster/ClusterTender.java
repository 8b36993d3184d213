package dev.aerospikearrow.client.cluster;

import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.NoSeedReachableException;
import dev.aerospikearrow.client.cluster.SeedFinder.Found;
import dev.aerospikearrow.client.login.LoginSecret;
import dev.aerospikearrow.client.tls.TlsContext;
import dev.aerospikearrow.client.tls.TlsPeer;
import dev.aerospikearrow.client.transport.CloseLimit;
import dev.aerospikearrow.client.transport.EndpointLimits;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.TransportSettings;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.info.PeersInfo;
import dev.aerospikearrow.protocol.info.RackIds;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watcher of the cluster, which asks every node about once a second whether its peers or
 * partitions have changed, follows up on what has, and publishes nodes and partition map
 * (docs/docs/internals/wire.md, section 6.3). A request to refresh, which a failing call makes,
 * brings the next round forward.
 *
 * <p>Rounds are made by one thread: first the one that connects, then the tender's own.
 */
final class ClusterTender {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterTender.class);
    private static final String NODE = "node";
    private static final String PEERS_GENERATION = "peers-generation";
    private static final String PARTITION_GENERATION = "partition-generation";
    private static final String REPLICAS = "replicas";
    private static final String REBALANCE_GENERATION = "rebalance-generation";
    private static final String RACK_IDS = "rack-ids";

    /** Rounds that nobody answers before the nodes are forgotten and the seeds asked again. */
    private static final int FAILURES_TO_FORGET = 5;

    /**
     * For so many times the connect timeout nodes are looked for in one round; what is not found by
     * then is looked for in the next.
     */
    private static final int DISCOVERY_TIMEOUTS = 8;

    /** How many nodes a cluster has at most. */
    private static final int MAX_NODES = 256;

    /** So many times a long round without any, and something may be wrong. */
    private static final int ROUNDS_TO_WORRY = 10;

    /** Refreshes that calls ask for are at least so far apart. */
    private static final long SHORTEST_PAUSE_NANOS = 5_000_000;

    private final Cluster cluster;

    /** What is asked for the peers: the first that the node has. */
    private final List<String> peersCommands;

    /** What is asked for every round. */
    private final String[] watchedCommands;

    private final String[] replicasCommands;

    private final ClientConfig config;
    private final Runnable housekeeping;
    private final Machine machine;
    private final TransportSettings settings;
    private final HostLookup lookup;
    private final SeedFinder finder;
    private final long timeoutNanos;
    private final Thread thread;
    private final AtomicBoolean refreshRequested = new AtomicBoolean();
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Set<Host> knownHosts = new LinkedHashSet<>();
    private long stamps;
    private final List<Node> leaving = new ArrayList<>();
    private boolean changed;

    /** Whether another node was found at the address of one that was known. */
    private boolean sawStranger;

    /** Of this round: nobody is gone to twice, whatever it calls itself. */
    private final Set<Host> askedHosts = new HashSet<>();

    /** Of this round: who has not answered as it should, and what came of asking. */
    private final Map<Node, String> unanswered = new LinkedHashMap<>();

    /** Whose answers had parts that could not be read, in the round before: the log has it. */
    private Set<Node> faulty = Set.of();

    private volatile List<String> nodeTroubles = List.of();
    private long discoveryEndNanos;
    private volatile IoLoop loop;
    private volatile long tendedNanos;
    private volatile @Nullable Throwable failure;
    private long roundStartNanos;
    private volatile boolean closed;

    ClusterTender(
            Cluster cluster,
            Machine machine,
            ClientConfig config,
            TransportSettings settings,
            Optional<LoginSecret> secret,
            Runnable housekeeping) {
        // Before anything that would have to be closed: files may have gone.
        Optional<TlsContext> tls = config.tls().map(TlsContext::new);
        this.cluster = cluster;
        this.config = config;
        this.housekeeping = housekeeping;
        String kind = config.announcedAddress() == AnnouncedAddress.ALTERNATE ? "-alt" : "-std";
        // A node that knows nothing of TLS can be behind something that does.
        peersCommands =
                tls.isPresent()
                        ? List.of("peers-tls" + kind, "peers-clear" + kind)
                        : List.of("peers-clear" + kind);
        boolean asksForRacks = !config.racks().isEmpty();
        watchedCommands =
                asksForRacks
                        ? new String[] {
                            NODE,
                            SeedFinder.BUILD,
                            PEERS_GENERATION,
                            PARTITION_GENERATION,
                            REBALANCE_GENERATION
                        }
                        : new String[] {
                            NODE, SeedFinder.BUILD, PEERS_GENERATION, PARTITION_GENERATION
                        };
        replicasCommands =
                asksForRacks
                        ? new String[] {
                            PARTITION_GENERATION, REPLICAS, REBALANCE_GENERATION, RACK_IDS
                        }
                        : new String[] {PARTITION_GENERATION, REPLICAS};
        this.machine = machine;
        this.settings = settings;
        loop = new IoLoop(machine, settings);
        tendedNanos = loop.nanoTime();
        timeoutNanos = config.connectTimeout().toNanos();
        lookup = new HostLookup(machine);
        finder =
                new SeedFinder(
                        lookup,
                        tls,
                        secret,
                        config.clusterName(),
                        timeoutNanos,
                        new EndpointLimits(
                                config.maxConnectionsPerNode(),
                                config.limits().maxConnectsPerNode(),
                                config.limits().maxErrorRate(),
                                config.limits().errorRateWindow()
                                        * config.tendInterval().toNanos()),
                        tls.isPresent()
                                ? List.of("service-tls" + kind, "service-clear" + kind)
                                : List.of("service-clear" + kind),
                        this::reachedAt);
        thread = new Thread(this::run, "aerospike-tender");
        thread.setDaemon(true);
    }

    void connect() {
        try {
            Map<String, String> reasons = tend();
            if (nodes.isEmpty()) {
                throw new NoSeedReachableException(reasons);
            }
            cluster.seedsWereAsked(reasons);
            thread.start();
        } catch (RuntimeException | Error e) {
            closed = true;
            loop.close();
            lookup.close();
            throw e;
        }
    }

    void requestRefresh() {
        if (refreshRequested.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long lastHousekeeping = loop.nanoTime();
        while (!closed) {
            pause();
            if (closed) {
                break;
            }
            try {
                refreshRequested.set(false);
                cluster.telemetry().tend(this::tend, nodes::size);
                long now = loop.nanoTime();
                if (now - lastHousekeeping >= config.tendInterval().toNanos()) {
                    lastHousekeeping = now;
                    loop.closeIdleConnections(config.maxIdle().toNanos());
                    housekeeping.run();
                }
                failure = null;
            } catch (RuntimeException | Error e) {
                // This thread serves every call: whatever it meets, it goes on.
                if (!closed) {
                    failure = e;
                    LOG.warn("Tending the cluster failed; it is tried again", e);
                }
            }
        }
    }

    /** Until the next round begins: an interval after the last one began, or a refresh. */
    private void pause() {
        long start = loop.nanoTime();
        while (!closed) {
            long now = loop.nanoTime();
            long left =
                    refreshRequested.get()
                            ? SHORTEST_PAUSE_NANOS - (now - start)
                            : config.tendInterval().toNanos() - (now - roundStartNanos);
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    /** One round; returns by seed why it leads nowhere, where seeds were asked. */
    private Map<String, String> tend() {
        if (loop.isBroken() && !closed) {
            loop.close();
            loop = new IoLoop(machine, settings);
        }
        roundStartNanos = loop.nanoTime();
        changed = false;
        discoveryEndNanos = loop.nanoTime() + DISCOVERY_TIMEOUTS * timeoutNanos;
        askedHosts.clear();
        unanswered.clear();
        Set<Node> askPeers = new LinkedHashSet<>();
        Set<Node> askReplicas = new LinkedHashSet<>();
        Map<String, String> reasons = Map.of();
        if (nodes.isEmpty()) {
            reasons = seed(askPeers, askReplicas);
        } else {
            askForChanges(askPeers, askReplicas);
            if (closed) {
                // What fails then says nothing of the nodes.
                return reasons;
            }
            judge();
            publishChanges();
            if (sawStranger || nodes.values().stream().anyMatch(node -> node.failures > 0)) {
                // The others know whether a node has left, or where it is now.
                nodes.values().stream().filter(node -> node.failures == 0).forEach(askPeers::add);
            }
        }
        Set<String> asked = new HashSet<>();
        while (!askPeers.isEmpty() && discoveryNanosLeft() > 0) {
            askPeers.forEach(node -> asked.add(node.id()));
            askPeers = new LinkedHashSet<>(askForPeers(askPeers, askReplicas));
            askPeers.removeIf(node -> asked.contains(node.id()));
        }
        askForReplicas(askReplicas);
        removeLostNodes();
        publishChanges();
        nodeTroubles = troublesOfRound(reasons);
        faulty = Set.copyOf(unanswered.keySet());
        tendedNanos = loop.nanoTime();
        return reasons;
    }

    /** Of nodes that are still known, or if there are none, of whoever was asked. */
    private List<String> troublesOfRound(Map<String, String> seedReasons) {
        Stream<String> ofNodes =
                unanswered.entrySet().stream()
                        .filter(entry -> nodes.isEmpty() || nodes.containsValue(entry.getKey()))
                        .map(entry -> "Node " + entry.getKey() + ": " + entry.getValue() + ".");
        Stream<String> ofSeeds =
                nodes.isEmpty()
                        ? seedReasons.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue() + ".")
                        : Stream.empty();
        return Stream.concat(ofNodes, ofSeeds).toList();
    }

    private long discoveryNanosLeft() {
        return discoveryEndNanos - loop.nanoTime();
    }

    /** Asks nodes that are known: a second time is for the second half of a large cluster. */
    private InfoRound round() {
        return new InfoRound(timeoutNanos, 2 * timeoutNanos);
    }

    private Map<String, String> seed(Set<Node> askPeers, Set<Node> askReplicas) {
        Set<Host> hosts = new LinkedHashSet<>(config.seeds());
        hosts.addAll(knownHosts);
        askedHosts.addAll(hosts);
        Found found = finder.findSeeds(hosts, loop, discoveryNanosLeft());
        found.nodes().values().forEach(node -> add(node, askPeers, askReplicas));
        Map<String, String> reasons = new LinkedHashMap<>();
        found.reasons().forEach((host, reason) -> reasons.put(host.toString(), reason));
        return reasons;
    }

    private void add(Node node, Set<Node> askPeers, Set<Node> askReplicas) {
        Node known = nodes.get(node.id());
        if (known != null && !hasMoved(known, node)) {
            node.retire();
            return;
        }
        if (known == null && nodes.size() >= MAX_NODES) {
            LOG.warn("Node {} is left out: a cluster has at most {} nodes", node, MAX_NODES);
            node.retire();
            return;
        }
        if (known != null) {
            remove(known, "it is at " + node.endpoint().address() + " now");
        }
        nodes.put(node.id(), node);
        tellJoin(node);
        knownHosts.add(hostOf(node));
        changed = true;
        askPeers.add(node);
        askReplicas.add(node);
    }

    /** What is there from the start is no news. */
    private void tellJoin(Node node) {
        if (thread.isAlive()) {
            LOG.info("Node {} joins", node);
        } else {
            LOG.debug("Node {} joins", node);
        }
        tell(node, NodeChange.Kind.JOINED, "");
    }

    private void tellDoubt(Node node) {
        if (node.doubted) {
            String reason = unanswered.getOrDefault(node, "does not answer");
            LOG.warn("Node {} is in doubt: it {}", node, reason);
            tell(node, NodeChange.Kind.DOUBTED, reason);
        } else {
            LOG.info("Node {} answers again", node);
            tell(node, NodeChange.Kind.TRUSTED, "");
        }
    }

    private void tell(Node node, NodeChange.Kind kind, String reason) {
        cluster.telemetry()
                .nodeChanged(new NodeChange(node.id(), node.endpoint().address(), kind, reason));
    }

    private static Host hostOf(Node node) {
        InetSocketAddress address = node.endpoint().address();
        return new Host(
                address.getAddress().getHostAddress(),
                node.endpoint().tls().map(TlsPeer::name),
                address.getPort());
    }

    /** A node that answers where it was is where it was, whatever other addresses it has. */
    private static boolean hasMoved(Node known, Node found) {
        return known.failures > 0 && !known.endpoint().address().equals(found.endpoint().address());
    }

    private void askForChanges(Set<Node> askPeers, Set<Node> askReplicas) {
        InfoRound round = round();
        List<Node> strangers = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.tended()
                    .login()
                    .filter(login -> login.wantsRenewal(loop.nanoTime()))
                    .isPresent()) {
                loop.reconnect(node.tended());
            }
            round.ask(
                    node.tended(),
                    answers -> {
                        if (!node.id().equals(answers.value(NODE))) {
                            strangers.add(node);
                            return;
                        }
                        // It may have been restarted as another one.
                        node.endpoint().build(SeedFinder.buildIn(answers));
                        compareGenerations(node, answers, askPeers, askReplicas);
                    },
                    reason -> countFailure(node, reason),
                    watchedCommands);
        }
        loop.run(round);
        sawStranger = !strangers.isEmpty();
        strangers.forEach(node -> remove(node, "its address belongs to another node now"));
    }

    private void compareGenerations(
            Node node, InfoResponse answers, Set<Node> askPeers, Set<Node> askReplicas) {
        if (node.failures > 0) {
            // It may have been restarted, and its numbers with it.
            node.forgetGenerations();
            node.failures = 0;
        }
        if (answers.number(PEERS_GENERATION) != node.peersGeneration) {
            askPeers.add(node);
        }
        long partitionGeneration = answers.number(PARTITION_GENERATION);
        if (partitionGeneration >= 0 && partitionGeneration != node.partitionGeneration) {
            askReplicas.add(node);
        }
        if (rebalanceGeneration(answers) != node.rebalanceGeneration) {
            askReplicas.add(node);
        }
    }

    /** Unknown if it is not asked for, or not told. */
    private static long rebalanceGeneration(InfoResponse answers) {
        try {
            return answers.find(REBALANCE_GENERATION).isEmpty()
                    ? Node.UNKNOWN_GENERATION
                    : answers.number(REBALANCE_GENERATION);
        } catch (InfoErrorException e) {
            return Node.UNKNOWN_GENERATION;
        }
    }

    /** None if the server knows of none, as a Community Edition does. */
    private static Map<String, Integer> racksIn(
            InfoResponse answers, List<MalformedReplyException> faults) {
        try {
            return answers.find(RACK_IDS).isEmpty()
                    ? Map.of()
                    : RackIds.parse(RACK_IDS, answers.value(RACK_IDS)).byNamespace();
        } catch (InfoErrorException e) {
            return Map.of();
        } catch (MalformedReplyException e) {
            faults.add(e);
            return Map.of();
        }
    }

    /** Who did not answer when others did is in doubt. */
    private void judge() {
        boolean anyAnswers = nodes.values().stream().anyMatch(node -> node.failures == 0);
        for (Node node : nodes.values()) {
            boolean doubted = anyAnswers && node.failures > 0;
            if (doubted != node.doubted) {
                changed = true;
                node.doubted = doubted;
                tellDoubt(node);
            }
        }
    }

    private void countFailure(Node node, String reason) {
        node.failures++;
        unanswered.put(node, reason);
        LOG.debug("Node {} {}", node, reason);
    }

    /** Asks nodes for their peers and returns those that were not known. */
    private Set<Node> askForPeers(Set<Node> asked, Set<Node> askReplicas) {
        Map<Node, PeersInfo> answers = new LinkedHashMap<>();
        InfoRound round = round();
        for (Node node : asked) {
            round.ask(
                    node.tended(),
                    answer -> answers.put(node, peersIn(node, answer)),
                    reason -> countFailure(node, reason),
                    peersCommands.toArray(new String[0]));
        }
        loop.run(round);
        Set<Host> unknown = new LinkedHashSet<>();
        answers.forEach(
                (node, peers) -> {
                    for (PeersInfo.Peer peer : peers.peers()) {
                        Node known = nodes.get(peer.nodeId());
                        if (known == null || known.failures > 0) {
                            unknown.addAll(hostsOf(peer, node));
                            if (known != null) {
                                unknown.remove(hostOf(known));
                            }
                        }
                    }
                });
        unknown.removeAll(askedHosts);
        askedHosts.addAll(unknown);
        Set<Node> added = new LinkedHashSet<>();
        if (!unknown.isEmpty()) {
            finder.find(unknown, loop, discoveryNanosLeft())
                    .nodes()
                    .values()
                    .forEach(node -> add(node, added, askReplicas));
        }
        answers.forEach(this::adoptPeers);
        return added;
    }

    private PeersInfo peersIn(Node node, InfoResponse answer) {
        String first = peersCommands.get(0);
        String last = peersCommands.get(peersCommands.size() - 1);
        try {
            return peersIn(node, first, answer);
        } catch (InfoErrorException e) {
            return peersIn(node, last, answer);
        }
    }

    private PeersInfo peersIn(Node node, String command, InfoResponse answer) {
        return PeersInfo.parse(command, answer.value(command), fault -> leaveOut(node, fault));
    }

    /** A part of an answer that cannot be read is left out, told of, and asked for again. */
    private void leaveOut(Node node, MalformedReplyException fault) {
        String reason = String.valueOf(fault.getMessage());
        unanswered.merge(node, reason, (before, after) -> before + "; " + after);
        if (!faulty.contains(node)) {
            LOG.warn("Node {}: {}", node, reason);
        }
    }

    /** Where a peer is. One without a TLS name of its own has that of the node which told of it. */
    private List<Host> hostsOf(PeersInfo.Peer peer, Node teller) {
        Optional<String> tlsName =
                teller.endpoint()
                        .tls()
                        .map(tls -> peer.tlsName().isEmpty() ? tls.name() : peer.tlsName());
        return peer.addresses().stream()
                .map(address -> reachedAt(new Host(address.host(), address.port()), tlsName))
                .toList();
    }

    private Host reachedAt(Host announced, Optional<String> tlsName) {
        Host reached = config.addressMap().getOrDefault(announced, announced);
        return new Host(reached.name(), reached.tlsName().or(() -> tlsName), reached.port());
    }

    private void adoptPeers(Node node, PeersInfo peers) {
        Set<String> ids = new HashSet<>();
        peers.peers().forEach(peer -> ids.add(peer.nodeId()));
        node.peerIds = ids;
        // Only when all are read and reached: else they are asked for again in the next round.
        if (nodes.keySet().containsAll(ids) && !unanswered.containsKey(node)) {
            node.peersGeneration = peers.generation();
        }
    }

    private void askForReplicas(Set<Node> asked) {
        boolean othersHavePeers =
                nodes.values().stream()
                        .anyMatch(node -> node.failures == 0 && !node.peerIds.isEmpty());
        InfoRound round = round();
        for (Node node : asked) {
            if (nodes.get(node.id()) != node || node.peerIds.isEmpty() && othersHavePeers) {
                // It has been split off and takes itself for the whole cluster.
                continue;
            }
            round.ask(
                    node.tended(),
                    answers -> {
                        List<MalformedReplyException> faults = new ArrayList<>();
                        node.replicas =
                                ReplicasInfo.parse(REPLICAS, answers.value(REPLICAS), faults::add);
                        node.racks = racksIn(answers, faults);
                        faults.forEach(fault -> leaveOut(node, fault));
                        if (faults.isEmpty()) {
                            node.partitionGeneration = answers.number(PARTITION_GENERATION);
                            node.rebalanceGeneration = rebalanceGeneration(answers);
                        }
                        node.replicasStamp = ++stamps;
                        changed = true;
                    },
                    reason -> countFailure(node, reason),
                    replicasCommands);
        }
        if (!round.isEmpty()) {
            loop.run(round);
        }
    }

    private void removeLostNodes() {
        boolean anyAnswers = nodes.values().stream().anyMatch(node -> node.failures == 0);
        for (Node node : List.copyOf(nodes.values())) {
            boolean listed =
                    nodes.values().stream()
                            .anyMatch(
                                    other ->
                                            other != node
                                                    && other.failures == 0
                                                    && other.peerIds.contains(node.id()));
            if (node.failures > 0 && (anyAnswers ? !listed : node.failures >= FAILURES_TO_FORGET)) {
                remove(node, "it does not answer, and no other node lists it");
            } else if (node.failures == 0 && nodes.size() > 1 && !listed && ownsNothing(node)) {
                remove(node, "no other node lists it, and it owns nothing");
            }
        }
    }

    private static boolean ownsNothing(Node node) {
        return node.replicas.byNamespace().values().stream()
                .flatMap(ownership -> ownership.bitmaps().stream())
                .allMatch(bitmap -> bitmap.count() == 0);
    }

    private void remove(Node node, String reason) {
        LOG.warn("Node {} leaves: {}", node, reason);
        tell(node, NodeChange.Kind.LEFT, reason);
        nodes.remove(node.id());
        leaving.add(node);
        changed = true;
    }

    /** What goes on elsewhere finds the new map, so the old nodes hear of it after that. */
    private void publishChanges() {
        if (!changed) {
            return;
        }
        changed = false;
        publish();
        leaving.forEach(Node::retire);
        leaving.clear();
        for (Node node : nodes.values()) {
            if (node.doubted) {
                node.endpoint().doubt(loop.nanoTime(), timeoutNanos);
            } else {
                node.endpoint().trust();
            }
        }
    }

    private void publish() {
        List<PartitionMap.Claim> claims = new ArrayList<>();
        for (Node node : nodes.values()) {
            claims.add(new PartitionMap.Claim(node, node.replicasStamp, node.replicas));
        }
        cluster.publish(List.copyOf(nodes.values()), PartitionMap.of(claims, config.racks()));
    }

    /** How long ago the last round was made that nothing broke. */
    Duration sinceTended() {
        return Duration.ofNanos(loop.nanoTime() - tendedNanos);
    }

    /** What is not well at the moment. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        Throwable broken = failure;
        if (!closed && !thread.isAlive()) {
            troubles.add("The thread that watches the cluster has ended.");
        } else if (broken != null) {
            troubles.add("Tending the cluster fails: " + broken + ".");
        } else if (sinceTended().toNanos() > ROUNDS_TO_WORRY * longestRoundNanos()) {
            troubles.add("The cluster was last tended " + sinceTended().toSeconds() + " s ago.");
        }
        troubles.addAll(nodeTroubles);
        if (cluster.nodes().isEmpty()) {
            troubles.add("No node of the cluster answers.");
        } else if (!config.racks().isEmpty()
                && cluster.nodes().stream()
                        .flatMap(node -> node.racks.values().stream())
                        .noneMatch(config.racks()::contains)) {
            troubles.add(
                    "No node says that it is in one of the racks "
                            + config.racks()
                            + " that the client prefers.");
        }
        return troubles;
    }

    /** What nodes that are known did in the last round instead of answering. */
    List<String> nodeTroubles() {
        return nodeTroubles;
    }

    private long longestRoundNanos() {
        return Math.max(config.tendInterval().toNanos(), timeoutNanos);
    }

    void close(CloseLimit limit) {
        closed = true;
        loop.stop();
        lookup.close();
        LockSupport.unpark(thread);
        limit.join(thread);
        loop.close(limit);
    }
}
