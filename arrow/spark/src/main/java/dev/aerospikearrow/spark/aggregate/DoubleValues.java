package dev.aerospikearrow.spark.aggregate;

import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/** How the values of a type of floating-point numbers are read and written. */
enum DoubleValues {
    OF_FLOATS {
        @Override
        double at(ColumnVector column, int row) {
            return column.getFloat(row);
        }

        @Override
        void put(WritableColumnVector result, double value) {
            result.putFloat(0, (float) value);
        }
    },
    OF_DOUBLES {
        @Override
        double at(ColumnVector column, int row) {
            return column.getDouble(row);
        }

        @Override
        void put(WritableColumnVector result, double value) {
            result.putDouble(0, value);
        }
    };

    /** Those of a type; empty if it has others. */
    static Optional<DoubleValues> of(DataType type) {
        if (type.equals(DataTypes.FloatType)) {
            return Optional.of(OF_FLOATS);
        }
        return type.equals(DataTypes.DoubleType) ? Optional.of(OF_DOUBLES) : Optional.empty();
    }

    /** The value of a row. */
    abstract double at(ColumnVector column, int row);

    /** Puts a value into the first row. */
    abstract void put(WritableColumnVector result, double value);
}
