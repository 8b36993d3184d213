package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/getting-started.md. */
final class GettingStarted {
    private GettingStarted() {}

    static void columns(EmbeddedCluster cluster, AerospikeClient other) {
        Flights.write(other);
        String hosts = String.join(",", cluster.hosts());
        // begin columns
        Field delay = Field.nullable("delay", new ArrowType.Int(32, true));
        Field origin = Field.nullable("origin", ArrowType.Utf8.INSTANCE);
        Schema schema = new Schema(List.of(delay, origin));
        SetName set = SetName.of("test", "flights");
        long[] keys = {28, 75};

        try (ColumnarClient client = ColumnarClient.connect(hosts);
                ColumnarBatch flights = client.batchRead(set, keys, schema)) {
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end columns
    }
}
