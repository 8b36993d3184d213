package dev.aerospikearrow.client;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bins of one record: an immutable map over one array of alternating names and values. Records
 * have few bins, and names of one answer are the same objects, so that looking along the array is
 * as fast as hashing, for a fraction of the heap.
 */
final class BinMap extends AbstractMap<String, Object> {
    static final BinMap EMPTY = new BinMap(new Object[0]);

    private final Object[] namesAndValues;

    /**
     * @param namesAndValues name, value, name, value, …; each name once; owned by the map from now
     *     on
     */
    BinMap(Object[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Object[] pairs = namesAndValues;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == name) {
                return pairs[i + 1];
            }
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return BinMap.this.size();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < namesAndValues.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Object> entry =
                    Map.entry((String) namesAndValues[next], namesAndValues[next + 1]);
            next += 2;
            return entry;
        }
    }
}
