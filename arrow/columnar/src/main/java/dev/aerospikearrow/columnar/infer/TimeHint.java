package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;

/** Hints at what integers could be as times: a bin does not tell. */
final class TimeHint {
    /** From 1990 to 2100: no two units have integers in common there. */
    private static final long FIRST_SECOND = 631_152_000;

    private static final long LAST_SECOND = 4_102_444_800L;

    private TimeHint() {}

    /** {@code microseconds since 1970, 2001 to 2026}; empty if they look like nothing. */
    static Optional<String> of(long smallest, long largest) {
        for (TimeUnit unit : TimeUnit.values()) {
            long perSecond = TimeUnits.perSecond(unit);
            if (smallest >= FIRST_SECOND * perSecond && largest <= LAST_SECOND * perSecond) {
                int first = year(smallest / perSecond);
                int last = year(largest / perSecond);
                return Optional.of(
                        unit.name().toLowerCase(java.util.Locale.ROOT)
                                + "s since 1970, "
                                + (first == last ? "in " + first : first + " to " + last));
            }
        }
        return Optional.empty();
    }

    private static int year(long second) {
        return Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC).getYear();
    }
}
