package dev.aerospikearrow.duckdb;

import java.time.Instant;
import org.apache.arrow.vector.types.TimeUnit;

/** Arrow's units of time. */
final class DuckDbTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private DuckDbTimes() {}

    static long nanosPerUnit(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> NANOS_PER_SECOND;
            case MILLISECOND -> 1_000_000;
            case MICROSECOND -> 1_000;
            case NANOSECOND -> 1;
        };
    }

    static long unitsPerSecond(TimeUnit unit) {
        return NANOS_PER_SECOND / nanosPerUnit(unit);
    }

    static Instant instant(long units, TimeUnit unit) {
        long nanosPerUnit = nanosPerUnit(unit);
        long unitsPerSecond = unitsPerSecond(unit);
        return Instant.ofEpochSecond(
                Math.floorDiv(units, unitsPerSecond),
                Math.floorMod(units, unitsPerSecond) * nanosPerUnit);
    }
}
