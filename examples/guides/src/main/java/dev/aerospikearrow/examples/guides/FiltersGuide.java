package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/filters.md. */
final class FiltersGuide {
    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("origin", ArrowType.Utf8.INSTANCE),
                            Field.nullable("destination", ArrowType.Utf8.INSTANCE),
                            Field.nullable("delay", new ArrowType.Int(64, true))));

    private FiltersGuide() {}

    static void data(AerospikeClient client) {
        List<String> airports = List.of("SEA", "PDX", "SFO", "MSP", "SEA", "SFO");
        List<Integer> delays = List.of(86, 112, 12, 81, -4, 245);
        for (int i = 0; i < airports.size(); i++) {
            client.put(
                    Key.of("test", "flights", i + 1),
                    Bin.of("origin", airports.get(i)),
                    Bin.of("destination", "ORD"),
                    Bin.of("delay", delays.get(i)));
        }
    }

    static void scan(ColumnarClient columnar) throws IOException {
        // begin scan
        QuerySpec spec =
                QuerySpec.of(SetName.of("test", "flights"))
                        .withFilter(Expressions.filter("delay > 60 and origin like 'SE%'"));
        try (ScanReader reader = columnar.scan(spec, SCHEMA)) {
            while (reader.loadNextBatch()) {
                System.out.println(TablePrinter.DEFAULT.format(reader.getVectorSchemaRoot()));
            }
        }
        // end scan
    }

    static void batch(ColumnarClient columnar) {
        // begin batch
        BatchPolicy policy = BatchPolicy.builder().filter(Expressions.filter("delay > 60")).build();
        long[] numbers = {1, 2, 3, 4, 5, 6};
        try (ColumnarBatch batch =
                columnar.with(policy).batchRead(SetName.of("test", "flights"), numbers, SCHEMA)) {
            System.out.println(batch.counts());
        }
        // end batch
    }
}
