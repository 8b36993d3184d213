package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.StatisticsDetail;
import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.micrometer.MicrometerListener;
import dev.aerospikearrow.opentelemetry.OpenTelemetryListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls that nobody watches, and the same with a listener, and with stages measured: what seeing
 * inside costs. Whole calls, against the cluster of {@code AEROSPIKE_HOSTS} or an embedded one in a
 * process of its own.
 */
@State(Scope.Thread)
public class WatchBenchmark {
    static final int ROWS = 1000;

    private static final String SET = "bench_watch";

    /** Who watches. */
    public enum Watch {
        /** Nobody; counts are kept. */
        NOBODY,
        /** A listener that does nothing. */
        LISTENER,
        /** Nobody, but stages are measured. */
        STAGES,
        /** Micrometer, into a registry in memory. */
        MICROMETER,
        /** OpenTelemetry's metrics and a span for each call, by its SDK, whose spans go nowhere. */
        OPENTELEMETRY
    }

    @Param private Watch watch = Watch.NOBODY;

    private final long[] keys = new long[ROWS];
    private final Key key = Key.of("test", SET, 7);
    private final SetName set = SetName.of("test", SET);
    private final Schema schema =
            new Schema(
                    List.of(
                            Field.nullable(
                                    "a",
                                    new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                            Field.nullable(
                                    "b",
                                    new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE))));
    private BenchmarkCluster cluster = BenchmarkCluster.at("");
    private Optional<AerospikeClient> client = Optional.empty();
    private Optional<ColumnarClient> columns = Optional.empty();

    /** Writes the records. */
    @Setup
    public void prepare() {
        String hosts = System.getenv("AEROSPIKE_HOSTS");
        cluster =
                hosts == null || hosts.isBlank()
                        ? BenchmarkCluster.start()
                        : BenchmarkCluster.at(hosts);
        ClientConfig.Builder config = ClientConfig.builder(cluster.hosts());
        switch (watch) {
            case NOBODY -> {}
            case LISTENER -> config.listener(new Silent());
            case STAGES -> config.statisticsDetail(StatisticsDetail.STAGES);
            case MICROMETER -> config.listener(new MicrometerListener(new SimpleMeterRegistry()));
            case OPENTELEMETRY -> config.listener(new OpenTelemetryListener(telemetry()));
        }
        AerospikeClient connected = AerospikeClient.connect(config.build());
        client = Optional.of(connected);
        columns = Optional.of(ColumnarClient.over(connected));
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            keys[i] = i;
            writes.add(
                    BatchWrite.put(
                            Key.of("test", SET, i), Bin.of("a", i / 2.0), Bin.of("b", i / 3.0)));
        }
        connected.batchWrite(writes);
    }

    private static OpenTelemetry telemetry() {
        return OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder()
                                .registerMetricReader(InMemoryMetricReader.create())
                                .build())
                .setTracerProvider(SdkTracerProvider.builder().build())
                .build();
    }

    /** Hears of everything. */
    private static final class Silent implements ClientListener {
        @Override
        public Optional<CallListener> onCall(CallBegin call) {
            return Optional.of(
                    new CallListener() {
                        @Override
                        public void onEnd(CallEnd end) {
                            // Nothing is done with it.
                        }
                    });
        }
    }

    /** Disconnects. */
    @TearDown
    public void end() {
        columns.orElseThrow().close();
        client.orElseThrow().close();
        cluster.close();
    }

    @Benchmark
    public Optional<StoredRecord> get(Volume volume) {
        volume.bytes += Key.DIGEST_LENGTH_BYTES;
        return client.orElseThrow().get(key);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int batch(Volume volume) {
        try (var rows = columns.orElseThrow().batchRead(set, keys, schema)) {
            volume.bytes += (long) rows.rowCount() * Key.DIGEST_LENGTH_BYTES;
            return rows.rowCount();
        }
    }
}
