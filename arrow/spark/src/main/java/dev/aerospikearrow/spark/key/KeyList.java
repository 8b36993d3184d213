package dev.aerospikearrow.spark.key;

import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.UserKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Keys of one set, small enough to travel with a task. Immutable. */
public final class KeyList implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Object[] keys;
    private final boolean areDigests;

    private KeyList(Object[] keys, boolean areDigests) {
        this.keys = keys;
        this.areDigests = areDigests;
    }

    /**
     * The keys that values of a kind stand for.
     *
     * @param values different ones, as {@link KeyKind#comparable} has them
     */
    public static KeyList of(KeyKind kind, Collection<Object> values) {
        List<Object> keys = new ArrayList<>(values.size());
        for (Object value : values) {
            kind.addKeys(value, keys::add);
        }
        return ofKeys(kind, keys);
    }

    /**
     * Keys that are known already.
     *
     * @param keys a Long, Double, String or byte[] for each
     */
    static KeyList ofKeys(KeyKind kind, List<Object> keys) {
        return new KeyList(keys.toArray(), kind == KeyKind.DIGEST);
    }

    /** How many there are. */
    public int size() {
        return keys.length;
    }

    /** Some of them. */
    public KeyList range(int from, int to) {
        return new KeyList(Arrays.copyOfRange(keys, from, to), areDigests);
    }

    /** A key for people. */
    String text(SetName set, int index) {
        return key(set, keys[index]).toString();
    }

    /** The same for a batch read. */
    BatchKeys batchKeys(SetName set) {
        if (allAre(Long.class)) {
            return BatchKeys.of(set, Arrays.stream(keys).mapToLong(key -> (Long) key).toArray());
        }
        if (allAre(String.class)) {
            return BatchKeys.of(set, Arrays.copyOf(keys, keys.length, String[].class));
        }
        return BatchKeys.of(Arrays.stream(keys).map(key -> key(set, key)).toList());
    }

    private boolean allAre(Class<?> type) {
        return Arrays.stream(keys).allMatch(type::isInstance);
    }

    private Key key(SetName set, Object key) {
        if (key instanceof Long number) {
            return set.key(number);
        }
        if (key instanceof Double number) {
            return set.key(new UserKey.FloatingPoint(number));
        }
        if (key instanceof String text) {
            return set.key(text);
        }
        byte[] bytes = (byte[]) key;
        // Nodes refuse the digest of a record of another set if they are told a set.
        return areDigests ? Key.ofDigest(set.namespace(), "", bytes) : set.key(bytes);
    }
}
