package dev.aerospikearrow.benchmarks.rounds;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/** A meter of what the garbage collectors of this process have done so far. */
final class CollectorMeter {
    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans();

    private CollectorMeter() {}

    /** How often they ran. */
    static long collections() {
        return sum(GarbageCollectorMXBean::getCollectionCount);
    }

    /** How long they ran. */
    static long collectionMillis() {
        return sum(GarbageCollectorMXBean::getCollectionTime);
    }

    /** A collector that cannot tell says -1. */
    private static long sum(ToLongFunction<GarbageCollectorMXBean> counter) {
        return COLLECTORS.stream()
                .mapToLong(collector -> Math.max(0, counter.applyAsLong(collector)))
                .sum();
    }
}
