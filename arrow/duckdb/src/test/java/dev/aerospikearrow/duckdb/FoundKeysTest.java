package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoundKeysTest {
    private static final int OK = 0;
    private static final int NOT_FOUND = 2;
    private static final int DEVICE_OVERLOAD = 18;

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft() {
        allocator.close();
    }

    private void add(FoundKeys keys, int... codes) {
        Schema schema =
                FoundKeys.withCode(
                        new Schema(List.of(Field.nullable("__key", new ArrowType.Int(64, true)))));
        try (VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator)) {
            for (int row = 0; row < codes.length; row++) {
                ((BigIntVector) batch.getVector("__key")).setSafe(row, 100 + row);
                ((IntVector) batch.getVector("__result_code")).setSafe(row, codes[row]);
            }
            batch.setRowCount(codes.length);
            keys.add(batch);
        }
    }

    @Test
    void nothingWasFoundIfEachKeyIsMissing() {
        FoundKeys keys = new FoundKeys(false);
        add(keys, ColumnarBatch.NULL_KEY);
        assertFalse(keys.isNothing(), "there was no key");
        add(keys, NOT_FOUND, NOT_FOUND);
        assertTrue(keys.isNothing());
        add(keys, NOT_FOUND, OK);
        assertFalse(keys.isNothing());
    }

    @Test
    void recordThatCannotBeReadIsNoMissingOne() {
        FoundKeys keys = new FoundKeys(false);
        add(keys, OK, NOT_FOUND);
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> add(keys, OK, ColumnarBatch.NULL_KEY, DEVICE_OVERLOAD));
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "The record of the key in row 4, 102, cannot be read: 18"
                                        + " DEVICE_OVERLOAD"),
                e.getMessage());
        assertTrue(e.getMessage().contains("metadata := true"), e.getMessage());
    }

    @Test
    void whoSeesTheCodesGetsARowOfNulls() {
        FoundKeys keys = new FoundKeys(true);
        add(keys, DEVICE_OVERLOAD, NOT_FOUND);
        assertTrue(keys.isNothing());
    }
}
