package dev.aerospikearrow.examples.guides;

import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ScanCursors;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/streams.md. */
final class StreamsGuide {
    private static final int RECORDS = 1_000;

    private StreamsGuide() {}

    static void data(AerospikeClient client) {
        List<BatchWrite> writes =
                LongStream.range(0, RECORDS)
                        .mapToObj(
                                id ->
                                        BatchWrite.put(
                                                Key.of("test", "readings", id),
                                                Bin.of("watts", id % 100)))
                        .toList();
        client.batchWrite(writes);
    }

    // begin sum
    private static long sum(VectorSchemaRoot root) {
        BigIntVector watts = (BigIntVector) root.getVector("watts");
        long sum = 0;
        for (int row = 0; row < root.getRowCount(); row++) {
            sum += watts.get(row);
        }
        return sum;
    }

    // end sum

    private static Schema schema() {
        return new Schema(List.of(Field.nullable("watts", new ArrowType.Int(64, true))));
    }

    static void scan(ColumnarClient client) {
        // begin scan
        Schema schema = new Schema(List.of(Field.nullable("watts", new ArrowType.Int(64, true))));
        long sum = 0;
        try (ScanReader reader =
                client.scan(QuerySpec.of(SetName.of("test", "readings")), schema)) {
            while (reader.loadNextBatch()) {
                sum += sum(reader.getVectorSchemaRoot());
            }
            System.out.println(reader.progress().rows() + " records, " + sum + " watts");
        }
        // end scan
    }

    static void filter(ColumnarClient client) {
        Schema schema = schema();
        // begin filter
        QuerySpec spec =
                QuerySpec.of(SetName.of("test", "readings"))
                        .withFilter(less(intBin("watts"), literal(10)));
        try (ScanReader reader = client.scan(spec, schema)) {
            while (reader.loadNextBatch()) {}
            System.out.println(reader.progress().rows() + " records");
        }
        // end filter
    }

    static void query(ColumnarClient client) {
        Schema schema = schema();
        // begin query
        IndexDefinition index =
                IndexDefinition.of(
                        SetName.of("test", "readings"),
                        "readings_watts",
                        "watts",
                        IndexDefinition.Type.NUMERIC);
        client.client().createIndex(index, Duration.ofSeconds(30));

        QuerySpec spec = QuerySpec.of(SetName.of("test", "readings"));
        IndexRange range = IndexRange.between("watts", 90, 99);
        try (ScanReader reader =
                client.scan(spec.withIndexRange(range), schema, StreamOptions.DEFAULT)) {
            while (reader.loadNextBatch()) {}
            System.out.println(reader.progress().rows() + " records");
        }
        // end query
    }

    static void places(ColumnarClient client) {
        // begin places
        SetName shops = SetName.of("test", "shops");
        AerospikeClient map = client.client();
        map.put(shops.key("ulm"), Bin.of("at", GeoJson.point(9.99, 48.4)));
        map.put(shops.key("stuttgart"), Bin.of("at", GeoJson.point(9.18, 48.78)));
        map.put(shops.key("kiel"), Bin.of("at", GeoJson.point(10.14, 54.32)));
        map.createIndex(
                IndexDefinition.of(shops, "shops_at", "at", IndexDefinition.Type.GEO),
                Duration.ofSeconds(30));

        Schema schema = new Schema(List.of(Field.nullable("at", ArrowType.Utf8.INSTANCE)));
        GeoJson near = GeoJson.circle(9.6, 48.6, 50_000);
        QuerySpec spec = QuerySpec.of(shops).withIndexRange(IndexRange.geo("at", near));
        try (ScanReader reader = client.scan(spec, schema, StreamOptions.DEFAULT)) {
            while (reader.loadNextBatch()) {}
            System.out.println(reader.progress().rows() + " shops");
        }
        // end places
    }

    static void resume(ColumnarClient client) {
        Schema schema = schema();
        // begin resume
        QuerySpec spec = QuerySpec.of(SetName.of("test", "readings"));
        StreamOptions options = StreamOptions.builder().rowsPerRecordBatch(300).build();
        String stored;
        long first;
        try (ScanReader reader = client.scan(spec, schema, options)) {
            reader.loadNextBatch();
            first = reader.progress().rows();
            stored = reader.cursors().toText();
        }

        QuerySpec remaining = spec.resumedFrom(ScanCursors.fromText(stored));
        try (ScanReader reader = client.scan(remaining, schema, options)) {
            while (reader.loadNextBatch()) {}
            System.out.println(first + " records, then " + reader.progress().rows() + " more");
        }
        // end resume
    }

    static void workers(ColumnarClient client) {
        Schema schema = schema();
        // begin workers
        List<QuerySpec> parts = QuerySpec.of(SetName.of("test", "readings")).split(4);
        long sum = parts.parallelStream().mapToLong(part -> sumOf(client, part, schema)).sum();
        System.out.println(parts.size() + " workers, " + sum + " watts");
        // end workers
    }

    private static long sumOf(ColumnarClient client, QuerySpec spec, Schema schema) {
        long sum = 0;
        try (ScanReader reader = client.scan(spec, schema)) {
            while (reader.loadNextBatch()) {
                sum += sum(reader.getVectorSchemaRoot());
            }
        }
        return sum;
    }

    static void keys(ColumnarClient client) throws IOException {
        Schema schema = schema();
        OutputStream file = new ByteArrayOutputStream();
        // begin keys
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of("test", "readings"), LongStream.range(0, 1_500).iterator());
        StreamOptions options =
                StreamOptions.builder()
                        .rowsPerRecordBatch(500)
                        .maxBytesInFlight(16 << 20)
                        .progressListener(System.out::println)
                        .build();
        try (RecordBatchReader reader = client.batchReadStream(keys, schema, options);
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(
                                reader.getVectorSchemaRoot(), reader, Channels.newChannel(file))) {
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
        }
        // end keys
    }

    static void keysOfStream(ColumnarClient client) throws IOException {
        Schema schema = schema();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader orders =
                        new ArrowStreamReader(
                                new ByteArrayInputStream(orders(allocator)), allocator)) {
            // begin keysOfStream
            KeyStream keys =
                    KeyStream.ofColumn(SetName.of("test", "readings"), orders, "reading_id");
            try (RecordBatchReader reader = client.batchReadStream(keys, schema)) {
                while (reader.loadNextBatch()) {
                    System.out.println(reader.getVectorSchemaRoot().getRowCount() + " rows");
                }
            }
            // end keysOfStream
        }
    }

    /** An IPC stream of two record batches with ids. */
    private static byte[] orders(BufferAllocator allocator) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BigIntVector ids = new BigIntVector("reading_id", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(ids);
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
            for (int count : new int[] {3, 2}) {
                ids.allocateNew(count);
                for (int row = 0; row < count; row++) {
                    ids.set(row, row);
                }
                root.setRowCount(count);
                writer.writeBatch();
            }
        }
        return bytes.toByteArray();
    }
}
