package dev.aerospikearrow.spark.vector;

import dev.aerospikearrow.spark.schema.Columns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Spark columns over Arrow vectors, without copying. Where Spark's own adapter knows the vector's
 * type it is used; unsigned integers, Float16, fixed-size lists and byte strings, views,
 * dictionaries, and times of other units than microseconds have columns of ours, which widen or
 * convert each value when it is asked for.
 */
public final class SparkColumns {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MILLIS_PER_DAY = 86_400_000;

    private final DictionaryProvider dictionaries;

    private SparkColumns(DictionaryProvider dictionaries) {
        this.dictionaries = dictionaries;
    }

    /**
     * The columns of a record batch, in the order of its fields.
     *
     * @param root stays the caller's; closing a column closes its vector
     * @param schema the schema that was asked for, in which dictionaries are declared
     * @param dictionaries what dictionary-encoded fields stand for
     */
    public static ColumnVector[] of(
            VectorSchemaRoot root, Schema schema, DictionaryProvider dictionaries) {
        SparkColumns factory = new SparkColumns(dictionaries);
        List<FieldVector> vectors = root.getFieldVectors();
        ColumnVector[] columns = new ColumnVector[vectors.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = factory.column(schema.getFields().get(i), vectors.get(i));
        }
        return columns;
    }

    private ColumnVector column(Field field, ValueVector vector) {
        DataType type = Columns.sparkType(field);
        if (field.getDictionary() != null) {
            BaseIntVector indices = (BaseIntVector) vector;
            ValueVector texts = dictionaries.lookup(field.getDictionary().getId()).getVector();
            return new BytesColumns.OfDictionary(
                    type,
                    vector,
                    row -> (int) indices.getValueAsLong(row),
                    new ArrowColumnVector(texts));
        }
        return isKnownToSpark(vector) ? new ArrowColumnVector(vector) : ofOurs(type, vector);
    }

    /**
     * The scalar types that Spark's adapter takes; its lists and structs want such children only.
     */
    private static boolean isKnownToSpark(ValueVector vector) {
        return vector instanceof BitVector
                || vector instanceof TinyIntVector
                || vector instanceof SmallIntVector
                || vector instanceof IntVector
                || vector instanceof BigIntVector
                || vector instanceof Float4Vector
                || vector instanceof Float8Vector
                || vector instanceof DecimalVector
                || vector instanceof VarCharVector
                || vector instanceof LargeVarCharVector
                || vector instanceof VarBinaryVector
                || vector instanceof LargeVarBinaryVector
                || vector instanceof DateDayVector
                || vector instanceof TimeNanoVector
                || vector instanceof TimeStampVector && hasUnit(vector, TimeUnit.MICROSECOND)
                || vector instanceof DurationVector && hasUnit(vector, TimeUnit.MICROSECOND);
    }

    private static boolean hasUnit(ValueVector vector, TimeUnit unit) {
        return unitOf(vector) == unit;
    }

    private static TimeUnit unitOf(ValueVector vector) {
        ArrowType type = vector.getField().getType();
        return type instanceof ArrowType.Timestamp timestamp
                ? timestamp.getUnit()
                : ((ArrowType.Duration) type).getUnit();
    }

    private ColumnVector ofOurs(DataType type, ValueVector vector) {
        ColumnVector number = numberColumn(type, vector);
        if (number != null) {
            return number;
        }
        if (vector instanceof FixedSizeBinaryVector bytes) {
            return new BytesColumns.OfBytes(type, vector, bytes::get);
        }
        if (vector instanceof ViewVarCharVector texts) {
            return new BytesColumns.OfText(type, vector, texts::get);
        }
        if (vector instanceof ViewVarBinaryVector bytes) {
            return new BytesColumns.OfBytes(type, vector, bytes::get);
        }
        return nestedColumn(type, vector);
    }

