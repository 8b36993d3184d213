package dev.aerospikearrow.server.index;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.geo.Geometry;
import dev.aerospikearrow.server.message.RequestException;

/**
 * The query that is asked of an index: a range of integers, one string or blob, or a region or
 * point. Immutable.
 */
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

    /** Points in a region, or regions around a point. All entries are looked at. */
    record Near(Geometry geometry) implements IndexQuery {
        @Override
        public long first() {
            return Long.MIN_VALUE;
        }

        @Override
        public long last() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean matches(Value value) {
            if (!(value instanceof Particle particle) || particle.type() != ParticleType.GEOJSON) {
                return false;
            }
            try {
                return Geometry.parse(particle.bytes(), 0, particle.bytes().length)
                        .matches(geometry);
            } catch (RequestException e) {
                // Texts inside lists and maps are not checked when they are written.
                return false;
            }
        }
    }

    /** The least sort value to look at. */
    long first();

    /** The greatest sort value to look at. */
    long last();

    /** Whether a value that has such a sort value is really asked for. */
    boolean matches(Value value);
}
