package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of a dataset as record batches to be written, each with a column of user keys. */
final class ColumnBatches implements AutoCloseable {
    static final String KEY = "user_key";

    private final int rowsPerBatch;
    private final List<VectorSchemaRoot> batches = new ArrayList<>();

    ColumnBatches(Dataset data, int rowsPerBatch, BufferAllocator allocator) {
        this.rowsPerBatch = rowsPerBatch;
        List<Field> fields = new ArrayList<>();
        ArrowType keyType =
                data.keys().areIntegers()
                        ? new ArrowType.Int(Long.SIZE, true)
                        : ArrowType.Utf8.INSTANCE;
        fields.add(Field.nullable(KEY, keyType));
        data.shape().columns().forEach(column -> fields.add(column.field().orElseThrow()));
        for (int first = 0; first + rowsPerBatch <= data.rows(); first += rowsPerBatch) {
            batches.add(batch(data, new Schema(fields), first, allocator));
        }
    }

    private VectorSchemaRoot batch(
            Dataset data, Schema schema, int first, BufferAllocator allocator) {
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        root.getFieldVectors().forEach(FieldVector::allocateNew);
        for (int i = 0; i < rowsPerBatch; i++) {
            set(root.getVector(KEY), i, data.key(first + i));
            Map<String, Object> record = data.shape().record(first + i);
            for (BinColumn column : data.shape().columns()) {
                Object value = Objects.requireNonNull(record.get(column.name()));
                set(root.getVector(column.name()), i, value);
            }
        }
        root.setRowCount(rowsPerBatch);
        return root;
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector integers) {
            integers.setSafe(row, (Long) value);
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, (Double) value);
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(row, (byte[]) value);
        } else {
            throw new IllegalArgumentException("Nothing writes " + vector.getField() + " here.");
        }
    }

    /** The batch that starts with that row. */
    VectorSchemaRoot from(int firstRow) {
        return batches.get(firstRow / rowsPerBatch);
    }

    @Override
    public void close() {
        batches.forEach(VectorSchemaRoot::close);
    }
}
