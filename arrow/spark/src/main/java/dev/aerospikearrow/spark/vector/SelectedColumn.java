package dev.aerospikearrow.spark.vector;

import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Chosen rows of another column, in any order, without copying. Closing it leaves the other column
 * as it is, which others may still choose from.
 */
public final class SelectedColumn extends ColumnVector {
    private final ColumnVector column;
    private final int[] rows;

    private SelectedColumn(ColumnVector column, int[] rows) {
        super(column.dataType());
        this.column = column;
        this.rows = rows;
    }

    /**
     * Chosen rows of a column.
     *
     * @param rows for each row of the result, the row of the column; null for the column as it is
     */
    public static ColumnVector of(ColumnVector column, int @Nullable [] rows) {
        return rows == null ? column : new SelectedColumn(column, rows);
    }

    @Override
    public void close() {}

    @Override
    public boolean hasNull() {
        return numNulls() > 0;
    }

    @Override
    public int numNulls() {
        if (!column.hasNull()) {
            return 0;
        }
        int nulls = 0;
        for (int row : rows) {
            nulls += column.isNullAt(row) ? 1 : 0;
        }
        return nulls;
    }

    @Override
    public boolean isNullAt(int row) {
        return column.isNullAt(rows[row]);
    }

    @Override
    public boolean getBoolean(int row) {
        return column.getBoolean(rows[row]);
    }

    @Override
    public byte getByte(int row) {
        return column.getByte(rows[row]);
    }

    @Override
    public short getShort(int row) {
        return column.getShort(rows[row]);
    }

    @Override
    public int getInt(int row) {
        return column.getInt(rows[row]);
    }

    @Override
    public long getLong(int row) {
        return column.getLong(rows[row]);
    }

    @Override
    public float getFloat(int row) {
        return column.getFloat(rows[row]);
    }

    @Override
    public double getDouble(int row) {
        return column.getDouble(rows[row]);
    }

    @Override
    public ColumnarArray getArray(int row) {
        return column.getArray(rows[row]);
    }

    @Override
    public ColumnarMap getMap(int row) {
        return column.getMap(rows[row]);
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        return column.getDecimal(rows[row], precision, scale);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        return column.getUTF8String(rows[row]);
    }

    @Override
    public byte[] getBinary(int row) {
        return column.getBinary(rows[row]);
    }

    /** Intervals have their months and so on in children, which are chosen from here. */
    @Override
    public CalendarInterval getInterval(int row) {
        return column.getInterval(rows[row]);
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return new SelectedColumn(column.getChild(ordinal), rows);
    }
}
