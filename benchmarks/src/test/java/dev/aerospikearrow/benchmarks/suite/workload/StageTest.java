package dev.aerospikearrow.benchmarks.suite.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {
    private static final RecordLayout SHAPE = RecordLayout.doubles(5);
    private static final int ROWS = 100;
    private static final int MISSING_ROW = 17;

    @ParameterizedTest
    @EnumSource(Stage.class)
    void outcomeOnColumnsEqualsThatOnMaps(Stage stage) {
        double ofMaps =
                stage.of(SHAPE).ofMaps(ROWS, row -> row == MISSING_ROW ? null : SHAPE.record(row));
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(SHAPE.schema(), allocator)) {
            for (int row = 0; row < ROWS; row++) {
                for (var cell : SHAPE.record(row).entrySet()) {
                    Float8Vector vector = (Float8Vector) root.getVector(cell.getKey());
                    if (row == MISSING_ROW) {
                        vector.setNull(row);
                    } else {
                        vector.setSafe(row, (Double) cell.getValue());
                    }
                }
            }
            root.setRowCount(ROWS);
            assertEquals(ofMaps, stage.of(SHAPE).ofColumns(root), Math.abs(ofMaps) * 1e-12);
        }
        assertTrue(stage == Stage.RAW_READ || ofMaps > 0, stage + " gives " + ofMaps);
    }
}
