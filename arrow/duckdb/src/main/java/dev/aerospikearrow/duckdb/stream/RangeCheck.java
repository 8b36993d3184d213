package dev.aerospikearrow.duckdb.stream;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.data.MessageValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * A check that times in record batches are in the {@link ValueRange} of a table's columns, for rows
 * that were not read here with a schema that says so: their policy is not known. For one thread.
 */
final class RangeCheck {
    /** Looks at one cell and what is inside it. */
    @FunctionalInterface
    private interface CellCheck {
        void check(int index);
    }

    /** A number out of range; the message is made where row and key are known. */
    private static final class Outside extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Field field;
        private final long value;
        private final transient ValueRange range;

        Outside(Field field, long value, ValueRange range) {
            super("out of range", null, false, false);
            this.field = field;
            this.value = value;
            this.range = range;
        }
    }

    private record Column(Field field, CellCheck cells) {}

    private final VectorSchemaRoot root;
    private final String advice;
    private final List<Column> columns = new ArrayList<>();
    private long firstRow;

    /**
     * @param root whose vectors are looked at, with each record batch that they are filled with
     * @param unused names of columns that are not looked at
     * @param advice what to do, for the message
     */
    RangeCheck(VectorSchemaRoot root, Set<String> unused, String advice) {
        this.root = root;
        this.advice = advice;
        for (FieldVector vector : root.getFieldVectors()) {
            CellCheck cells = unused.contains(vector.getName()) ? null : cells(vector);
            if (cells != null) {
                columns.add(new Column(vector.getField(), cells));
            }
        }
    }

    /**
     * Looks at the record batch that the root has now.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    void checkRecordBatch() {
        int rowCount = root.getRowCount();
        for (Column column : columns) {
            for (int row = 0; row < rowCount; row++) {
                try {
                    column.cells().check(row);
                } catch (Outside e) {
                    throw new IllegalArgumentException(message(column.field(), row, e));
                }
            }
        }
        firstRow += rowCount;
    }

    private String message(Field column, int row, Outside found) {
        String binName = column.getMetadata().get(FieldMetadata.BIN);
        return "Field "
                + column.getName()
                + (binName == null ? "" : " (bin \"" + binName + "\")")
                + " holds "
                + (MessageValues.areHidden() ? "a value" : found.value)
                + " at row "
                + (firstRow + row)
                + key(row)
                + ", but for "
                + found.field.getType()
                + " DuckDB has "
                + found.range
                + ". "
                + advice;
    }

    private String key(int row) {
        FieldVector keys = root.getVector(MetadataColumn.KEY.fieldName());
        return keys == null || keys.isNull(row) || MessageValues.areHidden()
                ? ""
                : " (key " + keys.getObject(row) + ")";
    }

    /** Null if all values fit. */
    private static @Nullable CellCheck cells(FieldVector vector) {
        Field field = vector.getField();
        if (field.getDictionary() != null) {
            return null;
        }
        Optional<ValueRange> range = ValueRange.ofTable(field.getType());
        return range.isPresent() ? numbers(vector, range.get()) : children(vector);
    }

    private static CellCheck numbers(FieldVector vector, ValueRange range) {
        Field field = vector.getField();
        int widthBytes = widthBytes(field.getType());
        return index -> {
            if (!vector.isNull(index)) {
                long value =
                        switch (widthBytes) {
                            case Integer.BYTES ->
                                    vector.getDataBuffer().getInt((long) index * Integer.BYTES);
                            case Long.BYTES ->
                                    vector.getDataBuffer().getLong((long) index * Long.BYTES);
                            default ->
                                    IntervalMonthDayNanoVector.getNanoseconds(
                                            vector.getDataBuffer(), index);
                        };
                if (!range.contains(value)) {
                    throw new Outside(field, value, range);
                }
            }
        };
    }

    private static int widthBytes(ArrowType type) {
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY ? Integer.BYTES : Long.BYTES;
        }
        if (type instanceof ArrowType.Time time) {
            return time.getBitWidth() / Byte.SIZE;
        }
        return type instanceof ArrowType.Interval
                ? IntervalMonthDayNanoVector.TYPE_WIDTH
                : Long.BYTES;
    }

    private static @Nullable CellCheck children(FieldVector vector) {
        List<CellCheck> checks = new ArrayList<>();
        for (FieldVector child : vector.getChildrenFromFields()) {
            CellCheck cells = cells(child);
            if (cells != null) {
                checks.add(cells);
            }
        }
        if (checks.isEmpty()) {
            return null;
        }
        if (vector instanceof StructVector) {
            return unlessNull(vector, index -> checks.forEach(field -> field.check(index)));
        }
        CellCheck elements = checks.get(0);
        return ListRanges.of(vector)
                .map(lists -> unlessNull(vector, index -> checkRange(elements, lists, index)))
                .orElse(null);
    }

    private static CellCheck unlessNull(FieldVector vector, CellCheck inside) {
        return index -> {
            if (!vector.isNull(index)) {
                inside.check(index);
            }
        };
    }

    private static void checkRange(CellCheck elements, ListRanges lists, int index) {
        int end = lists.end(index);
        for (int i = lists.start(index); i < end; i++) {
            elements.check(i);
        }
    }
}
