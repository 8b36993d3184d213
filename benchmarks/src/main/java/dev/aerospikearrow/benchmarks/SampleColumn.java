package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.wire.ParticleType;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One bin of every record of a {@link SampleTable}.
 *
 * @param name the bin's name
 * @param type what its values are
 */
public record SampleColumn(String name, Type type) {
    /** What a bin's values are. */
    public enum Type {
        INT64(ParticleType.INTEGER, new ArrowType.Int(64, true)) {
            @Override
            Object value(long seed) {
                return seed;
            }
        },
        FLOAT64(ParticleType.DOUBLE, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)) {
            @Override
            Object value(long seed) {
                return (seed >>> 11) * 0x1p-53;
            }
        },
        /** 10 to 14 bytes of ASCII. */
        UTF8(ParticleType.STRING, new ArrowType.Utf8()) {
            @Override
            Object value(long seed) {
                String digits = Long.toHexString(seed | Long.MIN_VALUE);
                return digits.substring(0, 10 + (int) Math.floorMod(seed, 5L));
            }
        };

        private final int particleType;
        private final ArrowType arrowType;

        Type(int particleType, ArrowType arrowType) {
            this.particleType = particleType;
            this.arrowType = arrowType;
        }

        /** The wire type of the values. */
        public int particleType() {
            return particleType;
        }

        abstract Object value(long seed);
    }

    /** The bin as a field of a schema. */
    public Field field() {
        return Field.nullable(name, type.arrowType);
    }

    Object value(int row, int column) {
        return type.value(mix((long) row << 8 | column));
    }

    /** Spreads neighbouring numbers over all 64 bits (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
