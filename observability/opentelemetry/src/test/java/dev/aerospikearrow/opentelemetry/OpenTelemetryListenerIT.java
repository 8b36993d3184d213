package dev.aerospikearrow.opentelemetry;

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
import dev.aerospikearrow.opentelemetry.OpenTelemetryListener.Spans;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.server.EmbeddedCluster;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryListenerIT {
    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final WritePolicy PATIENT_WRITE =
            WritePolicy.builder().totalTimeout(PATIENCE).build();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetry telemetry =
            OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                    .build())
                    .setMeterProvider(
                            SdkMeterProvider.builder().registerMetricReader(metrics).build())
                    .build();
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private AerospikeClient connect(Spans wanted) {
        return AerospikeClient.connect(
                ClientConfig.builder(String.join(",", cluster.hosts()))
                        .statisticsDetail(StatisticsDetail.STAGES)
                        .policy(PATIENT_WRITE)
                        .policy(ReadPolicy.builder().totalTimeout(PATIENCE).build())
                        .policy(BatchPolicy.builder().totalTimeout(PATIENCE).build())
                        .listener(new OpenTelemetryListener(telemetry, wanted))
                        .build());
    }

    private static Key key(int number) {
        return Key.of("test", "traced", number);
    }

    private static List<Key> keys(int count) {
        return IntStream.range(0, count).mapToObj(OpenTelemetryListenerIT::key).toList();
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(spans.getFinishedSpanItems()));
    }

    private static String text(SpanData span, String name) {
        return String.valueOf(
                span.getAttributes().asMap().entrySet().stream()
                        .filter(each -> each.getKey().getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null));
    }

    @Test
    void metricsHaveTheNamesAndAttributesOfTheGuide() {
        try (AerospikeClient client = connect(Spans.NONE)) {
            client.put(key(1), Bin.of("i", 1));
            client.batchRead(keys(30));

            assertEquals(
                    new TreeMap<>(
                            Map.of(
                                    "db.client.operation.duration",
                                    "s db.collection.name db.namespace db.operation.name"
                                            + " db.system.name",
                                    "db.client.internal.stage",
                                    "s db.operation.name stage",
                                    "db.client.connection.create_time",
                                    "s db.client.connection.pool.name db.system.name",
                                    "db.client.connection.count",
                                    "{connection} db.client.connection.pool.name"
                                            + " db.client.connection.state db.system.name"
                                            + " server.address server.port",
                                    "db.client.connection.pending_requests",
                                    "{request} db.client.connection.pool.name db.system.name"
                                            + " server.address server.port",
                                    "aerospike.client.request.duration",
                                    "s aerospike.node.id aerospike.result db.operation.name"
                                            + " db.system.name",
                                    "aerospike.client.connection.changes",
                                    "{connection} aerospike.result db.client.connection.pool.name"
                                            + " db.system.name server.address server.port",
                                    "aerospike.client.network.io",
                                    "By db.client.connection.pool.name db.system.name"
                                            + " network.io.direction server.address server.port",
                                    "aerospike.client.hedges",
                                    "{request} aerospike.result db.system.name",
                                    "aerospike.client.rows",
                                    "{row} aerospike.result db.system.name")),
                    table());
        }
    }

    private Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        for (MetricData metric : metrics.collectAllMetrics()) {
            Set<String> names =
                    metric.getData().getPoints().stream()
                            .flatMap(point -> point.getAttributes().asMap().keySet().stream())
                            .map(AttributeKey::getKey)
                            .collect(Collectors.toCollection(TreeSet::new));
            table.put(metric.getName(), metric.getUnit() + " " + String.join(" ", names));
        }
        return table;
    }

    @Test
    void countsAreThoseOfTheClient() {
        try (AerospikeClient client = connect(Spans.NONE)) {
            client.put(key(1), Bin.of("i", 1));
            client.batchRead(keys(30));

            // Statistics are those of the last tenth of a second.
            Map<String, Long> expected = Map.of("found", 1L, "missing", 29L, "written", 1L);
            while (!rows().entrySet().containsAll(expected.entrySet())) {
                Thread.onSpinWait();
            }
        }
        assertTrue(
                metrics.collectAllMetrics().stream()
                        .noneMatch(metric -> metric.getName().equals("aerospike.client.rows")),
                "what is observed ends with the client");
    }

    private Map<String, Long> rows() {
        return metrics.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("aerospike.client.rows"))
                .flatMap(metric -> metric.getLongSumData().getPoints().stream())
                .collect(
                        Collectors.toMap(
                                point ->
                                        point.getAttributes()
                                                .get(AttributeKey.stringKey("aerospike.result")),
                                point -> point.getValue()));
    }

    @Test
    void aCallIsOneSpanByTheConventions() {
        try (AerospikeClient client = connect(Spans.CALLS)) {
            client.put(key(1), Bin.of("i", 1));
            client.batchRead(keys(30));
        }

        assertEquals(2, spans.getFinishedSpanItems().size());
        SpanData put = span("put test.traced");
        assertEquals(SpanKind.CLIENT, put.getKind());
        assertEquals("aerospike", text(put, "db.system.name"));
        assertEquals("test", text(put, "db.namespace"));
        assertEquals("traced", text(put, "db.collection.name"));
        assertEquals("put", text(put, "db.operation.name"));
        assertEquals("127.0.0.1", text(put, "server.address"));
        assertEquals("null", text(put, "db.operation.batch.size"));
        SpanData batch = span("batch_read test.traced");
        assertEquals("30", text(batch, "db.operation.batch.size"));
        assertEquals("null", text(batch, "server.address"), "there are several");
    }

    @Test
    void requestsAreChildrenOfTheirCallIfWanted() {
        try (AerospikeClient client = connect(Spans.CALLS_AND_REQUESTS)) {
            client.batchRead(keys(30));
        }

        SpanData call = span("batch_read test.traced");
        List<SpanData> requests =
                spans.getFinishedSpanItems().stream().filter(each -> each != call).toList();
        assertEquals(3, requests.size());
        for (SpanData request : requests) {
            assertEquals(call.getSpanId(), request.getParentSpanId());
            assertEquals("ok", text(request, "aerospike.result"));
            assertTrue(request.getEndEpochNanos() >= request.getStartEpochNanos());
        }
    }

    @Test
    void theSpanThatIsCurrentWhereACallIsMadeIsTheParentAlsoWithoutWaiting()
            throws ExecutionException, InterruptedException {
        Span outer = telemetry.getTracer("test").spanBuilder("outer").startSpan();
        try (AerospikeClient client = connect(Spans.CALLS)) {
            Scope scope = outer.makeCurrent();
            try {
                client.get(key(1));
                client.async().batchRead(keys(3)).get();
            } finally {
                scope.close();
            }
        }
        outer.end();

        for (String name : List.of("get test.traced", "batch_read test.traced")) {
            assertEquals(outer.getSpanContext().getSpanId(), span(name).getParentSpanId(), name);
        }
    }

    @Test
    void aFailedCallHasItsKindAndCode() {
        try (AerospikeClient client = connect(Spans.CALLS)) {
            client.put(key(1), Bin.of("i", 1));
            AerospikeClient creating =
                    client.with(PATIENT_WRITE.toBuilder().mode(WriteMode.CREATE).build());
            assertThrows(ServerException.class, () -> creating.put(key(1), Bin.of("i", 2)));
        }

        SpanData failed =
                spans.getFinishedSpanItems().stream()
                        .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                        .findFirst()
                        .orElseThrow();
        assertEquals("KeyExistsError", text(failed, "error.type"));
        assertEquals("5", text(failed, "db.response.status_code"));
    }
}
