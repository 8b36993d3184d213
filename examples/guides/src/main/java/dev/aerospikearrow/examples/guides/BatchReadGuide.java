package dev.aerospikearrow.examples.guides;

import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.literal;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/batch-read.md. */
final class BatchReadGuide {
    private BatchReadGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void rows(ColumnarClient client) {
        // begin rows
        Field delay = Field.nullable("delay", new ArrowType.Int(32, true));
        Field origin = Field.nullable("origin", ArrowType.Utf8.INSTANCE);
        Schema schema = new Schema(List.of(delay, origin));
        long[] keys = {77, 28, 74, 75, 28};

        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end rows
    }

    static void values(ColumnarClient client) {
        long[] keys = {28, 31, 74, 77};
        Schema schema = Flights.SCHEMA;
        // begin values
        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            IntVector delay = (IntVector) flights.vector("delay");
            int late = 0;
            for (int row = 0; row < flights.rowCount(); row++) {
                if (!delay.isNull(row) && delay.get(row) > 0) {
                    late++;
                }
            }
            System.out.println(late + " of " + flights.rowCount() + " flights were late");
        }
        // end values
    }

    static void absences(ColumnarClient client) {
        Schema schema = Flights.SCHEMA;
        // begin absences
        long[] keys = {28, 74, 75};
        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            for (int row = 0; row < flights.rowCount(); row++) {
                System.out.printf(
                        "%d: result code %d, delay %s%n",
                        keys[row], flights.resultCode(row), flights.vector("delay").getObject(row));
            }
            System.out.println(flights.counts());
        }
        // end absences
    }

    static void keys(ColumnarClient client) {
        Schema schema = Flights.SCHEMA;
        // begin keys
        BatchKeys integers = BatchKeys.of(SetName.of("test", "flights"), new long[] {28, 31});
        BatchKeys texts = BatchKeys.of(SetName.of("test", "airports"), new String[] {"ORD", "DFW"});
        BatchKeys mixed =
                BatchKeys.of(Key.of("test", "flights", 28), Key.of("test", "airports", "ORD"));
        // end keys
        for (BatchKeys keys : List.of(integers, texts, mixed)) {
            try (ColumnarBatch batch = client.batchRead(keys, schema)) {
                System.out.println(batch.counts());
            }
        }
    }

    static void keysOfColumn(ColumnarClient client) {
        Schema schema = Flights.SCHEMA;
        try (BufferAllocator allocator = new RootAllocator();
                BigIntVector ids = new BigIntVector("id", allocator)) {
            // begin keysOfColumn
            ids.allocateNew(3);
            ids.set(0, 28);
            ids.setNull(1);
            ids.set(2, 31);
            ids.setValueCount(3);

            BatchKeys keys = BatchKeys.of(SetName.of("test", "flights"), ids);
            try (ColumnarBatch flights = client.batchRead(keys, schema)) {
                System.out.println(flights);
            }
            // end keysOfColumn
        }
    }

    static void metadata(ColumnarClient client) {
        long[] keys = {28, 75};
        // begin metadata
        Field key = Field.nullable("__key", new ArrowType.Int(64, true));
        Field delay = Field.nullable("delay", new ArrowType.Int(32, true));
        Field generation = Field.nullable("__generation", new ArrowType.Int(32, true));
        Field code = Field.nullable("__result_code", new ArrowType.Int(16, true));
        Schema schema = new Schema(List.of(key, delay, generation, code));

        try (ColumnarBatch flights =
                client.batchRead(SetName.of("test", "flights"), keys, schema)) {
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end metadata
    }

    static void policy(ColumnarClient client) {
        BatchKeys keys = BatchKeys.of(SetName.of("test", "flights"), new long[] {28, 31, 77});
        Schema schema = Flights.SCHEMA;
        // begin policy
        BatchPolicy policy =
                BatchPolicy.builder()
                        .totalTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofMillis(500))
                        .filter(greater(intBin("delay"), literal(10)))
                        .build();
        ColumnarClient patient = client.with(policy);

        try (ColumnarBatch flights = patient.batchRead(keys, schema)) {
            System.out.println(flights);
            System.out.println(TablePrinter.DEFAULT.format(flights));
        }
        // end policy
    }

    static void check(ColumnarClient client) {
        // begin check
        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable("delay", new ArrowType.Int(32, true)),
                                Field.notNullable("origin", ArrowType.Utf8.INSTANCE)));
        try {
            ReadOptions.DEFAULT.check(schema);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        // end check
    }

    static void allocator(ColumnarClient client) {
        BatchKeys keys = BatchKeys.of(SetName.of("test", "flights"), new long[] {28, 31});
        Schema schema = Flights.SCHEMA;
        // begin allocator
        try (BufferAllocator allocator = new RootAllocator(64 << 20)) {
            ReadOptions options = ReadOptions.builder().allocator(allocator).build();
            try (ColumnarBatch flights = client.batchRead(keys, schema, options)) {
                System.out.println(flights);
            }
            System.out.println(allocator.getAllocatedMemory() + " bytes held");
        }
        // end allocator
    }
}
