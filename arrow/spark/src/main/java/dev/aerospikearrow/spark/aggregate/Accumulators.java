package dev.aerospikearrow.spark.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.util.SQLOrderingUtil;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The accumulators that there are. */
final class Accumulators {
    private Accumulators() {}

    private static long whole(ColumnVector column, DataType type, int row) {
        if (type.equals(DataTypes.ByteType)) {
            return column.getByte(row);
        }
        if (type.equals(DataTypes.ShortType)) {
            return column.getShort(row);
        }
        return isOfFourBytes(type) ? column.getInt(row) : column.getLong(row);
    }

    private static boolean isOfFourBytes(DataType type) {
        return type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType);
    }

    private static double number(ColumnVector column, DataType type, int row) {
        return type.equals(DataTypes.FloatType) ? column.getFloat(row) : column.getDouble(row);
    }

    private static void putNulls(WritableColumnVector result, int from, int rows) {
        for (int row = from; row < rows; row++) {
            result.putNull(row);
        }
    }

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

    /** The smallest or largest integer, date or time. */
    static final class OfExtremeLong implements Accumulator {
        private final DataType type;
        private final boolean isMax;
        private boolean isEmpty = true;
        private long extreme;

        OfExtremeLong(DataType type, boolean isMax) {
            this.type = type;
            this.isMax = isMax;
        }

        @Override
        public void add(ColumnarBatch batch, int index) {
            ColumnVector column = batch.column(index);
            for (int row = 0; row < batch.numRows(); row++) {
                if (!column.isNullAt(row)) {
                    long value = whole(column, type, row);
                    if (isEmpty || (isMax ? value > extreme : value < extreme)) {
                        extreme = value;
                        isEmpty = false;
                    }
                }
            }
        }

        @Override
        public void writeTo(WritableColumnVector result, int rows) {
            putNulls(result, isEmpty ? 0 : 1, rows);
            if (isEmpty) {
                return;
            }
            if (type.equals(DataTypes.ByteType)) {
                result.putByte(0, (byte) extreme);
            } else if (type.equals(DataTypes.ShortType)) {
                result.putShort(0, (short) extreme);
            } else if (isOfFourBytes(type)) {
                result.putInt(0, (int) extreme);
            } else {
                result.putLong(0, extreme);
            }
        }
    }

    /** The smallest or largest floating-point number, of which NaN is the largest. */
    static final class OfExtremeDouble implements Accumulator {
        private final DataType type;
        private final boolean isMax;
        private boolean isEmpty = true;
        private double extreme;

        OfExtremeDouble(DataType type, boolean isMax) {
            this.type = type;
            this.isMax = isMax;
        }

        @Override
        public void add(ColumnarBatch batch, int index) {
            ColumnVector column = batch.column(index);
            for (int row = 0; row < batch.numRows(); row++) {
                if (!column.isNullAt(row)) {
                    double value = number(column, type, row);
                    int order = isEmpty ? 0 : SQLOrderingUtil.compareDoubles(value, extreme);
                    if (isEmpty || (isMax ? order > 0 : order < 0)) {
                        extreme = value;
                        isEmpty = false;
                    }
                }
            }
        }

        @Override
        public void writeTo(WritableColumnVector result, int rows) {
            putNulls(result, isEmpty ? 0 : 1, rows);
            if (isEmpty) {
                return;
            }
            if (type.equals(DataTypes.FloatType)) {
                result.putFloat(0, (float) extreme);
            } else {
                result.putDouble(0, extreme);
            }
        }
    }

    /** A sum of integers; as many as have room in 64 bits make one row. */
    static final class OfLongSum implements Accumulator {
        private final DataType type;
        private final List<Long> full = new ArrayList<>();
        private boolean isEmpty = true;
        private long sum;

        OfLongSum(DataType type) {
            this.type = type;
        }

        @Override
        public void add(ColumnarBatch batch, int index) {
            ColumnVector column = batch.column(index);
            for (int row = 0; row < batch.numRows(); row++) {
                if (!column.isNullAt(row)) {
                    add(whole(column, type, row));
                }
            }
        }

        private void add(long value) {
            isEmpty = false;
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
        public void writeTo(WritableColumnVector result, int rows) {
            for (int row = 0; row < full.size(); row++) {
                result.putLong(row, full.get(row));
            }
            if (!isEmpty) {
                result.putLong(full.size(), sum);
            }
            putNulls(result, isEmpty ? 0 : full.size() + 1, rows);
        }
    }

    /** A sum of floating-point numbers, one after the other, as Spark adds them up. */
    static final class OfDoubleSum implements Accumulator {
        private final DataType type;
        private boolean isEmpty = true;
        private double sum;

        OfDoubleSum(DataType type) {
            this.type = type;
        }

        @Override
        public void add(ColumnarBatch batch, int index) {
            ColumnVector column = batch.column(index);
            for (int row = 0; row < batch.numRows(); row++) {
                if (!column.isNullAt(row)) {
                    sum += number(column, type, row);
                    isEmpty = false;
                }
            }
        }

        @Override
        public void writeTo(WritableColumnVector result, int rows) {
            putNulls(result, isEmpty ? 0 : 1, rows);
            if (!isEmpty) {
                result.putDouble(0, sum);
            }
        }
    }
}
