package dev.aerospikearrow.spark.vector;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.ValueVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Columns of texts and byte strings whose Arrow type Spark does not know. */
final class BytesColumns {
    private BytesColumns() {}

    /** Texts. */
    static final class OfText extends ArrowBackedColumn {
        private final IntFunction<byte[]> values;

        OfText(DataType type, ValueVector vector, IntFunction<byte[]> values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public @Nullable UTF8String getUTF8String(int row) {
            return isNullAt(row) ? null : UTF8String.fromBytes(values.apply(row));
        }
    }

    /** Byte strings. */
    static final class OfBytes extends ArrowBackedColumn {
        private final IntFunction<byte[]> values;

        OfBytes(DataType type, ValueVector vector, IntFunction<byte[]> values) {
            super(type, vector);
            this.values = values;
        }

        @Override
        public byte @Nullable [] getBinary(int row) {
            return isNullAt(row) ? null : values.apply(row);
        }
    }

    /** Texts that are indices into a dictionary; only the different ones take memory. */
    static final class OfDictionary extends ArrowBackedColumn {
        private final IntUnaryOperator indices;
        private final ColumnVector dictionary;

        OfDictionary(
                DataType type,
                ValueVector vector,
                IntUnaryOperator indices,
                ColumnVector dictionary) {
            super(type, vector);
            this.indices = indices;
            this.dictionary = dictionary;
        }

        @Override
        public @Nullable UTF8String getUTF8String(int row) {
            return isNullAt(row) ? null : dictionary.getUTF8String(indices.applyAsInt(row));
        }
    }
}
