package dev.aerospikearrow.spark.vector;

import org.apache.arrow.vector.ValueVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A Spark column over an Arrow vector: a subclass gives the values of one type, and is asked for no
 * others. Values of null rows are not asked for.
 */
abstract class ArrowBackedColumn extends ColumnVector {
    private final ValueVector vector;

    ArrowBackedColumn(DataType type, ValueVector vector) {
        super(type);
        this.vector = vector;
    }

    @Override
    public void close() {
        vector.close();
    }

    @Override
    public boolean hasNull() {
        return vector.getNullCount() > 0;
    }

    @Override
    public int numNulls() {
        return vector.getNullCount();
    }

    @Override
    public boolean isNullAt(int row) {
        return vector.isNull(row);
    }

    private UnsupportedOperationException noSuchValue(String wanted) {
        return new UnsupportedOperationException(
                "Column "
                        + vector.getName()
                        + " is "
                        + dataType().simpleString()
                        + ", so it has no values of "
                        + wanted
                        + ".");
    }

    @Override
    public boolean getBoolean(int row) {
        throw noSuchValue("boolean");
    }

    @Override
    public byte getByte(int row) {
        throw noSuchValue("tinyint");
    }

    @Override
    public short getShort(int row) {
        throw noSuchValue("smallint");
    }

    @Override
    public int getInt(int row) {
        throw noSuchValue("int");
    }

    @Override
    public long getLong(int row) {
        throw noSuchValue("bigint");
    }

    @Override
    public float getFloat(int row) {
        throw noSuchValue("float");
    }

    @Override
    public double getDouble(int row) {
        throw noSuchValue("double");
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw noSuchValue("array");
    }

    @Override
    public ColumnarMap getMap(int row) {
        throw noSuchValue("map");
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw noSuchValue("decimal");
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw noSuchValue("string");
    }

    @Override
    public byte[] getBinary(int row) {
        throw noSuchValue("binary");
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw noSuchValue("struct");
    }
}
