package dev.aerospikearrow.client.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.NoSeedReachableException;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.SimulatedMachine;
import dev.aerospikearrow.client.transport.SimulatedMachine.Reply;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.info.PartitionBitmap;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a client finds the nodes of a cluster that tells what it likes. */
class DiscoveryTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private static ClientConfig config(String seeds) {
        return ClientConfig.builder(seeds).tendInterval(NEVER).build();
    }

    private static Cluster connect(Machine machine, ClientConfig config) {
        Cluster cluster =
                new Cluster(machine, config, FixedCluster.SETTINGS, Optional.empty(), () -> {});
        cluster.connect();
        return cluster;
    }

    private static SimulatedMachine nodes(Function<String, String> answerTo) {
        return new SimulatedMachine((number, frame) -> Reply.of(answers(frame, answerTo)));
    }

    private static byte[] answers(byte[] frame, Function<String, String> answerTo) {
        Map<String, String> answers = new LinkedHashMap<>();
        int header = FrameDescriptor.HEADER_LENGTH;
        for (InfoCommand command : InfoRequest.decode(frame, header, frame.length - header)) {
            answers.put(command.text(), answerTo.apply(command.text()));
        }
        WireBuffer target = new WireBuffer();
        InfoResponse.of(answers).encode(target);
        return target.toByteArray();
    }

    private static String usual(String command) {
        return switch (command) {
            case "build" -> "8.1.0.0";
            case "features" -> "batch-any;pscans;pquery";
            case "partition-generation", "peers-generation" -> "1";
            case "peers-clear-std" -> "1,3000,[]";
            case "replicas" -> "test:0,1," + PartitionBitmap.all().format();
            default -> "";
        };
    }

    private static String peers() {
        return IntStream.range(4_000, 4_256)
                .mapToObj(port -> "[P" + port + ",,[127.0.0.1:" + port + "]]")
                .collect(Collectors.joining(",", "1,3000,[", "]"));
    }

    @Test
    void aNodeThatTakesAnotherNameEachTimeIsGoneToOncePerRound() {
        AtomicInteger names = new AtomicInteger();
        SimulatedMachine machine =
                nodes(
                        command ->
                                switch (command) {
                                    case "node" -> "N" + names.incrementAndGet();
                                    case "peers-clear-std" ->
                                            "1,3000,[[X" + names.get() + ",,[127.0.0.1:3000]]]";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("127.0.0.1:3000"))) {
            assertEquals(1, cluster.nodes().size());
        }
    }

    @Test
    void peersAreGoneToSomeAtATime() {
        AtomicInteger most = new AtomicInteger();
        SimulatedMachine machine =
                new SimulatedMachine(
                        (number, frame) ->
                                Reply.of(
                                        answers(
                                                frame,
                                                command ->
                                                        switch (command) {
                                                            case "node" -> "A1";
                                                            case "peers-clear-std" -> peers();
                                                            default -> usual(command);
                                                        }))) {
                    @Override
                    public SocketChannel openChannel() {
                        SocketChannel channel = super.openChannel();
                        most.accumulateAndGet(openChannels(), Math::max);
                        if (most.get() > 1) {
                            beUnreachable();
                        }
                        return channel;
                    }
                };
        Duration timeout = ClientConfig.DEFAULT_CONNECT_TIMEOUT;
        try (Cluster cluster = connect(machine, config("127.0.0.1:3000"))) {
            assertEquals(1, cluster.nodes().size());
            assertTrue(most.get() <= InfoRound.MAX_PARALLEL + 1, most + " sockets at once");
            assertTrue(
                    machine.elapsed().compareTo(timeout.multipliedBy(10)) <= 0,
                    machine.elapsed().toString());
        }
    }

    @Test
    void connectingHasAnEndWhoeverDoesNotAnswer() {
        SimulatedMachine machine = nodes(DiscoveryTest::usual);
        machine.beUnreachable();
        String seeds =
                IntStream.range(3_000, 5_000)
                        .mapToObj(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(","));
        NoSeedReachableException e =
                assertThrows(NoSeedReachableException.class, () -> connect(machine, config(seeds)));
        assertTrue(e.getMessage().contains("127.0.0.1:3000"), e.getMessage());
        assertTrue(
                machine.elapsed().compareTo(ClientConfig.DEFAULT_CONNECT_TIMEOUT.multipliedBy(10))
                        <= 0,
                machine.elapsed().toString());
    }

    @Test
    void aSeedThatAcceptsAndStaysSilentIsGivenUpAfterTheConnectTimeout() {
        SimulatedMachine machine = new SimulatedMachine((number, frame) -> Reply.SILENCE);
        NoSeedReachableException e =
                assertThrows(
                        NoSeedReachableException.class,
                        () -> connect(machine, config("127.0.0.1:3000")));
        assertTrue(e.getMessage().contains("within 1000 ms"), e.getMessage());
        assertConnectTimeoutPassed(machine);
    }

    /** Once, give or take what a selector rounds up to. */
    private static void assertConnectTimeoutPassed(SimulatedMachine machine) {
        Duration over = machine.elapsed().minus(ClientConfig.DEFAULT_CONNECT_TIMEOUT);
        assertTrue(over.toMillis() >= 0 && over.toMillis() < 10, machine.elapsed().toString());
    }

    @Test
    void aPeerThatAcceptsAndStaysSilentHoldsTheOthersUpNoLonger() {
        AtomicReference<SimulatedMachine> machine = new AtomicReference<>();
        machine.set(
                new SimulatedMachine(
                        (number, frame) ->
                                machine.get().askedAddress().getPort() == 3000
                                        ? Reply.of(
                                                answers(
                                                        frame,
                                                        command ->
                                                                switch (command) {
                                                                    case "node" -> "A1";
                                                                    case "peers-clear-std" ->
                                                                            "1,3000,[[A2,,[127.0.0.1:4000]]]";
                                                                    default -> usual(command);
                                                                }))
                                        : Reply.SILENCE));
        try (Cluster cluster = connect(machine.get(), config("127.0.0.1:3000"))) {
            assertEquals(List.of("A1 (127.0.0.1:3000)"), addressesOf(cluster));
            assertConnectTimeoutPassed(machine.get());
        }
    }

    @Test
    void aNewerNodeMaySayMore() {
        SimulatedMachine machine =
                nodes(
                        command ->
                                switch (command) {
                                    case "node" -> "A1";
                                    case "build" -> "11.0.0.0-preview";
                                    case "features" ->
                                            "new-thing;batch-any;x=1;;pscans;pquery;another:thing";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("127.0.0.1:3000"))) {
            assertTrue(cluster.nodes().get(0).endpoint().build().explainsRefusals());
            assertEquals(List.of(), cluster.troubles());
        }
    }

    @Test
    void aNameThatIsNotFoundInTimeHoldsNobodyUp() {
        CountDownLatch end = new CountDownLatch(1);
        Machine machine =
                new Machine() {
                    @Override
                    public InetAddress[] addresses(String host) throws UnknownHostException {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            throw new UnknownHostException(host);
                        }
                        return super.addresses(host);
                    }
                };
        ClientConfig config =
                ClientConfig.builder("node.example:3000")
                        .connectTimeout(Duration.ofMillis(50))
                        .tendInterval(NEVER)
                        .build();
        NoSeedReachableException e =
                assertThrows(NoSeedReachableException.class, () -> connect(machine, config));
        end.countDown();
        assertTrue(e.getMessage().contains("not found in time"), e.getMessage());
    }

    @Test
    void peersAndNamespacesBesideBrokenOnesAreUsedAndTheBrokenOnesToldOf() {
        SimulatedMachine machine =
                nodes(
                        command ->
                                switch (command) {
                                    case "node" -> "A1";
                                    case "peers-clear-std" ->
                                            "1,3000,[[B2,,[127.0.0.1:x]],[C3,,[127.0.0.1]]]";
                                    case "rack-ids" -> "test:x";
                                    case "replicas" ->
                                            "broken:0,1,AAAA;test:0,1,"
                                                    + PartitionBitmap.all().format();
                                    default -> usual(command);
                                });
        ClientConfig config =
                ClientConfig.builder("127.0.0.1:3000").tendInterval(NEVER).racks(1).build();
        try (Cluster cluster = connect(machine, config)) {
            assertTrue(cluster.partitions().namespaces().contains("test"));
            assertEquals(1, cluster.nodeTroubles().size(), cluster.nodeTroubles().toString());
            String trouble = cluster.nodeTroubles().get(0);
            assertTrue(trouble.contains("replicas"), trouble);
            assertTrue(trouble.contains("peers-clear-std"), trouble);
            assertTrue(trouble.contains("rack-ids"), trouble);
        }
    }

    @Test
    void aNodeWhosePartitionsCannotBeReadIsToldOf() {
        SimulatedMachine machine =
                nodes(
                        command ->
                                switch (command) {
                                    case "node" -> "A1";
                                    case "replicas" -> "test:0,1,AAAA";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("127.0.0.1:3000"))) {
            List<String> troubles = cluster.troubles();
            assertEquals(1, troubles.size(), troubles.toString());
            assertEquals(cluster.nodeTroubles(), troubles);
            assertTrue(troubles.get(0).startsWith("Node A1 (127.0.0.1:3000): "), troubles.get(0));
            assertTrue(troubles.get(0).contains("replicas"), troubles.get(0));
        }
    }

    /** Nodes that answer by the address at which they are asked. */
    private static SimulatedMachine nodesByAddress(
            BiFunction<InetSocketAddress, String, String> answerTo) {
        AtomicReference<SimulatedMachine> machine = new AtomicReference<>();
        machine.set(
                new SimulatedMachine(
                        (number, frame) ->
                                Reply.of(
                                        answers(
                                                frame,
                                                command ->
                                                        answerTo.apply(
                                                                machine.get().askedAddress(),
                                                                command)))));
        return machine.get();
    }

    private static List<String> addressesOf(Cluster cluster) {
        return cluster.nodes().stream().map(Node::toString).toList();
    }

    /**
     * Three nodes at 10.0.0.1 to 3, and a load balancer at 10.0.0.100 that leads to each in turn.
     */
    private static SimulatedMachine behindBalancer() {
        AtomicInteger turn = new AtomicInteger();
        return nodesByAddress(
                (address, command) -> {
                    int last = address.getAddress().getAddress()[3] & 0xFF;
                    int node = last == 100 ? turn.getAndIncrement() / 6 % 3 + 1 : last;
                    return switch (command) {
                        case "node" -> "A" + node;
                        case "service-clear-std" -> "10.0.0." + node + ":3000";
                        case "peers-clear-std" ->
                                IntStream.rangeClosed(1, 3)
                                        .filter(other -> other != node)
                                        .mapToObj(
                                                other -> "[A" + other + ",,[10.0.0." + other + "]]")
                                        .collect(Collectors.joining(",", "1,3000,[", "]"));
                        default -> usual(command);
                    };
                });
    }

    @Test
    void aNodeBehindALoadBalancerIsGoneToWhereItIs() {
        try (Cluster cluster = connect(behindBalancer(), config("10.0.0.100:3000"))) {
            assertEquals(
                    List.of("A1 (10.0.0.1:3000)", "A2 (10.0.0.2:3000)", "A3 (10.0.0.3:3000)"),
                    addressesOf(cluster));
        }
    }

    @Test
    void aNodeThatIsNotReachedWhereItSaysStaysWhereItWasFound() {
        SimulatedMachine machine =
                nodesByAddress(
                        (address, command) ->
                                switch (command) {
                                    case "node" -> address.getPort() == 4000 ? "X1" : "A1";
                                    case "service-clear-std" -> "10.0.0.1:4000";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("10.0.0.9:3000"))) {
            assertEquals(List.of("A1 (10.0.0.9:3000)"), addressesOf(cluster));
        }
    }

    @Test
    void aNodeOfThisMachineIsUsedWhereItWasFound() {
        SimulatedMachine machine =
                nodesByAddress(
                        (address, command) ->
                                switch (command) {
                                    case "node" -> "A1";
                                    case "service-clear-std" -> "10.0.0.1:3000,172.17.0.1:3000";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("127.0.0.1:3000"))) {
            assertEquals(List.of("A1 (127.0.0.1:3000)"), addressesOf(cluster));
        }
    }

    @Test
    void anAddressMapLeadsToWhereANodeIsBehindASeed() {
        ClientConfig config =
                config("10.0.0.100:3000").toBuilder()
                        .addressMap(
                                Map.of(new Host("10.0.0.1", 3000), new Host("10.0.0.100", 3000)))
                        .build();
        SimulatedMachine machine =
                nodesByAddress(
                        (address, command) ->
                                switch (command) {
                                    case "node" -> "A1";
                                    case "service-clear-std" -> "10.0.0.1:3000";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config)) {
            assertEquals(List.of("A1 (10.0.0.100:3000)"), addressesOf(cluster));
        }
    }

    @Test
    void addressesOfPeersMayBeOfIpVersion6() {
        SimulatedMachine machine =
                nodesByAddress(
                        (address, command) ->
                                switch (command) {
                                    case "node" ->
                                            address.getAddress() instanceof Inet6Address
                                                    ? "B2"
                                                    : "A1";
                                    case "peers-clear-std" ->
                                            address.getAddress() instanceof Inet6Address
                                                    ? "1,3000,[[A1,,[10.0.0.1]]]"
                                                    : "1,3000,[[B2,,[[fd00::2]:3001]]]";
                                    default -> usual(command);
                                });
        try (Cluster cluster = connect(machine, config("10.0.0.1:3000"))) {
            assertEquals(
                    List.of("A1 (10.0.0.1:3000)", "B2 ([fd00:0:0:0:0:0:0:2]:3001)"),
                    addressesOf(cluster));
        }
    }

    @Test
    void allAddressesOfANameAreTried() {
        SimulatedMachine machine =
                new SimulatedMachine(
                        (number, frame) ->
                                Reply.of(
                                        answers(
                                                frame,
                                                command ->
                                                        command.equals("node")
                                                                ? "A1"
                                                                : usual(command)))) {
                    @Override
                    public InetAddress[] addresses(String host) throws UnknownHostException {
                        return host.equals("db.example")
                                ? new InetAddress[] {
                                    InetAddress.getByName("fd00::9"),
                                    InetAddress.getByName("10.0.0.8"),
                                    InetAddress.getByName("10.0.0.1")
                                }
                                : super.addresses(host);
                    }

                    @Override
                    public boolean refuses(InetSocketAddress address) {
                        return !address.getAddress().getHostAddress().equals("10.0.0.1");
                    }
                };
        try (Cluster cluster = connect(machine, config("db.example:3000"))) {
            assertEquals(List.of("A1 (10.0.0.1:3000)"), addressesOf(cluster));
            assertEquals(Map.of(), cluster.unreachedSeeds());
        }
    }

    @Test
    void seedsThatLeadNowhereAreRemembered() {
        SimulatedMachine machine =
                new SimulatedMachine(
                        (number, frame) ->
                                Reply.of(
                                        answers(
                                                frame,
                                                command ->
                                                        command.equals("node")
                                                                ? "A1"
                                                                : usual(command)))) {
                    @Override
                    public InetAddress[] addresses(String host) throws UnknownHostException {
                        if (host.equals("gone.example")) {
                            throw new UnknownHostException(host);
                        }
                        return super.addresses("127.0.0.1");
                    }
                };
        try (Cluster cluster =
                connect(machine, config("127.0.0.1:3000,here.example:3000,gone.example:3000"))) {
            assertEquals(List.of("A1"), cluster.nodes().stream().map(Node::id).toList());
            assertEquals(
                    Map.of("gone.example:3000", "the host name is unknown"),
                    cluster.unreachedSeeds());
        }
    }
}
