package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientStatistics;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statistics that are taken once for all who ask at about the same time. Thread-safe. */
final class RecentStatistics implements Supplier<ClientStatistics> {
    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private record Taken(ClientStatistics statistics, long nanos) {}

    private final Supplier<ClientStatistics> source;
    private volatile @Nullable Taken last;

    RecentStatistics(Supplier<ClientStatistics> source) {
        this.source = source;
    }

    /** The next who asks gets new ones. */
    void forget() {
        last = null;
    }

    @Override
    public ClientStatistics get() {
        long now = System.nanoTime();
        Taken taken = last;
        if (taken == null || now - taken.nanos > RECENT_NANOS) {
            taken = new Taken(source.get(), now);
            last = taken;
        }
        return taken.statistics;
    }
}
