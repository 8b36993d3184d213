package dev.aerospikearrow.spark.key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of values that come one after the other, those of equal values once. */
public final class GatheredKeys {
    private final KeyKind kind;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> keys = new ArrayList<>();
    private final List<Integer> firstKeys = new ArrayList<>();

    /** None yet. */
    public GatheredKeys(KeyKind kind) {
        this.kind = kind;
    }

    /**
     * Adds a value.
     *
     * @param value in Spark's form
     * @return the number of the value, the same for equal ones
     */
    public int add(Object value) {
        Object comparable = KeyKind.comparable(value);
        Integer known = numbers.get(comparable);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(comparable, number);
        firstKeys.add(keys.size());
        kind.addKeys(comparable, keys::add);
        return number;
    }

    /** Whether a value was added. */
    public boolean has(Object value) {
        return numbers.containsKey(KeyKind.comparable(value));
    }

    /** Where the keys of a value begin among all of them; those of the next value end them. */
    public int firstKey(int number) {
        return number == firstKeys.size() ? keys.size() : firstKeys.get(number);
    }

    /** How many keys there are. */
    public int size() {
        return keys.size();
    }

    /** All keys. */
    public KeyList keys() {
        return KeyList.ofKeys(kind, keys);
    }
}