    private static @Nullable ColumnVector numberColumn(DataType type, ValueVector vector) {
        if (vector instanceof UInt1Vector numbers) {
            return new NumberColumns.OfShort(type, vector, row -> numbers.get(row) & 0xFF);
        }
        if (vector instanceof UInt2Vector numbers) {
            return new NumberColumns.OfInt(type, vector, numbers::get);
        }
        if (vector instanceof UInt4Vector numbers) {
            return new NumberColumns.OfLong(
                    type, vector, row -> Integer.toUnsignedLong(numbers.get(row)));
        }
        if (vector instanceof UInt8Vector numbers) {
            return new NumberColumns.OfDecimal(type, vector, row -> unsigned(numbers.get(row)));
        }
        if (vector instanceof Decimal256Vector decimals) {
            return new NumberColumns.OfDecimal(type, vector, decimals::getObject);
        }
        if (vector instanceof Float2Vector halves) {
            return new NumberColumns.OfHalf(type, halves);
        }
        if (vector instanceof DateMilliVector days) {
            return new NumberColumns.OfInt(
                    type, vector, row -> (int) Math.floorDiv(days.get(row), MILLIS_PER_DAY));
        }
        IntToLongFunction time = timeValues(vector);
        return time == null ? null : new NumberColumns.OfLong(type, vector, time);
    }

    private static BigDecimal unsigned(long bits) {
        return new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
    }

    /** Times of day in nanoseconds, points in time and durations in microseconds. */
    private static @Nullable IntToLongFunction timeValues(ValueVector vector) {
        if (vector instanceof TimeSecVector times) {
            return row -> times.get(row) * 1_000_000_000L;
        }
        if (vector instanceof TimeMilliVector times) {
            return row -> times.get(row) * 1_000_000L;
        }
        if (vector instanceof TimeMicroVector times) {
            return row -> times.get(row) * 1_000L;
        }
        if (vector instanceof TimeStampVector times) {
            TimeUnit unit = unitOf(vector);
            return row -> micros(times.get(row), unit);
        }
        if (vector instanceof DurationVector durations) {
            TimeUnit unit = unitOf(vector);
            return row -> micros(DurationVector.get(durations.getDataBuffer(), row), unit);
        }
        return null;
    }

    private static long micros(long value, TimeUnit unit) {
        return switch (unit) {
            case SECOND -> Math.multiplyExact(value, MICROS_PER_SECOND);
            case MILLISECOND -> Math.multiplyExact(value, 1_000L);
            case MICROSECOND -> value;
            case NANOSECOND -> Math.floorDiv(value, 1_000L);
        };
    }

    private ColumnVector nestedColumn(DataType type, ValueVector vector) {
        if (vector instanceof MapVector map) {
            StructVector entries = (StructVector) map.getDataVector();
            return new NestedColumns.OfMap(
                    type,
                    vector,
                    row -> map.getOffsetBuffer().getInt((long) row * Integer.BYTES),
                    child(entries.getChildByOrdinal(0)),
                    child(entries.getChildByOrdinal(1)));
        }
        if (vector instanceof ListVector list) {
            return new NestedColumns.OfList(
                    type,
                    vector,
                    row -> list.getOffsetBuffer().getInt((long) row * Integer.BYTES),
                    child(list.getDataVector()));
        }
        if (vector instanceof LargeListVector list) {
            return new NestedColumns.OfList(
                    type,
                    vector,
                    row -> Math.toIntExact(list.getOffsetBuffer().getLong((long) row * Long.BYTES)),
                    child(list.getDataVector()));
        }
        if (vector instanceof FixedSizeListVector list) {
            int size = list.getListSize();
            return new NestedColumns.OfList(
                    type, vector, row -> row * size, child(list.getDataVector()));
        }
        if (vector instanceof StructVector struct) {
            List<ColumnVector> fields = new ArrayList<>();
            for (FieldVector field : struct.getChildrenFromFields()) {
                fields.add(child(field));
            }
            return new NestedColumns.OfStruct(type, vector, fields);
        }
        throw new IllegalArgumentException(
                "Field " + vector.getField() + " cannot be a column of Spark.");
    }

    private ColumnVector child(ValueVector vector) {
        return column(vector.getField(), vector);
    }
}
