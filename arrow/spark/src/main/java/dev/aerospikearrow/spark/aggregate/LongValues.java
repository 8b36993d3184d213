package dev.aerospikearrow.spark.aggregate;

import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** How the values of a type that are ordered as integers are read and written. */
enum LongValues {
    OF_BOOLEANS {
        @Override
        long at(ColumnVector column, int row) {
            return column.getBoolean(row) ? 1 : 0;
        }

        @Override
        void put(WritableColumnVector result, long value) {
            result.putBoolean(0, value != 0);
        }
    },
    OF_BYTES {
        @Override
        long at(ColumnVector column, int row) {
            return column.getByte(row);
        }

        @Override
        void put(WritableColumnVector result, long value) {
            result.putByte(0, (byte) value);
        }
    },
    OF_SHORTS {
        @Override
        long at(ColumnVector column, int row) {
            return column.getShort(row);
        }

        @Override
        void put(WritableColumnVector result, long value) {
            result.putShort(0, (short) value);
        }
    },
    OF_INTS {
        @Override
        long at(ColumnVector column, int row) {
            return column.getInt(row);
        }

        @Override
        void put(WritableColumnVector result, long value) {
            result.putInt(0, (int) value);
        }
    },
    OF_LONGS {
        @Override
        long at(ColumnVector column, int row) {
            return column.getLong(row);
        }

        @Override
        void put(WritableColumnVector result, long value) {
            result.putLong(0, value);
        }
    };

    /** Those of a type: integers, booleans, dates, times and intervals; empty if it has others. */
    static Optional<LongValues> of(DataType type) {
        if (type.equals(DataTypes.BooleanType)) {
            return Optional.of(OF_BOOLEANS);
        }
        if (type.equals(DataTypes.ByteType)) {
            return Optional.of(OF_BYTES);
        }
        if (type.equals(DataTypes.ShortType)) {
            return Optional.of(OF_SHORTS);
        }
        if (type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.DateType)
                || type instanceof YearMonthIntervalType) {
            return Optional.of(OF_INTS);
        }
        if (type.equals(DataTypes.LongType)
                || type.equals(DataTypes.TimestampType)
                || type.equals(DataTypes.TimestampNTZType)
                || type instanceof DayTimeIntervalType) {
            return Optional.of(OF_LONGS);
        }
        return Optional.empty();
    }

    /** The value of a row. */
    abstract long at(ColumnVector column, int row);

    /** Puts a value into the first row. */
    abstract void put(WritableColumnVector result, long value);
}
