package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.SetName;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/type-mapping.md. */
final class TypesGuide {
    private TypesGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void dictionary(ColumnarClient client) {
        long[] keys = {28, 31, 77};
        // begin dictionary
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(16, true));
        Field origin =
                new Field(
                        "origin",
                        new FieldType(true, ArrowType.Utf8.INSTANCE, encoding),
                        List.of());
        Schema schema = new Schema(List.of(origin));
        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            System.out.println(flights.root().getSchema().findField("origin").getType());
            System.out.println(flights.dictionaries().lookup(1).getVector().getValueCount());
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end dictionary
    }

    static void metadata(ColumnarClient client) {
        long[] keys = {28, 74};
        // begin metadata
        Map<String, String> metadata =
                Map.of(FieldMetadata.BIN, "delay", FieldMetadata.ON_MISMATCH, "null");
        Field minutes =
                new Field(
                        "delay_minutes",
                        new FieldType(true, new ArrowType.Int(16, true), null, metadata),
                        List.of());
        try (ColumnarBatch flights =
                client.batchRead(
                        SetName.of("test", "flights"), keys, new Schema(List.of(minutes)))) {
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end metadata
    }
}
