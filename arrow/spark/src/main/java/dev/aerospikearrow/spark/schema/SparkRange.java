package dev.aerospikearrow.spark.schema;

import dev.aerospikearrow.columnar.FieldMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Fields that take what Spark can show. It counts days in 32 bits and times in microseconds, in 64
 * bits: what is beyond, or finer, does not fit, and the field's policy says what becomes of it.
 */
final class SparkRange {
    private static final long NANOS_PER_MICRO = 1_000;

    private SparkRange() {}

    /** What fits: whole numbers of the field's unit. */
    private record Range(long min, long max, long step) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE, 1);

        /** Numbers of a unit that is so many of Spark's. */
        static Range ofUnit(long factor) {
            return new Range(Long.MIN_VALUE / factor, Long.MAX_VALUE / factor, 1);
        }
    }

    /** The field, and those inside of it, with the range that Spark has for them. */
    static Field of(Field field) {
        List<Field> children = field.getChildren().stream().map(SparkRange::of).toList();
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        Range range = range(field.getType());
        if (!range.equals(Range.ALL)) {
            narrow(metadata, range);
        }
        FieldType type =
                new FieldType(field.isNullable(), field.getType(), field.getDictionary(), metadata);
        return new Field(field.getName(), type, children);
    }

    private static Range range(ArrowType type) {
        return switch (type.getTypeID()) {
            case Timestamp -> range(((ArrowType.Timestamp) type).getUnit());
            case Duration -> range(((ArrowType.Duration) type).getUnit());
            case Date ->
                    ((ArrowType.Date) type).getUnit() == DateUnit.DAY
                            ? Range.ALL
                            : days(TimeUnit.DAYS.toMillis(1));
            default -> Range.ALL;
        };
    }

    private static Range days(long millisPerDay) {
        return new Range(Integer.MIN_VALUE * millisPerDay, Integer.MAX_VALUE * millisPerDay, 1);
    }

    private static Range range(org.apache.arrow.vector.types.TimeUnit unit) {
        return switch (unit) {
            case SECOND -> Range.ofUnit(TimeUnit.SECONDS.toMicros(1));
            case MILLISECOND -> Range.ofUnit(TimeUnit.MILLISECONDS.toMicros(1));
            case MICROSECOND -> Range.ALL;
            case NANOSECOND -> new Range(Long.MIN_VALUE, Long.MAX_VALUE, NANOS_PER_MICRO);
        };
    }

    /** What somebody declared to be narrower stays. */
    private static void narrow(Map<String, String> metadata, Range range) {
        metadata.merge(FieldMetadata.MIN, Long.toString(range.min()), SparkRange::larger);
        metadata.merge(FieldMetadata.MAX, Long.toString(range.max()), SparkRange::smaller);
        if (range.step() > 1) {
            metadata.merge(
                    FieldMetadata.MULTIPLE_OF, Long.toString(range.step()), SparkRange::larger);
        }
    }

    private static String larger(String one, String other) {
        return Long.parseLong(one) > Long.parseLong(other) ? one : other;
    }

    private static String smaller(String one, String other) {
        return Long.parseLong(one) < Long.parseLong(other) ? one : other;
    }
}
