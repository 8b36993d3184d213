package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.SetName;
import java.util.List;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The lines that the README shows, word for word; a test compares them. */
final class ReadmeExample {
    private ReadmeExample() {}

    static long read(String seeds) {
        // README begins
        Field delayField = Field.nullable("delay", new ArrowType.Int(32, true));
        Field originField = Field.nullable("origin", ArrowType.Utf8.INSTANCE);
        Schema schema = new Schema(List.of(delayField, originField));
        long[] keys = {28, 31, 74, 75};
        long sum = 0;

        try (ColumnarClient client = ColumnarClient.connect(seeds);
                ColumnarBatch flights =
                        client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            System.out.println(flights); // ColumnarBatch of 4 rows x 2 columns: 3 found, 1 missing
            System.out.println(TablePrinter.DEFAULT.format(flights));
            IntVector delay = (IntVector) flights.vector("delay");
            for (int row = 0; row < flights.rowCount(); row++) {
                sum += delay.isNull(row) ? 0 : delay.get(row); // row i belongs to keys[i]
            }
        }
        // README ends
        return sum;
    }
}
