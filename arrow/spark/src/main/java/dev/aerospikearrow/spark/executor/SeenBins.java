package dev.aerospikearrow.spark.executor;

import dev.aerospikearrow.data.SetName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bins that records of sets were seen to have, so that nobody asks again whether they exist.
 * That a bin was not seen is not remembered. Thread-safe.
 */
public final class SeenBins {
    private final Map<SetName, Set<String>> bins = new ConcurrentHashMap<>();

    /** Whether records of a set were seen, and each of some bins in one of them. */
    public boolean contains(SetName set, Collection<String> names) {
        Set<String> seen = bins.get(set);
        return seen != null && seen.containsAll(names);
    }

    /** Notes that records of a set were seen to have some bins. */
    public void add(SetName set, Collection<String> names) {
        if (!names.isEmpty()) {
            bins.computeIfAbsent(set, any -> ConcurrentHashMap.newKeySet()).addAll(names);
        }
    }
}
