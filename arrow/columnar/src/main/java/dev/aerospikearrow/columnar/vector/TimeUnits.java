package dev.aerospikearrow.columnar.vector;

import java.time.Instant;
import org.apache.arrow.vector.types.TimeUnit;

/** Arrow's units of time in numbers. */
public final class TimeUnits {
    private TimeUnits() {}

    /** How many of the unit a second has. */
    public static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }

    /** How many nanoseconds one of the unit has. */
    public static long nanos(TimeUnit unit) {
        return 1_000_000_000 / perSecond(unit);
    }

    /** The instant that is a number of units after 1970 began, or before. */
    public static Instant instant(long units, TimeUnit unit) {
        long perSecond = perSecond(unit);
        return Instant.ofEpochSecond(
                Math.floorDiv(units, perSecond), Math.floorMod(units, perSecond) * nanos(unit));
    }
}
