package dev.aerospikearrow.benchmarks.suite.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Kinds of values of a bin. */
public enum BinKind {
    /** 64-bit integers below a million. */
    INTEGER {
        @Override
        Object value(long seed, int size) {
            return Long.remainderUnsigned(seed, 1_000_000);
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.of(Field.nullable(name, new ArrowType.Int(64, true)));
        }
    },
    /** From 0 to 1, evenly. */
    DOUBLE {
        @Override
        Object value(long seed, int size) {
            return (seed >>> 11) * 0x1p-53;
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.of(
                    Field.nullable(
                            name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)));
        }
    },
    /** ASCII of exactly {@code size} characters. */
    TEXT {
        @Override
        Object value(long seed, int size) {
            StringBuilder text = new StringBuilder(size + 16);
            for (long part = seed; text.length() < size; part = part * 31 + 17) {
                text.append(Long.toHexString(part | Long.MIN_VALUE));
            }
            return text.substring(0, size);
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.of(Field.nullable(name, ArrowType.Utf8.INSTANCE));
        }
    },
    /** ASCII of up to {@code size} characters, of five lengths. */
    NAME {
        @Override
        Object value(long seed, int size) {
            return TEXT.value(seed, size - (int) Math.floorMod(seed, 5L));
        }

        @Override
        Optional<Field> field(String name, int size) {
            return TEXT.field(name, size);
        }
    },

    /** {@code size} bytes. */
    BYTES {
        @Override
        Object value(long seed, int size) {
            return ((String) TEXT.value(seed, size)).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.of(Field.nullable(name, ArrowType.Binary.INSTANCE));
        }
    },
    /** {@code size} 32-bit floating-point numbers, packed with the lowest byte first. */
    VECTOR {
        @Override
        Object value(long seed, int size) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                bytes.putFloat((float) (double) DOUBLE.value(seed * (i + 1), 0));
            }
            return bytes.array();
        }

        @Override
        Optional<Field> field(String name, int size) {
            Field item =
                    Field.nullable(
                            "item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
            return Optional.of(
                    new Field(
                            name,
                            FieldType.nullable(new ArrowType.FixedSizeList(size)),
                            List.of(item)));
        }
    },
    /** A list of three integers. */
    LIST {
        @Override
        Object value(long seed, int size) {
            long first = (long) INTEGER.value(seed, 0);
            return List.of(first, first + 1, first + 2);
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.empty();
        }
    },
    /** A map of an integer and a text. */
    MAP {
        @Override
        Object value(long seed, int size) {
            return Map.of("k", INTEGER.value(seed, 0), "v", TEXT.value(seed, 8));
        }

        @Override
        Optional<Field> field(String name, int size) {
            return Optional.empty();
        }
    };

    abstract Object value(long seed, int size);

    /** The column for it; empty for values that the comparison keeps out of columns. */
    abstract Optional<Field> field(String name, int size);
}
