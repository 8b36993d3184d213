package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.protocol.wire.Quantity;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The numbers of integer vectors, of which Arrow hands out narrow unsigned ones as if signed. */
public final class IntegerValues {
    private IntegerValues() {}

    /** The number of a row that has one; that of a UInt64 is unsigned. */
    public static long at(BaseIntVector vector, int row) {
        ArrowType.Int type = (ArrowType.Int) vector.getField().getType();
        long value = vector.getValueAsLong(row);
        int spareBits = type.getIsSigned() ? 0 : Long.SIZE - type.getBitWidth();
        return value << spareBits >>> spareBits;
    }

    /** The number of a row that has one, in digits. */
    public static String text(BaseIntVector vector, int row) {
        long value = at(vector, row);
        return vector instanceof UInt8Vector ? Long.toUnsignedString(value) : Long.toString(value);
    }

    /**
     * The index of a row that has one.
     *
     * @param valueCount how many values the dictionary has
     * @throws IllegalArgumentException if the dictionary has no such value
     */
    public static int indexAt(BaseIntVector indices, int row, int valueCount) {
        long index = at(indices, row);
        if (index < 0 || index >= valueCount) {
            throw new IllegalArgumentException(
                    "Field "
                            + indices.getField().getName()
                            + " has index "
                            + index
                            + " at row "
                            + row
                            + ", but its dictionary has "
                            + Quantity.of(valueCount, "value")
                            + ".");
        }
        return (int) index;
    }
}
