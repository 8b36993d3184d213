package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientListener.ConnectionChange;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What listeners and flight recordings are told, on a cluster of this class's own. */
@Timeout(60)
class ClientListenerIT {
    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final WritePolicy PATIENT_WRITE =
            WritePolicy.builder().totalTimeout(PATIENCE).build();

    /** Notes everything. */
    private static final class Notes implements ClientListener {
        final List<CallBegin> begins = Collections.synchronizedList(new ArrayList<>());
        final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        final List<RequestEnd> requests = Collections.synchronizedList(new ArrayList<>());
        final List<Retry> retries = Collections.synchronizedList(new ArrayList<>());
        final List<CallEnd> ends = Collections.synchronizedList(new ArrayList<>());
        final List<ConnectionChange> connections = Collections.synchronizedList(new ArrayList<>());
        final List<NodeChange> nodes = Collections.synchronizedList(new ArrayList<>());
        volatile int opened;
        volatile int closed;

        @Override
        public void onOpen(Supplier<ClientStatistics> statistics) {
            opened++;
            statistics.get();
        }

        @Override
        public void onClose() {
            closed++;
        }

        @Override
        public Optional<CallListener> onCall(CallBegin call) {
            begins.add(call);
            threads.add(Thread.currentThread());
            return Optional.of(
                    new CallListener() {
                        @Override
                        public void onRequestEnd(RequestEnd request) {
                            requests.add(request);
                        }

                        @Override
                        public void onRetry(Retry retry) {
                            retries.add(retry);
                        }

                        @Override
                        public void onEnd(CallEnd end) {
                            ends.add(end);
                        }
                    });
        }

        @Override
        public void onConnection(ConnectionChange change) {
            connections.add(change);
        }

        @Override
        public void onNode(NodeChange change) {
            nodes.add(change);
        }

        boolean heard(NodeChange.Kind kind) {
            return List.copyOf(nodes).stream().anyMatch(change -> change.kind() == kind);
        }
    }

    private final Notes notes = new Notes();
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private AerospikeClient connect(ClientListener listener) {
        return AerospikeClient.connect(
                ClientConfig.builder(String.join(",", cluster.hosts()))
                        .tendInterval(Duration.ofMillis(50))
                        .policy(PATIENT_WRITE)
                        .policy(ReadPolicy.builder().totalTimeout(PATIENCE).build())
                        .policy(BatchPolicy.builder().totalTimeout(PATIENCE).build())
                        .listener(listener)
                        .build());
    }

    private static Key key(int number) {
        return Key.of("test", "listened", number);
    }

