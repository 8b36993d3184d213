package dev.aerospikearrow.spark.vector;

import java.math.BigDecimal;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Columns of numbers whose Arrow type Spark does not know: wider ones, or of another unit. */
final class NumberColumns {
    private NumberColumns() {}

    /** Values of 16 bits. */
    static final class OfShort extends ArrowBackedColumn {
        private final IntUnaryOperator values;

        OfShort(DataType type, ValueVector vector, IntUnaryOperator values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public short getShort(int row) {
            return (short) values.applyAsInt(row);
        }
    }

    /** Values of 32 bits: integers, and days. */
    static final class OfInt extends ArrowBackedColumn {
        private final IntUnaryOperator values;

        OfInt(DataType type, ValueVector vector, IntUnaryOperator values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public int getInt(int row) {
            return values.applyAsInt(row);
        }
    }

    /** Values of 64 bits: integers, and times. */
    static final class OfLong extends ArrowBackedColumn {
        private final IntToLongFunction values;

        OfLong(DataType type, ValueVector vector, IntToLongFunction values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public long getLong(int row) {
            return values.applyAsLong(row);
        }
    }

    /** Float16 as float. */
    static final class OfHalf extends ArrowBackedColumn {
        private final Float2Vector halves;

        OfHalf(DataType type, Float2Vector vector) {
            super(type, vector);
            halves = vector;
        }

        @Override
        public float getFloat(int row) {
            return halves.getValueAsFloat(row);
        }
    }

    /** Decimals. */
    static final class OfDecimal extends ArrowBackedColumn {
        private final IntFunction<BigDecimal> values;

        OfDecimal(DataType type, ValueVector vector, IntFunction<BigDecimal> values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public Decimal getDecimal(int row, int precision, int scale) {
            // Spark's generated code also asks for null rows.
            return isNullAt(row) ? null : Decimal.apply(values.apply(row), precision, scale);
        }
    }
}
