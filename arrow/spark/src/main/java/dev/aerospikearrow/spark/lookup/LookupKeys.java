package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.data.SetName;
import java.util.HexFormat;
import java.util.function.IntToLongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The values of a column as keys. A null is a row of nulls, which is not looked up. */
final class LookupKeys {
    private LookupKeys() {}

    static boolean isKeyType(DataType type) {
        return isInteger(type) || type instanceof StringType || type instanceof BinaryType;
    }

    private static boolean isInteger(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType;
    }

    /** The type of keys as Arrow has it. */
    static ArrowType arrowType(DataType type) {
        if (isInteger(type)) {
            return new ArrowType.Int(Long.SIZE, true);
        }
        return type instanceof StringType ? ArrowType.Utf8.INSTANCE : ArrowType.Binary.INSTANCE;
    }

    static BatchKeys read(
            ColumnVector column,
            int from,
            int count,
            String namespace,
            String setName,
            BufferAllocator allocator) {
        if (isInteger(column.dataType()) && !column.hasNull()) {
            IntToLongFunction values = integers(column);
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                keys[i] = values.applyAsLong(from + i);
            }
            return BatchKeys.of(SetName.of(namespace, setName), keys);
        }
        try (ValueVector keys = vector(column, from, count, allocator)) {
            return BatchKeys.of(SetName.of(namespace, setName), keys);
        }
    }

    /** A row's key for people. */
    static String text(ColumnVector column, int row) {
        if (isInteger(column.dataType())) {
            return Long.toString(integers(column).applyAsLong(row));
        }
        return column.dataType() instanceof StringType
                ? column.getUTF8String(row).toString()
                : HexFormat.of().formatHex(column.getBinary(row));
    }

    private static IntToLongFunction integers(ColumnVector column) {
        DataType type = column.dataType();
        if (type instanceof LongType) {
            return column::getLong;
        }
        if (type instanceof IntegerType) {
            return column::getInt;
        }
        return type instanceof ShortType ? column::getShort : column::getByte;
    }

    private static ValueVector vector(
            ColumnVector column, int from, int count, BufferAllocator allocator) {
        DataType type = column.dataType();
        if (isInteger(type)) {
            IntToLongFunction values = integers(column);
            return filled(
                    new BigIntVector("key", allocator),
                    column,
                    from,
                    count,
                    (vector, i) -> vector.setSafe(i, values.applyAsLong(from + i)));
        }
        if (type instanceof StringType) {
            return filled(
                    new VarCharVector("key", allocator),
                    column,
                    from,
                    count,
                    (vector, i) -> vector.setSafe(i, column.getUTF8String(from + i).getBytes()));
        }
        return filled(
                new VarBinaryVector("key", allocator),
                column,
                from,
                count,
                (vector, i) -> vector.setSafe(i, column.getBinary(from + i)));
    }

    /** Puts the value of one row into a vector. */
    @FunctionalInterface
    private interface Setter<V> {
        void set(V vector, int index);
    }

    private static <V extends ValueVector> V filled(
            V vector, ColumnVector column, int from, int count, Setter<V> setter) {
        @Nullable V failed = vector;
        try {
            vector.setInitialCapacity(count);
            vector.allocateNew();
            for (int i = 0; i < count; i++) {
                if (!column.isNullAt(from + i)) {
                    setter.set(vector, i);
                }
            }
            vector.setValueCount(count);
            failed = null;
            return vector;
        } finally {
            if (failed != null) {
                failed.close();
            }
        }
    }
}