    private static List<Key> keys(int count) {
        return IntStream.range(0, count).mapToObj(ClientListenerIT::key).toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCallIsToldFromItsBeginningInTheCallersThreadToItsEnd() throws Exception {
        try (AerospikeClient client = connect(notes)) {
            client.async().batchRead(keys(30)).get();
        }

        assertEquals(1, notes.opened);
        assertEquals(1, notes.closed);
        assertEquals("batch_read", notes.begins.get(0).operation());
        assertEquals(30, notes.begins.get(0).rowCount());
        assertEquals("listened", notes.begins.get(0).set().orElseThrow().name());
        assertSame(Thread.currentThread(), notes.threads.get(0));
        assertEquals(
                3,
                notes.requests.stream().map(ClientListener.RequestEnd::nodeId).distinct().count());
        assertTrue(notes.requests.stream().allMatch(end -> end.result().equals("ok")));
        assertEquals(1, notes.ends.size());
        assertEquals(Optional.empty(), notes.ends.get(0).failure());
        assertTrue(notes.ends.get(0).nanos() > 0);
        assertEquals(3, notes.nodes.size());
        assertTrue(notes.heard(NodeChange.Kind.JOINED));
        assertTrue(
                notes.connections.stream()
                        .anyMatch(change -> change.kind() == ConnectionChange.Kind.OPENED));
        assertTrue(
                notes.connections.stream()
                        .anyMatch(change -> change.kind() == ConnectionChange.Kind.CLOSED));
    }

    @Test
    void whatAListenerThrowsDisturbsNoCall() {
        ClientListener failing =
                new ClientListener() {
                    @Override
                    public Optional<CallListener> onCall(CallBegin call) {
                        return Optional.of(
                                new CallListener() {
                                    @Override
                                    public void onRequestBegin(int number) {
                                        throw new IllegalStateException("a request begins");
                                    }

                                    @Override
                                    public void onEnd(CallEnd end) {
                                        throw new IllegalStateException("a call ends");
                                    }
                                });
                    }

                    @Override
                    public void onNode(NodeChange change) {
                        throw new IllegalStateException("a node");
                    }
                };
        try (AerospikeClient client = connect(failing)) {
            client.put(key(1), Bin.of("i", 1));

            assertEquals(1L, client.get(key(1)).orElseThrow().bin("i"));
        }
    }

    @Test
    void aNodeThatStopsIsTold() {
        try (AerospikeClient client = connect(notes)) {
            client.batchRead(keys(30));
            String stopped = cluster.node(1).host();
            cluster.node(1).stop();

            await(() -> notes.heard(NodeChange.Kind.LEFT));

            NodeChange left =
                    notes.nodes.stream()
                            .filter(change -> change.kind() == NodeChange.Kind.LEFT)
                            .findFirst()
                            .orElseThrow();
            assertTrue(stopped.endsWith(":" + left.address().getPort()), left.toString());
            assertTrue(!left.reason().isEmpty());
            assertTrue(client.statistics().nodes().containsKey(left.nodeId()));
        }
    }

    @Test
    void aFailedCallIsToldWithItsKind() {
        try (AerospikeClient client = connect(notes)) {
            client.put(key(1), Bin.of("i", 1));
            AerospikeClient creating =
                    client.with(PATIENT_WRITE.toBuilder().mode(WriteMode.CREATE).build());
            assertThrows(ServerException.class, () -> creating.put(key(1), Bin.of("i", 2)));
        }

        assertEquals(
                Optional.of("KeyExistsError"), notes.ends.get(notes.ends.size() - 1).errorType());
    }

    @Test
    void aRecordingHasCallsRequestsConnectionsNodesAndRounds(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("client.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("Call", "Request")) {
                recording.enable("dev.aerospikearrow." + name).withThreshold(Duration.ZERO);
            }
            recording.start();
            try (AerospikeClient client = connect(new ClientListener() {})) {
                client.put(key(7), Bin.of("i", 1));
                client.batchRead(keys(30));
                cluster.node(1).stop();
                await(() -> client.nodes().size() == 2);
            }
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events =
                RecordingFile.readAllEvents(file).stream()
                        .filter(
                                event ->
                                        event.getEventType()
                                                .getName()
                                                .startsWith("dev.aerospikearrow."))
                        .toList();
        assertEquals(
                List.of("Call", "Connection", "Node", "Request", "Tend"),
                events.stream()
                        .map(event -> event.getEventType().getName())
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .filter(name -> !name.equals("Retry"))
                        .distinct()
                        .sorted()
                        .toList());
        RecordedEvent put = call(events, "put");
        assertEquals("test", put.getString("namespace"));
        assertEquals("listened", put.getString("set"));
        assertTrue(put.getString("key").contains("7"), put.toString());
        assertTrue(put.getDuration().toNanos() > 0);
        assertEquals(30, call(events, "batch_read").getInt("rows"));
        assertTrue(
                named(events, "Request").stream()
                        .filter(event -> event.getString("operation").equals("batch_read"))
                        .allMatch(event -> event.getString("result").equals("ok")));
        assertTrue(
                named(events, "Node").stream()
                        .map(event -> event.getString("change"))
                        .collect(Collectors.toSet())
                        .containsAll(List.of("JOINED", "LEFT")));
        assertTrue(events.stream().noneMatch(event -> event.toString().contains("\"i\"")));
    }

    @Test
    void aRecordingHasNoUserKeysWhereValuesAreHidden(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hidden.jfr");
        MessageValues.hide();
        try (Recording recording = new Recording()) {
            recording.enable("dev.aerospikearrow.Call").withThreshold(Duration.ZERO);
            recording.start();
            try (AerospikeClient client = connect(new ClientListener() {})) {
                client.get(Key.of("test", "listened", "Ada Lovelace"));
            }
            recording.stop();
            recording.dump(file);
        } finally {
            MessageValues.show();
        }

        RecordedEvent get = call(RecordingFile.readAllEvents(file), "get");
        assertTrue(get.getString("key").startsWith("test.listened digest "), get.toString());
        assertTrue(!get.toString().contains("Lovelace"), get.toString());
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(
                        event ->
                                event.getEventType().getName().equals("dev.aerospikearrow." + name))
                .toList();
    }

    private static RecordedEvent call(List<RecordedEvent> events, String operation) {
        return named(events, "Call").stream()
                .filter(event -> event.getString("operation").equals(operation))
                .findFirst()
                .orElseThrow();
    }
}
