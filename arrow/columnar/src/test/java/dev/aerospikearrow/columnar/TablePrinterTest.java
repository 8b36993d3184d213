package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.columnar.read.BatchReply;
import dev.aerospikearrow.columnar.read.DecodingTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class TablePrinterTest extends DecodingTest {
    private static final Schema SCHEMA =
            schema(
                    field("price", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    field("name", UTF8),
                    field("tags", ArrowType.List.INSTANCE, field("item", INT64)));

    private static BatchReply reply() {
        return new BatchReply()
                .found(0, Map.of("price", 12.5, "name", "Zürich", "tags", Arrays.asList(1L, null)))
                .found(1, Map.of("price", -1.0, "name", "null"))
                .found(2, Map.of("name", "世界\nof long names", "tags", List.of()));
    }

    @Test
    void numbersAreOnTheRightNullIsDistinctAndLongCellsAreCut() {
        try (ColumnarBatch batch = read(keys(3), SCHEMA, reply())) {
            assertEquals(
                    """
                    ┌─────────┬─────────────┬─────────────┐
                    │   price │ name        │ tags        │
                    │ Float64 │ Utf8        │ List<Int64> │
                    ├─────────┼─────────────┼─────────────┤
                    │    12.5 │ Zürich      │ [1, null]   │
                    │    -1.0 │ "null"      │ null        │
                    │    null │ 世界␣of lo… │ []          │
                    └─────────┴─────────────┴─────────────┘
                    3 rows
                    """,
                    TablePrinter.DEFAULT.withMaxColumnWidth(11).format(batch));
        }
    }

    @Test
    void rowsAndColumnsForWhichThereIsNoRoomAreNamed() {
        try (ColumnarBatch batch = read(keys(3), SCHEMA, reply())) {
            assertEquals(
                    """
                    ┌─────────┐
                    │   price │
                    │ Float64 │
                    ├─────────┤
                    │    12.5 │
                    └─────────┘
                    first 1 of 3 rows, not shown: name, tags
                    """,
                    TablePrinter.DEFAULT.withMaxRows(1).withMaxWidth(19).format(batch.root()));
        }
    }

    @Test
    void indicesAreLookedUpAtAnyDepthAndNamedWhereTheDictionaryIsNotThere() {
        ArrowType.Int uint8 = new ArrowType.Int(8, false);
        DictionaryEncoding encoding = new DictionaryEncoding(7, false, uint8);
        Field element = new Field("item", new FieldType(true, uint8, encoding), null);
        Field field = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
        try (BigIntVector values = new BigIntVector("values", allocator);
                ListVector list = (ListVector) field.createVector(allocator)) {
            for (int i = 0; i < 201; i++) {
                values.setSafe(i, i * 1_000L);
            }
            values.setValueCount(201);
            UInt1Vector indices = (UInt1Vector) list.getDataVector();
            list.startNewValue(0);
            indices.setSafe(0, 200);
            list.endValue(0, 1);
            list.setValueCount(1);
            Dictionary dictionary = new Dictionary(values, encoding);
            assertEquals(
                    "[200000]", TablePrinter.cell(list, new MapDictionaryProvider(dictionary), 0));
            assertEquals(
                    "[index 200 of dictionary 7]",
                    TablePrinter.cell(list, new MapDictionaryProvider(), 0));
        }
    }
}
