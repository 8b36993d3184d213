package dev.aerospikearrow.examples.guides;

// begin main
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

class FirstProgram {
    public static void main(String[] arguments) {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(3).start();
                AerospikeClient client = AerospikeClient.connect(cluster.hosts().get(0))) {
            client.put(Key.of("test", "users", 1), Bin.of("name", "Ada"), Bin.of("visits", 3));
            client.put(Key.of("test", "users", 2), Bin.of("name", "Grace"));

            Field nameField = Field.nullable("name", ArrowType.Utf8.INSTANCE);
            Field visitsField = Field.nullable("visits", new ArrowType.Int(64, true));
            Schema schema = new Schema(List.of(nameField, visitsField));
            long[] keys = {1, 2, 3};
            try (ColumnarClient columns = ColumnarClient.over(client);
                    ColumnarBatch users =
                            columns.batchRead(SetName.of("test", "users"), keys, schema)) {
                System.out.println(users);
                System.out.println(TablePrinter.DEFAULT.format(users));

                BigIntVector visits = (BigIntVector) users.vector("visits");
                for (int row = 0; row < users.rowCount(); row++) {
                    System.out.println(keys[row] + ": " + visits.getObject(row));
                }
            }
        }
    }
}
// end main
