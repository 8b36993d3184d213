package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of numbers that are not written as a bin but say how a row is written. */
final class NumberColumn {
    private final String fieldName;
    private final String what;
    private final IntegerEncoder numbers;
    private final long unitsPerNumber;
    private final long min;
    private final long max;

    private NumberColumn(
            FieldVector vector,
            String what,
            long unitsPerNumber,
            long min,
            long max,
            DictionaryProvider dictionaries) {
        this.fieldName = vector.getName();
        this.what = what;
        // Only value() is used, which writes nothing.
        this.numbers =
                (IntegerEncoder)
                        new EncoderFactory(RowTarget.of(new WireBuffer(0)), dictionaries)
                                .create(vector, Optional.of(ColumnEncoding.NATURAL));
        this.unitsPerNumber = unitsPerNumber;
        this.min = min;
        this.max = max;
    }

    /** Times to live: whole seconds or a Duration, of which fractions of a second are cut off. */
    static NumberColumn ofTimesToLive(FieldVector vector, DictionaryProvider dictionaries) {
        ArrowType type = vector.getField().getType();
        boolean duration = type instanceof ArrowType.Duration;
        requireType(vector.getField(), duration, "a time to live", "integers and Duration");
        return new NumberColumn(
                vector,
                "a time to live in seconds",
                duration ? TimeUnits.perSecond(((ArrowType.Duration) type).getUnit()) : 1,
                duration ? 1 : RecordCommand.TTL_UNCHANGED,
                TimeToLive.MAXIMUM.toSeconds(),
                dictionaries);
    }

    /** Generations. */
    static NumberColumn ofGenerations(FieldVector vector, DictionaryProvider dictionaries) {
        requireType(vector.getField(), false, "a generation", "integers");
        return new NumberColumn(
                vector, "a generation", 1, 0, WriteOptions.MAX_GENERATION, dictionaries);
    }

    private static void requireType(
            Field field, boolean isAllowed, String what, String allowedTypes) {
        boolean integer = field.getType() instanceof ArrowType.Int && field.getDictionary() == null;
        if (!isAllowed && !integer) {
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " is "
                            + TypeNames.of(field)
                            + " and cannot be "
                            + what
                            + ". Allowed are "
                            + allowedTypes
                            + ".");
        }
    }

    String fieldName() {
        return fieldName;
    }

    boolean isNull(int row) {
        return numbers.isNull(row);
    }

    /**
     * The number of a row that has one.
     *
     * @throws UnwritableException if it is out of range
     */
    int value(int row) {
        long value = numbers.value(row) / unitsPerNumber;
        if (value < min || value > max) {
            throw new UnwritableException(
                    "is "
                            + MessageValues.shown(value, "a number out of range")
                            + "; "
                            + what
                            + " is between "
                            + min
                            + " and "
                            + max
                            + ".");
        }
        return (int) value;
    }
}
