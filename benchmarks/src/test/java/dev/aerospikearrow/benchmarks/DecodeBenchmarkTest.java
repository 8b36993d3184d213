package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchRowDecoding;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.read.VectorDecoding;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecodeBenchmarkTest {
    @ParameterizedTest
    @EnumSource(SampleTable.Shape.class)
    void cellsDecodedIntoVectorsEqualTheTable(SampleTable.Shape shape) {
        SampleTable table = SampleTable.of(shape, 1_200);
        BatchReply reply = BatchReply.of(table, BatchReply.RowOrder.SHUFFLED);
        try (VectorDecoding decoding =
                        VectorDecoding.of(
                                SampleTable.NAMESPACE,
                                table.setName(),
                                table.digests(),
                                table.schema());
                ColumnarBatch batch = decoding.decode(reply::decodeInto)) {
            assertEquals(table.rowCount(), batch.counts().found());
            for (int column = 0; column < table.columns().size(); column++) {
                FieldVector vector = batch.root().getVector(column);
                for (int row = 0; row < table.rowCount(); row++) {
                    // Text, as Arrow hands strings out, equals no String.
                    Object found = vector.getObject(row);
                    Object expected = table.value(row, column);
                    assertEquals(expected.toString(), found.toString());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleTable.Shape.class)
    void cellsDecodedIntoRowsOfTheMapApiEqualTheTable(SampleTable.Shape shape) {
        SampleTable table = SampleTable.of(shape, 1_200);
        BatchReply reply = BatchReply.of(table, BatchReply.RowOrder.SHUFFLED);
        List<BatchRow> rows =
                new BatchRowDecoding(
                                SampleTable.NAMESPACE,
                                table.setName(),
                                table.keys(0, table.rowCount()),
                                table.binNames())
                        .decode(reply::decodeInto);
        for (int row = 0; row < table.rowCount(); row++) {
            assertEquals(table.cells(row), rows.get(row).record().orElseThrow().bins());
        }
    }

    @Test
    void everyBenchmarkSeesEveryRow() {
        DecodeBenchmark benchmark = new DecodeBenchmark();
        benchmark.makeReply();
        Volume volume = new Volume();
        assertEquals(DecodeBenchmark.ROWS * 5 * 8L, benchmark.nothing(volume));
        assertEquals(DecodeBenchmark.ROWS, benchmark.hashMaps(volume).size());
        assertEquals(DecodeBenchmark.ROWS, benchmark.maps(volume).size());
        assertEquals(DecodeBenchmark.ROWS, benchmark.vectors(volume));
        assertEquals(DecodeBenchmark.ROWS, benchmark.walkedVectors(volume));
        benchmark.close();
    }
}
