package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.write.NodeClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the node that is behind all others, in whole seconds. While nothing is new, Spark
 * asks a hundred times a second, and the nodes are asked a few times only.
 */
final class SlowestClock implements Supplier<Instant> {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final ConnectorOptions options;
    private @Nullable Instant last;
    private long lastNanos;

    SlowestClock(ConnectorOptions options) {
        this.options = options;
    }

    @Override
    public synchronized Instant get() {
        long nanos = System.nanoTime();
        Instant known = last;
        if (known == null || nanos - lastNanos > PAUSE_NANOS) {
            known = ask();
            last = known;
            lastNanos = nanos;
        }
        return known;
    }

    private Instant ask() {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            Map<String, Long> clocks =
                    NodeClocks.secondsSince2010(
                            lease.client().infoOfAll("namespace/" + options.namespace()));
            return Instant.ofEpochSecond(
                    MessageDescriptor.VOID_TIME_EPOCH_SECONDS + Collections.min(clocks.values()));
        }
    }
}
