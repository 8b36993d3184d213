package dev.aerospikearrow.columnar.vector;

import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * What an Arrow type that is stored as a whole number can hold.
 *
 * @param widthBytes 1, 2, 4 or 8
 * @param min smallest value
 * @param max largest value
 * @param step values are multiples of it
 * @param takesBooleans whether false and true are taken as 0 and 1
 */
record IntegerRange(int widthBytes, long min, long max, long step, boolean takesBooleans) {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

    static IntegerRange of(ArrowType.Int type) {
        int bits = type.getBitWidth();
        if (type.getIsSigned()) {
            long max = -1L >>> (65 - bits);
            return new IntegerRange(bits / 8, -max - 1, max, 1, true);
        }
        // The wire's integers are signed: the upper half of UInt64 does not occur.
        long max = bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        return new IntegerRange(bits / 8, 0, max, 1, true);
    }

    static IntegerRange of(ArrowType.Date type) {
        return type.getUnit() == DateUnit.DAY
                ? time(4, Integer.MIN_VALUE, Integer.MAX_VALUE, 1)
                : time(8, Long.MIN_VALUE, Long.MAX_VALUE, MILLIS_PER_DAY);
    }

    /** A time of day: from midnight up to the last unit of the day. */
    static IntegerRange of(ArrowType.Time type) {
        long unitsPerDay =
                switch (type.getUnit()) {
                    case SECOND -> TimeUnit.DAYS.toSeconds(1);
                    case MILLISECOND -> MILLIS_PER_DAY;
                    case MICROSECOND -> TimeUnit.DAYS.toMicros(1);
                    case NANOSECOND -> TimeUnit.DAYS.toNanos(1);
                };
        return time(type.getBitWidth() / 8, 0, unitsPerDay - 1, 1);
    }

    /** Timestamps and durations. */
    static IntegerRange anyLong() {
        return time(8, Long.MIN_VALUE, Long.MAX_VALUE, 1);
    }

    private static IntegerRange time(int widthBytes, long min, long max, long step) {
        return new IntegerRange(widthBytes, min, max, step, false);
    }
}
