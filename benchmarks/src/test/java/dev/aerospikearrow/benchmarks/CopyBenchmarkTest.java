package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CopyBenchmarkTest {
    @Test
    void doublesAreWhereTheyBelong() {
        CopyBenchmark benchmark = new CopyBenchmark();
        benchmark.makeReply();
        benchmark.copied(new Volume());
        SampleTable table = SampleTable.of(SampleTable.Shape.DOUBLES_5, DecodeBenchmark.ROWS);
        for (int row = 0; row < table.rowCount(); row++) {
            for (int column = 0; column < 5; column++) {
                assertEquals(table.value(row, column), benchmark.value(row, column));
            }
        }
        benchmark.close();
    }
}
