package dev.aerospikearrow.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.StatisticsDetail;
import dev.aerospikearrow.client.ReadPolicy;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.server.EmbeddedCluster;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicrometerListenerIT {
    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final WritePolicy PATIENT_WRITE =
            WritePolicy.builder().totalTimeout(PATIENCE).build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private EmbeddedCluster cluster;
    private AerospikeClient client;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
        client =
                AerospikeClient.connect(
                        ClientConfig.builder(String.join(",", cluster.hosts()))
                                .statisticsDetail(StatisticsDetail.STAGES)
                                .policy(PATIENT_WRITE)
                                .policy(ReadPolicy.builder().totalTimeout(PATIENCE).build())
                                .policy(BatchPolicy.builder().totalTimeout(PATIENCE).build())
                                .policy(PATIENT_WRITE)
                                .policy(ReadPolicy.builder().totalTimeout(PATIENCE).build())
                                .policy(BatchPolicy.builder().totalTimeout(PATIENCE).build())
                                .listener(
                                        new MicrometerListener(
                                                registry, List.of(Tag.of("client", "first"))))
                                .build());
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private static Key key(int number) {
        return Key.of("test", "metered", number);
    }

    private static List<Key> keys(int count) {
        return IntStream.range(0, count).mapToObj(MicrometerListenerIT::key).toList();
    }

    @Test
    void metersHaveTheNamesAndTagsOfTheGuide() {
        client.put(key(1), Bin.of("i", 1));
        client.batchRead(keys(30));

        Map<String, String> table = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            table.put(
                    meter.getId().getName(),
                    meter.getId().getType()
                            + " "
                            + meter.getId().getTags().stream()
                                    .map(Tag::getKey)
                                    .collect(Collectors.joining(" ")));
        }
        table.keySet().removeIf(name -> name.endsWith(".histogram"));

        assertEquals(
                new TreeMap<>(
                        Map.of(
                                "db.client.operation.duration",
                                "TIMER client db.collection.name db.namespace db.operation.name"
                                        + " db.system.name error.type",
                                "db.client.internal.stage",
                                "TIMER client db.operation.name stage",
                                "db.client.connection.create_time",
                                "TIMER client db.client.connection.pool.name db.system.name",
                                "db.client.connection.count",
                                "GAUGE client db.client.connection.pool.name"
                                        + " db.client.connection.state db.system.name"
                                        + " server.address server.port",
                                "db.client.connection.pending_requests",
                                "GAUGE client db.client.connection.pool.name db.system.name"
                                        + " server.address server.port",
                                "aerospike.client.request.duration",
                                "TIMER aerospike.node.id aerospike.result client db.operation.name"
                                        + " db.system.name",
                                "aerospike.client.connection.changes",
                                "COUNTER aerospike.result client db.client.connection.pool.name"
                                        + " db.system.name server.address server.port",
                                "aerospike.client.network.io",
                                "COUNTER client db.client.connection.pool.name db.system.name"
                                        + " network.io.direction server.address server.port",
                                "aerospike.client.hedges",
                                "COUNTER aerospike.result client db.system.name",
                                "aerospike.client.rows",
                                "COUNTER aerospike.result client db.system.name")),
                table);
    }

    @Test
    void durationsAreThoseOfCallsByOperationAndFailure() {
        client.put(key(1), Bin.of("i", 1));
        AerospikeClient creating =
                client.with(PATIENT_WRITE.toBuilder().mode(WriteMode.CREATE).build());
        assertThrows(ServerException.class, () -> creating.put(key(1), Bin.of("i", 2)));

        for (String errorType : List.of("", "KeyExistsError")) {
            assertEquals(
                    1,
                    registry.get("db.client.operation.duration")
                            .tag("db.operation.name", "put")
                            .tag("db.namespace", "test")
                            .tag("db.collection.name", "metered")
                            .tag("error.type", errorType)
                            .timer()
                            .count(),
                    errorType);
        }
    }

    @Test
    void countsAreThoseOfTheClientAndOfEachNode() {
        client.put(key(1), Bin.of("i", 1));
        client.batchRead(keys(30));

        assertTrue(
                registry.get("aerospike.client.network.io")
                                .tag("network.io.direction", "receive")
                                .functionCounters()
                                .size()
                        == 3);
        for (String node : client.nodes().keySet()) {
            await(
                    () ->
                            registry.get("aerospike.client.network.io")
                                            .tag("network.io.direction", "receive")
                                            .tag("db.client.connection.pool.name", node)
                                            .functionCounter()
                                            .count()
                                    > 0);
        }
        await(() -> rows("found") == 1 && rows("missing") == 29 && rows("written") == 1);
    }

    private double rows(String result) {
        return registry.get("aerospike.client.rows")
                .tag("aerospike.result", result)
                .functionCounter()
                .count();
    }

    /** Statistics are those of the last tenth of a second. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
