package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.Test;

class FillBenchmarkTest {
    @Test
    void columnEqualsTheVectorOfTheBaseline() {
        FillBenchmark benchmark = new FillBenchmark();
        benchmark.layOut();
        try (VarCharVector vector = benchmark.vector();
                VarCharVector expected = benchmark.arrowVector()) {
            assertEquals(FillBenchmark.ROWS, vector.getValueCount());
            for (int row = 0; row < FillBenchmark.ROWS; row++) {
                assertEquals(expected.getObject(row), vector.getObject(row));
            }
        }
        benchmark.close();
    }
}
