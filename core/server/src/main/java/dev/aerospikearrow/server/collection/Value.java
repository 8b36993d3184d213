package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ParticleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value inside a list or map, kept so that it is written again as it was read: particle types,
 * 32-bit floats and marks of order survive. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 5"
 */
public sealed interface Value {
    Value NIL = new Nil();
    Value TRUE = new Bool(true);
    Value FALSE = new Bool(false);

    /** An argument that equals everything. */
    Value WILDCARD = new ArgumentMark(0);

    /** An argument above everything. */
    Value INFINITY = new ArgumentMark(1);

    record Nil() implements Value {}

    record Bool(boolean value) implements Value {}

    record Int(long value) implements Value {}

    /** An integer above 2^63-1. */
    record UnsignedInt(long bits) implements Value {}

    record Float64(double value) implements Value {}

    record Float32(float value) implements Value {}

    /**
     * A string, blob, GeoJSON or other particle; {@code type} is -1 for the empty one without type.
     */
    record Particle(int type, byte[] bytes) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Particle that
                    && that.type == type
                    && Arrays.equals(that.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return 31 * type + Arrays.hashCode(bytes);
        }
    }

    /** An extension that is neither a mark of order nor an argument. */
    record Extension(int type, byte[] bytes) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Extension that
                    && that.type == type
                    && Arrays.equals(that.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return 31 * type + Arrays.hashCode(bytes);
        }
    }

    record ArgumentMark(int number) implements Value {}

    /** A list with its mark of order. */
    record ListValue(int order, List<Value> elements) implements Value {
        public static final int ORDERED = 0x01;

        public ListValue {
            elements = List.copyOf(elements);
        }

        public static ListValue of(List<Value> elements) {
            return new ListValue(0, elements);
        }

        public boolean isOrdered() {
            return (order & ORDERED) != 0;
        }

        public int size() {
            return elements.size();
        }

        public ListValue with(List<Value> changed) {
            return new ListValue(order, changed);
        }
    }

    /**
     * A map with its mark of order; entries are in the server's order of keys unless a result says
     * otherwise.
     */
    record MapValue(int order, List<Entry> entries) implements Value {
        public static final int KEY_ORDERED = 0x01;
        public static final int KEY_VALUE_ORDERED = 0x03;

        /** Only in results: the entries stand in the order of the result. */
        public static final int RESULT_ORDERED = 0x08;

        public MapValue {
            entries = List.copyOf(entries);
        }

        public boolean isKeyOrdered() {
            return (order & KEY_ORDERED) != 0;
        }

        public int size() {
            return entries.size();
        }

        public MapValue with(List<Entry> changed) {
            return new MapValue(order, changed);
        }

        public List<Value> keys() {
            List<Value> keys = new ArrayList<>(entries.size());
            entries.forEach(entry -> keys.add(entry.key()));
            return keys;
        }

        public List<Value> values() {
            List<Value> values = new ArrayList<>(entries.size());
            entries.forEach(entry -> values.add(entry.value()));
            return values;
        }
    }

    record Entry(Value key, Value value) {}

    /**
     * What the server computes with: of an integer above 2^63-1 its bits, as a {@code long} has
     * them; any other value itself.
     */
    static Value signed(Value value) {
        return value instanceof UnsignedInt number ? new Int(number.bits()) : value;
    }

    static Value of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value ofString(byte[] utf8) {
        return new Particle(ParticleType.STRING, utf8);
    }

    static Value ofBlob(byte[] bytes) {
        return new Particle(ParticleType.BLOB, bytes);
    }
}
