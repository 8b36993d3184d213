package dev.aerospikearrow.spark.aggregate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How the values of a type that are objects are read, ordered as Spark orders them, and written.
 *
 * @param reader gives the value of a row
 * @param keeper makes it last longer than its record batch
 * @param bytes what a result has of it
 */
record ObjectValues<T>(
        Reader<T> reader, Comparator<T> order, UnaryOperator<T> keeper, Function<T, byte[]> bytes) {
    private static final ObjectValues<UTF8String> OF_TEXTS =
            new ObjectValues<>(
                    ColumnVector::getUTF8String,
                    UTF8String::compareTo,
                    UTF8String::copy,
                    UTF8String::getBytes);
    private static final ObjectValues<byte[]> OF_BINARIES =
            new ObjectValues<>(
                    ColumnVector::getBinary,
                    Arrays::compareUnsigned,
                    UnaryOperator.identity(),
                    Function.identity());

    /** Gives the value of a row. */
    interface Reader<T> {
        T at(ColumnVector column, int row);
    }

    /** Those of a type: texts whose bytes are compared, and binary; empty if it has others. */
    static Optional<ObjectValues<?>> of(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return Optional.of(OF_TEXTS);
        }
        return type.equals(DataTypes.BinaryType) ? Optional.of(OF_BINARIES) : Optional.empty();
    }

    /** Looks for the smallest or largest of them. */
    Accumulator extreme(boolean isMax) {
        return new Accumulators.OfExtremeObject<>(this, isMax);
    }

    T at(ColumnVector column, int row) {
        return reader.at(column, row);
    }

    /** Puts a value into the first row. */
    void put(WritableColumnVector result, T value) {
        result.putByteArray(0, bytes.apply(value));
    }
}
