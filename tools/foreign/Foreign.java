package example.foreign;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A program of somebody else's: it writes a record to an embedded server and reads it as a column. */
public class Foreign {
    public static void main(String[] args) {
        Schema schema = new Schema(List.of(Field.nullable("delay", new ArrowType.Int(32, true))));
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().start();
                AerospikeClient client = AerospikeClient.connect(String.join(",", cluster.hosts()));
                ColumnarClient columns = ColumnarClient.over(client)) {
            client.put(Key.of("test", "flights", 1), Bin.of("delay", 7));
            try (ColumnarBatch batch =
                    columns.batchRead(SetName.of("test", "flights"), new long[] {1}, schema)) {
                System.out.println("delay " + batch.vector("delay").getObject(0));
            }
        }
    }
}
