package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Dates, times and durations as ISO 8601, exactly in both directions: a number of units since 1970,
 * since midnight, or of a duration.
 */
public final class TimeText {
    private static final long MILLIS_PER_DAY = 86_400_000;

    private TimeText() {}

    /** Whether a type's values are texts here and integers in a bin. */
    public static boolean isTime(ArrowType type) {
        return type instanceof ArrowType.Timestamp
                || type instanceof ArrowType.Date
                || type instanceof ArrowType.Time
                || type instanceof ArrowType.Duration;
    }

    /**
     * The text of a number of units.
     *
     * @throws DateTimeException if ISO 8601 has no text for it
     */
    public static String format(long units, ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp(units, timestamp);
        }
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY
                    ? LocalDate.ofEpochDay(units).toString()
                    : dateOfMillis(units);
        }
        if (type instanceof ArrowType.Time time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(
                    LocalTime.ofNanoOfDay(nanosOfDay(units, time.getUnit())));
        }
        return duration(units, ((ArrowType.Duration) type).getUnit()).toString();
    }

    /**
     * The number of units of a text.
     *
     * @throws DateTimeException if it is no such text, or is finer than the unit
     * @throws ArithmeticException if the number has more than 64 bits
     */
    public static long parse(String text, ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp) {
            return parseTimestamp(text, timestamp);
        }
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY
                    ? LocalDate.parse(text).toEpochDay()
                    : parseDateOfMillis(text);
        }
        if (type instanceof ArrowType.Time time) {
            return exact(0, LocalTime.parse(text).toNanoOfDay(), time.getUnit());
        }
        Duration duration = Duration.parse(text);
        return exact(
                duration.getSeconds(), duration.getNano(), ((ArrowType.Duration) type).getUnit());
    }

    private static String timestamp(long units, ArrowType.Timestamp type) {
        Instant instant = TimeUnits.instant(units, type.getUnit());
        return isLocal(type)
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC))
                : instant.toString();
    }

    private static boolean isLocal(ArrowType.Timestamp type) {
        return type.getTimezone() == null || type.getTimezone().isEmpty();
    }

    /** A date, and a time of day only where there is one. */
    private static String dateOfMillis(long millis) {
        return Math.floorMod(millis, MILLIS_PER_DAY) == 0
                ? LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY)).toString()
                : timestamp(millis, new ArrowType.Timestamp(TimeUnit.MILLISECOND, null));
    }

    private static long parseDateOfMillis(String text) {
        return text.indexOf('T') < 0
                ? Math.multiplyExact(LocalDate.parse(text).toEpochDay(), MILLIS_PER_DAY)
                : parseTimestamp(text, new ArrowType.Timestamp(TimeUnit.MILLISECOND, null));
    }

    private static long nanosOfDay(long units, TimeUnit unit) {
        try {
            return Math.multiplyExact(units, TimeUnits.nanos(unit));
        } catch (ArithmeticException e) {
            throw new DateTimeException("a day has not as many units as " + units, e);
        }
    }

    private static Duration duration(long units, TimeUnit unit) {
        long perSecond = TimeUnits.perSecond(unit);
        return Duration.ofSeconds(
                Math.floorDiv(units, perSecond),
                Math.floorMod(units, perSecond) * TimeUnits.nanos(unit));
    }

    private static long parseTimestamp(String text, ArrowType.Timestamp type) {
        // Many programs write a space where the standard has a T.
        int space = text.indexOf(' ');
        String iso = space == 10 ? text.substring(0, 10) + "T" + text.substring(11) : text;
        Instant instant;
        if (isLocal(type)) {
            instant = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } else {
            instant =
                    iso.endsWith("Z") ? Instant.parse(iso) : OffsetDateTime.parse(iso).toInstant();
        }
        return exact(instant.getEpochSecond(), instant.getNano(), type.getUnit());
    }

    private static long exact(long seconds, long nanos, TimeUnit unit) {
        long nanosPerUnit = TimeUnits.nanos(unit);
        if (nanos % nanosPerUnit != 0) {
            throw new DateTimeException(
                    "it is finer than a " + unit.name().toLowerCase(java.util.Locale.ROOT));
        }
        long perSecond = TimeUnits.perSecond(unit);
        if (seconds < 0 && nanos > 0) {
            // From above, so that the smallest number there is does not overflow on the way.
            return Math.addExact(
                    Math.multiplyExact(seconds + 1, perSecond), nanos / nanosPerUnit - perSecond);
        }
        return Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosPerUnit);
    }
}
