package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.StatisticsDetail;
import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.micrometer.MicrometerListener;
import dev.aerospikearrow.opentelemetry.OpenTelemetryListener;
import dev.aerospikearrow.server.EmbeddedCluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/observability.md. */
final class ObservabilityGuide {
    private ObservabilityGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void statistics(ColumnarClient columns) {
        Schema schema = Flights.SCHEMA;
        // begin statistics
        ClientStatistics before = columns.client().statistics();
        long[] keys = {28, 31, 74, 77};
        try (ColumnarBatch flights =
                columns.batchRead(SetName.of("test", "flights"), keys, schema)) {
            System.out.println(flights.counts());
        }
        ClientStatistics since = columns.client().statistics().minus(before);
        System.out.println(since.rows());
        System.out.println(since.calls().get("batch_read").count() + " call");
        // end statistics
    }

    static void stages(EmbeddedCluster cluster) {
        String seeds = cluster.hosts().get(0);
        // begin stages
        ClientConfig config =
                ClientConfig.builder(seeds).statisticsDetail(StatisticsDetail.STAGES).build();
        try (AerospikeClient client = AerospikeClient.connect(config)) {
            client.batchRead(List.of(Key.of("test", "flights", 28)));
            client.statistics()
                    .stages()
                    .forEach((stage, latency) -> System.out.println(stage.label()));
        }
        // end stages
    }

    static void listener(EmbeddedCluster cluster) {
        String seeds = cluster.hosts().get(0);
        // begin listener
        ClientListener slow =
                new ClientListener() {
                    @Override
                    public Optional<CallListener> onCall(CallBegin call) {
                        return Optional.of(
                                new CallListener() {
                                    @Override
                                    public void onEnd(CallEnd end) {
                                        if (end.nanos() > Duration.ofMillis(50).toNanos()) {
                                            System.err.println("Slow: " + call.attributes());
                                        }
                                    }
                                });
                    }

                    @Override
                    public void onNode(NodeChange change) {
                        System.err.println(change);
                    }
                };
        ClientConfig config = ClientConfig.builder(seeds).listener(slow).build();
        // end listener
        AerospikeClient.connect(config).close();
    }

    static ClientConfig micrometer(String seeds, MeterRegistry registry) {
        // begin micrometer
        ClientConfig config =
                ClientConfig.builder(seeds).listener(new MicrometerListener(registry)).build();
        // end micrometer
        return config;
    }

    static ClientConfig openTelemetry(String seeds, OpenTelemetry openTelemetry) {
        // begin openTelemetry
        ClientConfig config =
                ClientConfig.builder(seeds)
                        .listener(
                                new OpenTelemetryListener(
                                        openTelemetry,
                                        OpenTelemetryListener.Spans.CALLS_AND_REQUESTS))
                        .build();
        // end openTelemetry
        return config;
    }

    static void explain(ColumnarClient columns) {
        // begin explain
        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable("delay", new ArrowType.Int(32, true)),
                                Field.nullable("origin", ArrowType.Utf8.INSTANCE),
                                Field.nullable("__ttl", new ArrowType.Int(64, true))));
        long[] keys = {28, 31, 74, 75, 76, 77};

        System.out.println(
                columns.explain(BatchKeys.of(SetName.of("test", "flights"), keys), schema));
        // end explain
    }
}
