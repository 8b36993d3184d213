package dev.aerospikearrow.duckdb.stream;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The numbers that DuckDB takes for a type of times, in the type's unit. Beyond them it shows
 * infinity, another time, or ends the database with an internal error when a value is made a text.
 *
 * <p>The largest number of 64 bits and its negative are the two infinities, so are those of 32 bits
 * of a date. What is smaller than the negative infinity is left out, too. {@code RangesIT} tries
 * both ends of each type.
 *
 * @param min smallest
 * @param max largest
 * @param step all are multiples of it: what is finer would be cut off
 */
public record ValueRange(long min, long max, long step) {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_MICRO = 1_000;

    /** The first midnight that a timestamp reaches; the end is that of microseconds in 64 bits. */
    private static final long FIRST_SECOND = -9_223_372_022_400L;

    private static final long FIRST_WHOLE_SECOND_IN_NANOS = -9_223_372_036_000_000_000L;
    private static final long LAST_MICRO = Long.MAX_VALUE - 1;
    private static final ValueRange FINITE = new ValueRange(-LAST_MICRO, LAST_MICRO, 1);

    public boolean contains(long value) {
        return value >= min && value <= max && value % step == 0;
    }

    /** The range of a column of a table; empty if it takes all that the Arrow type has. */
    public static Optional<ValueRange> ofTable(ArrowType type) {
        return Optional.ofNullable(
                switch (type.getTypeID()) {
                    case Date -> date(((ArrowType.Date) type).getUnit());
                    case Time -> time((ArrowType.Time) type);
                    case Timestamp -> timestamp((ArrowType.Timestamp) type);
                    case Duration -> duration((ArrowType.Duration) type);
                    case Interval ->
                            ((ArrowType.Interval) type).getUnit() == IntervalUnit.MONTH_DAY_NANO
                                    ? wholeMicros()
                                    : null;
                    default -> null;
                });
    }

    /**
     * The range of a function's column. Times of day and durations are texts there, which have room
     * for all. The driver counts nanoseconds from the second before, which has to fit 64 bits, too,
     * and with a time zone it has microseconds only.
     */
    public static Optional<ValueRange> ofFunction(ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp
                && timestamp.getUnit() == TimeUnit.NANOSECOND) {
            return Optional.of(
                    timestamp.getTimezone() == null
                            ? new ValueRange(FIRST_WHOLE_SECOND_IN_NANOS, FINITE.max(), 1)
                            : wholeMicros());
        }
        return ofFunctionText(type);
    }

    /** The same for what is inside lists, maps and structs, which are texts. */
    private static Optional<ValueRange> ofFunctionText(ArrowType type) {
        return type instanceof ArrowType.Date || type instanceof ArrowType.Timestamp
                ? ofTable(type)
                : Optional.empty();
    }

    private static ValueRange date(DateUnit unit) {
        long lastDay = Integer.MAX_VALUE - 1;
        return unit == DateUnit.DAY
                ? new ValueRange(-lastDay, lastDay, 1)
                : new ValueRange(
                        -lastDay * MILLIS_PER_DAY, lastDay * MILLIS_PER_DAY, MILLIS_PER_DAY);
    }

    /** From midnight to the midnight after. */
    private static ValueRange time(ArrowType.Time type) {
        long unitsPerSecond = TimeUnits.perSecond(type.getUnit());
        return new ValueRange(0, SECONDS_PER_DAY * unitsPerSecond, 1);
    }

    private static ValueRange timestamp(ArrowType.Timestamp type) {
        return switch (type.getUnit()) {
            case SECOND, MILLISECOND, MICROSECOND -> {
                long microsPerUnit = TimeUnits.nanos(type.getUnit()) / NANOS_PER_MICRO;
                yield new ValueRange(
                        FIRST_SECOND * TimeUnits.perSecond(type.getUnit()),
                        LAST_MICRO / microsPerUnit,
                        1);
            }
            case NANOSECOND -> FINITE;
        };
    }

    /** An interval counts microseconds in 64 bits. */
    private static ValueRange duration(ArrowType.Duration type) {
        return switch (type.getUnit()) {
            case SECOND, MILLISECOND, MICROSECOND -> {
                long microsPerUnit = TimeUnits.nanos(type.getUnit()) / NANOS_PER_MICRO;
                yield new ValueRange(
                        Long.MIN_VALUE / microsPerUnit, Long.MAX_VALUE / microsPerUnit, 1);
            }
            case NANOSECOND -> wholeMicros();
        };
    }

    private static ValueRange wholeMicros() {
        return new ValueRange(Long.MIN_VALUE, Long.MAX_VALUE, NANOS_PER_MICRO);
    }

    /** The schema whose fields take what a table does, so that their policies hold for the rest. */
    public static Schema inTable(Schema schema) {
        return new Schema(
                schema.getFields().stream()
                        .map(field -> within(field, ValueRange::ofTable, ValueRange::ofTable))
                        .toList(),
                schema.getCustomMetadata());
    }

    /** The same for a column of a function. */
    public static Field inFunction(Field field) {
        return within(field, ValueRange::ofFunction, ValueRange::ofFunctionText);
    }

    private static Field within(
            Field field,
            Function<ArrowType, Optional<ValueRange>> ofField,
            Function<ArrowType, Optional<ValueRange>> ofChildren) {
        List<Field> children =
                field.getChildren().stream()
                        .map(child -> within(child, ofChildren, ofChildren))
                        .toList();
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        if (field.getDictionary() == null) {
            ofField.apply(field.getType()).ifPresent(range -> range.narrow(metadata));
        }
        return new Field(
                field.getName(),
                new FieldType(field.isNullable(), field.getType(), field.getDictionary(), metadata),
                children);
    }

    private void narrow(Map<String, String> metadata) {
        merge(metadata, FieldMetadata.MIN, min, Math::max);
        merge(metadata, FieldMetadata.MAX, max, Math::min);
        if (step > 1) {
            merge(metadata, FieldMetadata.MULTIPLE_OF, step, ValueRange::leastCommonMultiple);
        }
    }

    /** What is no number is left to whoever reads the metadata. */
    private static void merge(
            Map<String, String> metadata, String key, long ours, LongBinaryOperator narrower) {
        String theirs = metadata.get(key);
        try {
            long both = theirs == null ? ours : narrower.applyAsLong(Long.parseLong(theirs), ours);
            metadata.put(key, String.valueOf(both));
        } catch (NumberFormatException e) {
            metadata.put(key, String.valueOf(theirs));
        }
    }

    private static long leastCommonMultiple(long a, long b) {
        long divisor = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
        return Math.multiplyExact(a / divisor, b);
    }

    @Override
    public String toString() {
        return min + " to " + max + (step == 1 ? "" : " in multiples of " + step);
    }
}
