package dev.aerospikearrow.columnar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** An allocator per test that fails the test if anything is left in it. */
public abstract class ColumnTest {
    public static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");
    public static final ArrowType INT64 = new ArrowType.Int(64, true);
    public static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;

    protected final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftInTheAllocator() {
        allocator.close();
    }

    public static Field field(String name, ArrowType type, Field... children) {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }

    public static Schema schema(Field... fields) {
        return new Schema(List.of(fields));
    }

    /** What a column holds, as Arrow's own accessors return it. */
    public static List<@Nullable Object> values(ColumnarBatch batch, String fieldName) {
        FieldVector vector = batch.vector(fieldName);
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            values.add(vector.getObject(row));
        }
        return values;
    }

    /** A list that may have nulls. */
    public static List<@Nullable Object> nullable(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
