package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.BatchReply.RowOrder;
import dev.aerospikearrow.benchmarks.BatchReply.Variety;
import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchReplyTest {
    @ParameterizedTest
    @EnumSource(Shape.class)
    void cellsDecodedIntoMapsEqualTheTable(Shape shape) {
        SampleTable table = SampleTable.of(shape, 1_200);
        for (RowOrder order : RowOrder.values()) {
            HashMapTaker taker = new HashMapTaker(table.rowCount());
            BatchReply reply = BatchReply.of(table, order);
            reply.decodeInto(reply.binNames(), taker);
            for (int row = 0; row < table.rowCount(); row++) {
                assertEquals(table.cells(row), taker.rows().get(row), "row " + row);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void countingTakerSeesEveryCellOnce(Shape shape) {
        SampleTable table = SampleTable.of(shape, 1_200);
        CountingTaker taker = new CountingTaker();
        BatchReply reply = BatchReply.of(table, RowOrder.AS_ASKED);
        reply.decodeInto(reply.binNames(), taker);
        assertEquals(1_200, taker.recordCount());
        assertEquals(1_200L * table.columns().size(), taker.binCount());
    }

    @ParameterizedTest
    @EnumSource(Variety.class)
    void recordsHaveAsManyKindsAsTheVarietySays(Variety variety) {
        SampleTable table = SampleTable.of(Shape.DOUBLES_5, 1_200);
        HashMapTaker taker = new HashMapTaker(table.rowCount());
        BatchReply reply = BatchReply.of(table, RowOrder.AS_ASKED, variety);
        reply.decodeInto(reply.binNames(), taker);
        Set<Set<String>> kinds = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            Map<String, Object> expected = table.cells(row);
            Map<String, Object> found = taker.rows().get(row);
            if (variety == Variety.SOME_MISSING && row % 20 == 7) {
                assertNull(found);
                continue;
            }
            expected.keySet().retainAll(found.keySet());
            assertEquals(expected, found, "row " + row);
            kinds.add(found.keySet());
        }
        int expected =
                switch (variety) {
                    case ALIKE, SOME_MISSING -> 1;
                    case TWO_IN_TURN -> 2;
                    case TEN_IN_TURN -> 10;
                    case ANY -> 31;
                };
        assertEquals(expected, kinds.size());
    }

    @Test
    void framesAreAsLargeAsThoseOfANode() {
        // Rows of 50 bytes, of which a node puts 2,620 into a frame.
        BinColumn column = new BinColumn("temperature_", BinKind.DOUBLE, 0);
        RecordLayout shape = new RecordLayout("one double", List.of(column), 6_000);
        SampleTable table = new SampleTable("any", shape, 6_000);
        BatchReply reply = BatchReply.of(table, RowOrder.AS_ASKED);
        assertEquals(
                List.of(131_008, 131_008, 38_008, 30),
                reply.frames().stream().map(frame -> frame.length).toList());
    }

    @Test
    void stringsHaveAboutTwelveBytes() {
        SampleTable table = SampleTable.of(Shape.MIXED_6, 10_000);
        int[] lengths =
                IntStream.range(0, table.rowCount())
                        .map(row -> ((String) table.value(row, 2)).length())
                        .toArray();
        double mean = Arrays.stream(lengths).average().orElse(0);
        assertTrue(mean > 11.9 && mean < 12.1, "mean length " + mean);
    }
}
