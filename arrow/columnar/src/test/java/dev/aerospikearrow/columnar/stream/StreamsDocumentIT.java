package dev.aerospikearrow.columnar.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.BinMapping;
import dev.aerospikearrow.columnar.ColumnGroup;
import dev.aerospikearrow.columnar.ColumnGroups;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** The programs of docs/docs/guides/streams.md, which are this class's, run. */
class StreamsDocumentIT extends StreamTest {
    private static final String BEGIN = "// docs/docs/guides/streams.md";
    private static final String END = "// end";

    StreamsDocumentIT(TestCluster cluster) {
        super(cluster);
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/docs/guides/streams.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static List<String> programs(Path file, String begin, String end) throws IOException {
        List<String> programs = new ArrayList<>();
        StringBuilder program = null;
        for (String line : Files.readAllLines(file)) {
            if (program == null) {
                program = line.strip().equals(begin) ? new StringBuilder() : null;
            } else if (line.strip().equals(end)) {
                programs.add(program.toString().stripTrailing().stripIndent().strip());
                program = null;
            } else {
                program.append(line).append('\n');
            }
        }
        return programs;
    }

    @Test
    void theDocumentShowsTheseProgramsInThisOrder() throws IOException {
        Path source =
                root().resolve(
                                "arrow/columnar/src/test/java/dev/aerospikearrow/columnar/stream/"
                                        + "StreamsDocumentIT.java");
        assertEquals(
                programs(source, BEGIN, END),
                programs(root().resolve("docs/docs/guides/streams.md"), "```java", "```"));
    }

    private long consume(VectorSchemaRoot root) {
        BigIntVector numbers = (BigIntVector) root.getVector("number");
        long sum = 0;
        for (int row = 0; row < root.getRowCount(); row++) {
            sum += numbers.get(row);
        }
        return sum;
    }

    @Test
    void aScan() {
        String set = numbers(100);
        ColumnarClient client = columns;
        Schema schema = NUMBERS;
        StreamOptions options = options(10).build();
        long sum = 0;
        // docs/docs/guides/streams.md
        ScanSpec spec = ScanSpec.of(namespace, set);
        try (ScanReader reader = client.scan(spec, schema, options)) {
            while (reader.loadNextBatch()) {
                sum += consume(reader.getVectorSchemaRoot());
            }
        }
        // end
        assertEquals(99 * 100 / 2, sum);
    }

    @Test
    void aScanThatGoesOn() {
        String set = numbers(100);
        ColumnarClient client = columns;
        Schema schema = NUMBERS;
        ScanSpec spec = ScanSpec.of(namespace, set);
        StreamOptions options = options(10).build();
        long sum = 0;
        // docs/docs/guides/streams.md
        String stored;
        try (ScanReader reader = client.scan(spec, schema, options)) {
            reader.loadNextBatch();
            sum += consume(reader.getVectorSchemaRoot());
            stored = reader.cursors().toText();
        }

        ScanSpec remaining = spec.resumedFrom(ScanCursors.fromText(stored));
        try (ScanReader reader = client.scan(remaining, schema, options)) {
            while (reader.loadNextBatch()) {
                sum += consume(reader.getVectorSchemaRoot());
            }
        }
        // end
        assertEquals(99 * 100 / 2, sum);
    }

    @Test
    void anyNumberOfKeysIntoAFile() throws IOException {
        String set = numbers(100);
        ColumnarClient client = columns;
        Schema schema = NUMBERS;
        OutputStream file = new ByteArrayOutputStream();
        // docs/docs/guides/streams.md
        KeyStream keys =
                KeyStream.ofIntegers(namespace, set, LongStream.range(0, 1_000).iterator());
        StreamOptions options =
                StreamOptions.builder()
                        .rowsPerRecordBatch(10_000)
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
        // end
        assertTrue(((ByteArrayOutputStream) file).size() > 1_000);
    }

    @Test
    void aFieldWithAPath() {
        String set = cluster.uniqueSet();
        ColumnarClient client = columns;
        maps.put(
                Key.of(namespace, set, 1),
                Bin.of("features", Map.of("driver_stats", Map.of("trips", 12))));
        // docs/docs/guides/streams.md
        Field trips =
                new Field(
                        "trips",
                        new FieldType(
                                true,
                                new ArrowType.Int(64, true),
                                null,
                                Map.of(BinMapping.PATH, "features.driver_stats.trips")),
                        List.of());
        Schema schema = new Schema(List.of(trips));
        try (ColumnarBatch batch = client.batchRead(namespace, set, new long[] {1, 2}, schema)) {
            BigIntVector vector = (BigIntVector) batch.vector("trips");
            System.out.println(vector.get(0) + ", then " + vector.getObject(1));
        }
        // end
    }

    @Test
    void groups() {
        String profiles = numbers(10);
        String statistics = numbers(5);
        ColumnarClient client = columns;
        Schema profileSchema = NUMBERS;
        Schema statisticsSchema = NUMBERS;
        // docs/docs/guides/streams.md
        List<ColumnGroup> groups =
                List.of(
                        new ColumnGroup("profile", namespace, profiles, profileSchema),
                        new ColumnGroup("statistics", namespace, statistics, statisticsSchema));
        long[] users = {3, 7};
        try (ColumnGroups result = client.batchReadGroups(users, groups, ReadOptions.DEFAULT)) {
            System.out.println(result.group("profile").counts());
            System.out.println(result.group("statistics").counts());
        }
        // end
    }
}
