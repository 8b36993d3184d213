package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.NoSeedReachableException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/errors.md. */
final class ErrorsGuide {
    private static final Schema PRICES =
            new Schema(List.of(Field.nullable("price", new ArrowType.Int(64, true))));

    private ErrorsGuide() {}

    static void data(AerospikeClient client) {
        client.put(Key.of("test", "offers", 1), Bin.of("price", 12));
        client.put(Key.of("test", "offers", 2), Bin.of("price", "13"));
        client.put(Key.of("test", "offers", 3), Bin.of("price", "on request"));
    }

    static void fail(ColumnarClient client) {
        Schema schema = PRICES;
        long[] keys = {1, 2, 3};
        // begin fail
        try (ColumnarBatch offers = client.batchRead(SetName.of("test", "offers"), keys, schema)) {
            System.out.println(offers);
        } catch (TypeMismatchException e) {
            System.out.println(e.getMessage());
        }
        // end fail
    }

    static void coerce(ColumnarClient client) {
        Schema schema = PRICES;
        BatchKeys keys = BatchKeys.of(SetName.of("test", "offers"), new long[] {1, 2, 3});
        // begin coerce
        ReadOptions options = ReadOptions.builder().onMismatch("price", OnMismatch.COERCE).build();
        try (ColumnarBatch offers = client.batchRead(keys, schema, options)) {
            System.out.println(offers);
            System.out.println(TablePrinter.DEFAULT.format(offers));
            for (MismatchReport report : offers.mismatches()) {
                System.out.println(
                        report.fieldName()
                                + ": "
                                + report.nullCount()
                                + " made null, "
                                + report.coercedCount()
                                + " converted");
                report.first().ifPresent(first -> System.out.println(first.message()));
            }
        }
        // end coerce
    }

    static void server(AerospikeClient client) {
        // begin server
        WritePolicy createOnly = WritePolicy.builder().mode(WriteMode.CREATE).build();
        try {
            client.with(createOnly).put(Key.of("test", "offers", 1), Bin.of("price", 14));
        } catch (ServerException e) {
            System.out.println(e.resultCode());
            System.out.println(e.getMessage());
        }
        // end server
    }

    static void unreachable() {
        // begin unreachable
        try (AerospikeClient client = AerospikeClient.connect("127.0.0.1:1")) {
            System.out.println(client);
        } catch (NoSeedReachableException e) {
            System.out.println(e.getMessage());
        }
        // end unreachable
    }

    static void timeout(ColumnarClient client, EmbeddedCluster cluster) {
        cluster.nodes()
                .forEach(node -> node.setFaults(FaultPlan.none().delay(Duration.ofHours(1))));
        Schema schema = PRICES;
        BatchKeys keys = BatchKeys.of(SetName.of("test", "offers"), new long[] {1});
        // begin timeout
        BatchPolicy policy =
                BatchPolicy.builder()
                        .totalTimeout(Duration.ofMillis(200))
                        .socketTimeout(Duration.ofMillis(200))
                        .build();
        try (ColumnarBatch offers = client.with(policy).batchRead(keys, schema)) {
            System.out.println(offers);
        } catch (RequestTimeoutException e) {
            System.out.println(e.getMessage());
        }
        // end timeout
    }

    static void inDoubt(AerospikeClient client, EmbeddedCluster cluster) {
        cluster.nodes()
                .forEach(node -> node.setFaults(FaultPlan.none().delay(Duration.ofHours(1))));
        // begin inDoubt
        WritePolicy policy = WritePolicy.builder().totalTimeout(Duration.ofMillis(200)).build();
        try {
            client.with(policy).put(Key.of("test", "offers", 1), Bin.of("price", 14));
        } catch (AerospikeException e) {
            System.out.println(e.inDoubt());
            System.out.println(e.getMessage());
        }
        // end inDoubt
    }

    static void wrongSchema(ColumnarClient client) {
        // begin wrongSchema
        Schema schema = new Schema(List.of(Field.nullable("price", new ArrowType.Null())));
        try {
            client.batchRead(SetName.of("test", "offers"), new long[] {1}, schema).close();
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        // end wrongSchema
    }
}
