package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.columnar.FieldMetadata;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The range of an Arrow type that is stored as a whole number.
 *
 * @param widthBytes 1, 2, 4 or 8
 * @param min smallest value
 * @param max largest value that is a {@code long}
 * @param step values are multiples of it
 * @param takesBooleans whether false and true are taken as 0 and 1
 * @param takesUnsigned whether values from 2^63 to 2^64-1 are taken, too, which only lists and maps
 *     hold
 */
record IntegerRange(
        int widthBytes,
        long min,
        long max,
        long step,
        boolean takesBooleans,
        boolean takesUnsigned) {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

    /**
     * The range of a field's type, or the part of it that the field's metadata says.
     *
     * @throws IllegalArgumentException if the metadata is no range
     */
    static IntegerRange of(Field field) {
        IntegerRange all = of(field.getType());
        long min = number(field, FieldMetadata.MIN, all.min());
        long max = number(field, FieldMetadata.MAX, all.max());
        long step = number(field, FieldMetadata.MULTIPLE_OF, 1);
        if (min > max || step < 1) {
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " takes "
                            + (step < 1
                                    ? "multiples of " + step + ". Give 1 or more."
                                    : "no value: its smallest, "
                                            + min
                                            + ", is larger than its largest, "
                                            + max
                                            + "."));
        }
        return new IntegerRange(
                all.widthBytes(),
                Math.max(min, all.min()),
                Math.min(max, all.max()),
                leastCommonMultiple(step, all.step()),
                all.takesBooleans(),
                all.takesUnsigned() && !field.getMetadata().containsKey(FieldMetadata.MAX));
    }

    private static IntegerRange of(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int -> of((ArrowType.Int) type);
            case Date -> of((ArrowType.Date) type);
            case Time -> of((ArrowType.Time) type);
            case Timestamp, Duration -> anyLong();
            default -> throw new IllegalArgumentException(type + " is not a whole number.");
        };
    }

    private static long number(Field field, String key, long otherwise) {
        String text = field.getMetadata().get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " has metadata "
                            + key
                            + " = \""
                            + text
                            + "\". A whole number of 64 bits is expected.",
                    e);
        }
    }

    private static long leastCommonMultiple(long a, long b) {
        long divisor = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
        return Math.multiplyExact(a / divisor, b);
    }

    static IntegerRange of(ArrowType.Int type) {
        int bits = type.getBitWidth();
        if (type.getIsSigned()) {
            long max = -1L >>> (65 - bits);
            return new IntegerRange(bits / 8, -max - 1, max, 1, true, false);
        }
        long max = bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        return new IntegerRange(bits / 8, 0, max, 1, true, bits == 64);
    }

    private static IntegerRange of(ArrowType.Date type) {
        return type.getUnit() == DateUnit.DAY
                ? time(4, Integer.MIN_VALUE, Integer.MAX_VALUE, 1)
                : time(8, Long.MIN_VALUE, Long.MAX_VALUE, MILLIS_PER_DAY);
    }

    /** A time of day: from midnight up to the last unit of the day. */
    private static IntegerRange of(ArrowType.Time type) {
        long unitsPerDay = TimeUnit.DAYS.toSeconds(1) * TimeUnits.perSecond(type.getUnit());
        return time(type.getBitWidth() / 8, 0, unitsPerDay - 1, 1);
    }

    /** Timestamps and durations. */
    private static IntegerRange anyLong() {
        return time(8, Long.MIN_VALUE, Long.MAX_VALUE, 1);
    }

    private static IntegerRange time(int widthBytes, long min, long max, long step) {
        return new IntegerRange(widthBytes, min, max, step, false, false);
    }
}
