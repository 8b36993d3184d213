package dev.aerospikearrow.spark.vector;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.ValueVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.jspecify.annotations.Nullable;

/** Columns of lists, maps and structs, whose children may be of any type that columns have. */
final class NestedColumns {
    private NestedColumns() {}

    /** Lists: row {@code i} has the elements from its offset up to that of row {@code i + 1}. */
    static final class OfList extends ArrowBackedColumn {
        private final IntUnaryOperator offsets;
        private final ColumnVector elements;

        OfList(DataType type, ValueVector vector, IntUnaryOperator offsets, ColumnVector elements) {
            super(type, vector);
            this.offsets = offsets;
            this.elements = elements;
        }

        @Override
        public @Nullable ColumnarArray getArray(int row) {
            if (isNullAt(row)) {
                return null;
            }
            int start = offsets.applyAsInt(row);
            return new ColumnarArray(elements, start, offsets.applyAsInt(row + 1) - start);
        }

        @Override
        public void close() {
            elements.close();
            super.close();
        }
    }

    /** Maps, with offsets like those of lists. */
    static final class OfMap extends ArrowBackedColumn {
        private final IntUnaryOperator offsets;
        private final ColumnVector keys;
        private final ColumnVector values;

        OfMap(
                DataType type,
                ValueVector vector,
                IntUnaryOperator offsets,
                ColumnVector keys,
                ColumnVector values) {
            super(type, vector);
            this.offsets = offsets;
            this.keys = keys;
            this.values = values;
        }

        @Override
        public @Nullable ColumnarMap getMap(int row) {
            if (isNullAt(row)) {
                return null;
            }
            int start = offsets.applyAsInt(row);
            return new ColumnarMap(keys, values, start, offsets.applyAsInt(row + 1) - start);
        }

        @Override
        public void close() {
            keys.close();
            values.close();
            super.close();
        }
    }

    /** Structs. */
    static final class OfStruct extends ArrowBackedColumn {
        private final List<ColumnVector> fields;

        OfStruct(DataType type, ValueVector vector, List<ColumnVector> fields) {
            super(type, vector);
            this.fields = fields;
        }

        @Override
        public ColumnVector getChild(int ordinal) {
            return fields.get(ordinal);
        }

        @Override
        public void close() {
            fields.forEach(ColumnVector::close);
            super.close();
        }
    }
}
