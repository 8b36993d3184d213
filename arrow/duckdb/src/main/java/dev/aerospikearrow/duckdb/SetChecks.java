package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.content.ReadCheck;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.data.SetName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Whether sets have what is asked for, for a function that is called for each chunk of rows: what
 * was found to be well is not asked again. Thread-safe.
 */
final class SetChecks {
    private final Set<NamedBins> there = ConcurrentHashMap.newKeySet();
    private final Set<KeysOfType> likely = ConcurrentHashMap.newKeySet();

    private record NamedBins(SetName set, Set<String> bins) {}

    private record KeysOfType(SetName set, ArrowType type) {}

    /** What is to be said of a read that finds nothing, as in {@link ReadCheck#mistake}. */
    Optional<String> mistake(AerospikeClient client, SetName set, Collection<String> bins) {
        NamedBins asked = new NamedBins(set, Set.copyOf(bins));
        if (there.contains(asked)) {
            return Optional.empty();
        }
        Optional<String> mistake = ReadCheck.of(client, set, bins).mistake();
        if (mistake.isEmpty()) {
            there.add(asked);
        }
        return mistake;
    }

    /**
     * What is to be said of keys that have no record, as in {@link StoredKeys#mistaken}.
     *
     * @param type of the keys
     */
    Optional<String> mistakenKeys(AerospikeClient client, SetName set, ArrowType type) {
        KeysOfType asked = new KeysOfType(set, type);
        if (likely.contains(asked)) {
            return Optional.empty();
        }
        Optional<String> mistake = StoredKeys.mistaken(client, set, type);
        if (mistake.isEmpty()) {
            likely.add(asked);
        }
        return mistake;
    }

    /** Notes that a key of a type has a record in a set. */
    void found(SetName set, ArrowType type) {
        likely.add(new KeysOfType(set, type));
    }
}
