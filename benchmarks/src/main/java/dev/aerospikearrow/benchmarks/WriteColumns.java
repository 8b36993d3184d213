package dev.aerospikearrow.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The first rows of a table of doubles as Arrow vectors, with a column of keys: what is to be
 * written. Written again and again, it changes nothing but generations.
 */
final class WriteColumns implements AutoCloseable {
    /** The column of keys. */
    static final String KEY = "id";

    private final BufferAllocator allocator = new RootAllocator();
    private final VectorSchemaRoot root;
    private final BigIntVector keys;
    private final List<Float8Vector> values = new ArrayList<>();

    private WriteColumns(SampleTable table, int rows) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.notNullable(KEY, new ArrowType.Int(Long.SIZE, true)));
        fields.addAll(table.schema().getFields());
        root = VectorSchemaRoot.create(new Schema(fields), allocator);
        keys = (BigIntVector) root.getVector(KEY);
        for (FieldVector vector : root.getFieldVectors()) {
            vector.setInitialCapacity(rows);
            if (vector instanceof Float8Vector doubles) {
                values.add(doubles);
            }
        }
        for (int row = 0; row < rows; row++) {
            keys.setSafe(row, row);
            for (int column = 0; column < values.size(); column++) {
                values.get(column).setSafe(row, (Double) table.value(row, column));
            }
        }
        root.setRowCount(rows);
    }

    /**
     * The first {@code rows} rows of a table whose bins are doubles.
     *
     * @throws IllegalArgumentException if it has other bins
     */
    static WriteColumns of(SampleTable table, int rows) {
        boolean allDoubles =
                table.columns().stream()
                        .allMatch(column -> column.type() == SampleColumn.Type.FLOAT64);
        if (!allDoubles) {
            throw new IllegalArgumentException(
                    "Columns of doubles are expected, but " + table.setName() + " has others.");
        }
        return new WriteColumns(table, rows);
    }

    VectorSchemaRoot root() {
        return root;
    }

    int rowCount() {
        return root.getRowCount();
    }

    long key(int row) {
        return keys.get(row);
    }

    String name(int column) {
        return values.get(column).getName();
    }

    double value(int row, int column) {
        return values.get(column).get(row);
    }

    @Override
    public void close() {
        root.close();
        allocator.close();
    }
}
