package dev.aerospikearrow.client.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by a few names. Thread-safe. */
final class NamedCounts {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>(4);

    void increment(String name) {
        LongAdder count = counts.get(name);
        if (count == null) {
            count = counts.computeIfAbsent(name, absent -> new LongAdder());
        }
        count.increment();
    }

    Map<String, Long> snapshot() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }
}
