package dev.aerospikearrow.spark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.util.SQLOrderingUtil;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** The accumulators that there are. */
final class Accumulators {
    private Accumulators() {}

    /** How many values there are, or records. */
    static final class OfCount implements Accumulator {
        private final boolean isOfValues;
        private long count;

        OfCount(boolean isOfValues) {
            this.isOfValues = isOfValues;
        }

        @Override
        public void add(ColumnarBatch batch, int column) {
            count += batch.numRows() - (isOfValues ? batch.column(column).numNulls() : 0);
        }

        @Override
        public void writeTo(WritableColumnVector result, int rows) {
            result.putLong(0, count);
            for (int row = 1; row < rows; row++) {
                result.putLong(row, 0);
            }
        }
    }

    /** An accumulator of the values that are not null; its result is null if there are none. */
    private abstract static class OfValues implements Accumulator {
        private boolean isEmpty = true;

        @Override
        public final void add(ColumnarBatch batch, int index) {
            ColumnVector column = batch.column(index);
            for (int row = 0; row < batch.numRows(); row++) {
                if (!column.isNullAt(row)) {
                    add(column, row);
                    isEmpty = false;
                }
            }
        }

        /** Whether the value that is being added is the first. */
        boolean isEmpty() {
            return isEmpty;
        }

        abstract void add(ColumnVector column, int row);

        @Override
        public final void writeTo(WritableColumnVector result, int rows) {
            int written = isEmpty ? 0 : rowCount();
            if (written > 0) {
                writeTo(result);
            }
            for (int row = written; row < rows; row++) {
                result.putNull(row);
            }
        }

        /** Writes the result, if there is one, into the first rows. */
        abstract void writeTo(WritableColumnVector result);
    }

    /** The smallest or largest value of those that have room in 64 bits. */
    static final class OfExtremeLong extends OfValues {
        private final LongValues values;
        private final boolean isMax;
        private long extreme;

        OfExtremeLong(LongValues values, boolean isMax) {
            this.values = values;
            this.isMax = isMax;
        }

        @Override
        void add(ColumnVector column, int row) {
            long value = values.at(column, row);
            if (isEmpty() || (isMax ? value > extreme : value < extreme)) {
                extreme = value;
            }
        }

        @Override
        void writeTo(WritableColumnVector result) {
            values.put(result, extreme);
        }
    }

    /** The smallest or largest floating-point number, of which NaN is the largest. */
    static final class OfExtremeDouble extends OfValues {
        private final DoubleValues values;
        private final boolean isMax;
        private double extreme;

        OfExtremeDouble(DoubleValues values, boolean isMax) {
            this.values = values;
            this.isMax = isMax;
        }

        @Override
        void add(ColumnVector column, int row) {
            double value = values.at(column, row);
            int order = isEmpty() ? 0 : SQLOrderingUtil.compareDoubles(value, extreme);
            if (isEmpty() || (isMax ? order > 0 : order < 0)) {
                extreme = value;
            }
        }

        @Override
        void writeTo(WritableColumnVector result) {
            values.put(result, extreme);
        }
    }

    /** The smallest or largest value of those that are objects. */
    static final class OfExtremeObject<T> extends OfValues {
        private final ObjectValues<T> values;
        private final boolean isMax;
        private @Nullable T extreme;

        OfExtremeObject(ObjectValues<T> values, boolean isMax) {
            this.values = values;
            this.isMax = isMax;
        }

        @Override
        void add(ColumnVector column, int row) {
            T value = values.at(column, row);
            T best = extreme;
            int order = best == null ? 0 : values.order().compare(value, best);
            if (best == null || (isMax ? order > 0 : order < 0)) {
                extreme = values.keeper().apply(value);
            }
        }

        @Override
        void writeTo(WritableColumnVector result) {
            values.put(result, Objects.requireNonNull(extreme));
        }
    }

    /** A sum of integers; as many as have room in 64 bits make one row. */
    static final class OfLongSum extends OfValues {
        private final LongValues values;
        private final List<Long> full = new ArrayList<>();
        private long sum;

        OfLongSum(LongValues values) {
            this.values = values;
        }

        @Override
        void add(ColumnVector column, int row) {
            long value = values.at(column, row);
            long next = sum + value;
            if (((sum ^ next) & (value ^ next)) < 0) {
                full.add(sum);
                sum = value;
            } else {
                sum = next;
            }
        }

        @Override
        public int rowCount() {
            return full.size() + 1;
        }

        @Override
        void writeTo(WritableColumnVector result) {
            for (int row = 0; row < full.size(); row++) {
                result.putLong(row, full.get(row));
            }
            result.putLong(full.size(), sum);
        }
    }

    /** A sum of floating-point numbers, one after the other, as Spark adds them up. */
    static final class OfDoubleSum extends OfValues {
        private final DoubleValues values;
        private double sum;

        OfDoubleSum(DoubleValues values) {
            this.values = values;
        }

        @Override
        void add(ColumnVector column, int row) {
            sum += values.at(column, row);
        }

        @Override
        void writeTo(WritableColumnVector result) {
            result.putDouble(0, sum);
        }
    }
}
