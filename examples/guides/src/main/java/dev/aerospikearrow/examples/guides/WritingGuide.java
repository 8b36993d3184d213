package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.WriteMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/writing.md. */
final class WritingGuide {
    private WritingGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    // begin root
    /** Three offers: id, price and city; the second one has no price. */
    static VectorSchemaRoot offers(BufferAllocator allocator) {
        ArrowType float64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        Field idField = Field.nullable("id", new ArrowType.Int(64, true));
        Field priceField = Field.nullable("price", float64);
        Field cityField = Field.nullable("city", ArrowType.Utf8.INSTANCE);
        Schema schema = new Schema(List.of(idField, priceField, cityField));
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        BigIntVector id = (BigIntVector) root.getVector("id");
        Float8Vector price = (Float8Vector) root.getVector("price");
        VarCharVector city = (VarCharVector) root.getVector("city");
        String[] cities = {"Ulm", "Bern", "Oslo"};
        for (int row = 0; row < 3; row++) {
            id.setSafe(row, 100 + row);
            if (row != 1) {
                price.setSafe(row, 9.5 * (row + 1));
            }
            city.setSafe(row, cities[row].getBytes(StandardCharsets.UTF_8));
        }
        root.setRowCount(3);
        return root;
    }

    // end root

    static void write(ColumnarClient client) {
        // begin write
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id").set(SetName.of("test", "offers")).build();

        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot offers = offers(allocator)) {
            WriteResult result = client.batchWrite(offers, options);
            System.out.println(result);
        }
        for (int id = 100; id < 103; id++) {
            System.out.println(client.client().get(Key.of("test", "offers", id)).orElseThrow());
        }
        // end write
    }

    static void codes(ColumnarClient client) {
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot offers = offers(allocator)) {
            client.client().put(Key.of("test", "offers", 101), Bin.of("price", 1.0));
            // begin codes
            ColumnarWriteOptions options =
                    ColumnarWriteOptions.keyedBy("id")
                            .set(SetName.of("test", "offers"))
                            .mode(WriteMode.CREATE)
                            .build();

            WriteResult result = client.batchWrite(offers, options);
            System.out.println(result);
            for (int row = 0; row < result.rowCount(); row++) {
                System.out.println("row " + row + ": " + result.resultCode(row));
            }
            // end codes
        }
    }

    static void options() {
        // begin options
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id")
                        .set(SetName.of("test", "offers"))
                        .bins("price", "city")
                        .mode(WriteMode.UPSERT)
                        .timeToLive(TimeToLive.of(Duration.ofDays(7)))
                        .onNull(OnNull.DELETE)
                        .onInvalidRow(OnInvalidRow.SKIP)
                        .build();
        // end options
        System.out.println(options.bins().orElseThrow());
    }

    static void readChangeWrite(ColumnarClient client) {
        // begin readChangeWrite
        Field keyField = Field.nullable("__key", new ArrowType.Int(64, true));
        Field delayField = Field.nullable("delay", new ArrowType.Int(32, true));
        Schema schema = new Schema(List.of(keyField, delayField));
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("__key").set(SetName.of("test", "flights")).build();

        long[] keys = {28, 77};
        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            IntVector delay = (IntVector) flights.vector("delay");
            for (int row = 0; row < flights.rowCount(); row++) {
                delay.set(row, delay.get(row) + 1);
            }
            client.batchWrite(flights.root(), options).requireAllWritten();
        }
        System.out.println(client.client().get(Key.of("test", "flights", 28), "delay"));
        // end readChangeWrite
    }

    static void copy(ColumnarClient client) {
        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable("__key", new ArrowType.Int(64, true)),
                                Field.nullable("origin", ArrowType.Utf8.INSTANCE)));
        // begin copy
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("__key").set(SetName.of("bar", "flights")).build();
        try (ScanReader reader = client.scan(QuerySpec.of(SetName.of("test", "flights")), schema)) {
            System.out.println(client.batchWrite(reader, options));
        }
        // end copy
    }

    static void invalid(ColumnarClient client) {
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id").set(SetName.of("test", "offers")).build();
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot offers = offers(allocator)) {
            // begin invalid
            offers.getVector("id").setNull(2);
            try {
                client.batchWrite(offers, options);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
            // end invalid
        }
    }
}
