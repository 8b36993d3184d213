package dev.aerospikearrow.server.index;

import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Int;

/** The query that is asked of an index: a range of integers, or one string or blob. Immutable. */
public sealed interface IndexQuery {
    /** Integers from {@code begin} to {@code end}, both included. */
    record Range(long begin, long end) implements IndexQuery {
        @Override
        public long first() {
            return begin;
        }

        @Override
        public long last() {
            return end;
        }

        @Override
        public boolean matches(Value value) {
            return value instanceof Int number && number.value() >= begin && number.value() <= end;
        }
    }

    /** One string or blob. */
    record Exactly(Value value) implements IndexQuery {
        @Override
        public long first() {
            return IndexedValues.sortValue(value);
        }

        @Override
        public long last() {
            return IndexedValues.sortValue(value);
        }

        @Override
        public boolean matches(Value other) {
            return value.equals(other);
        }
    }

    /** The least sort value to look at. */
    long first();

    /** The greatest sort value to look at. */
    long last();

    /** Whether a value that has such a sort value is really asked for. */
    boolean matches(Value value);
}
