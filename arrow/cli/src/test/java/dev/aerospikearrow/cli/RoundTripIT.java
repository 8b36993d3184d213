package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported is imported as it was: every bin is the same particle again. */
@ExtendWith(TestClusterExtension.class)
final class RoundTripIT {
    private static final int RECORDS = 400;

    private static final String[] TEXTS = {
        "",
        " ",
        "0007",
        " 8",
        "null",
        "NaN",
        "true",
        "2024-01-05",
        "a,b",
        "say \"hi\"",
        "line\nline",
        "cr\r\nlf",
        "cr\rcr",
        "\r",
        "\uFEFF",
        "\u2028\u0085",
        "\\N",
        "Zürich",
        "👩‍🔬",
        "{\"a\":1}",
        "[1]",
        "\t",
        "'",
        "\u0000\u0001"
    };

    /**
     * A bin of one type.
     *
     * @param type in the notation of the command line
     * @param encoding what it is written back as; empty for what its type says
     * @param value a random one
     */
    private record Column(String type, String encoding, Function<Random, Object> value) {}

    private static Column of(String type, Function<Random, Object> value) {
        return new Column(type, "", value);
    }

    private static Column integers(String type, long min, long max) {
        return of(
                type,
                random ->
                        switch (random.nextInt(6)) {
                            case 0 -> min;
                            case 1 -> max;
                            default -> within(random, min, max);
                        });
    }

    private static long within(Random random, long min, long max) {
        long value = random.nextLong() >> random.nextInt(Long.SIZE);
        return value < min || value > max ? Math.max(min, 0) : value;
    }

    private static final List<Column> COLUMNS =
            List.of(
                    integers("Int8", Byte.MIN_VALUE, Byte.MAX_VALUE),
                    integers("Int16", Short.MIN_VALUE, Short.MAX_VALUE),
                    integers("Int32", Integer.MIN_VALUE, Integer.MAX_VALUE),
                    integers("Int64", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("UInt8", 0, 255),
                    integers("UInt64", 0, Long.MAX_VALUE),
                    of("Float64", RoundTripIT::number),
                    of("Float32", random -> (double) (float) number(random)),
                    of("Bool", Random::nextBoolean),
                    of("Utf8", RoundTripIT::text),
                    of("Binary", RoundTripIT::bytes),
                    of("FixedSizeBinary(3)", random -> bytes(random, 3)),
                    integers("Decimal128(20, 2)", -999_999_999_999_999_999L, Integer.MAX_VALUE),
                    integers("Date(day)", -1_000_000, 1_000_000),
                    of("Date(millisecond)", random -> random.nextInt(100_000) * 86_400_000L),
                    integers("Time32(second)", 0, 86_399),
                    integers("Time32(millisecond)", 0, 86_399_999),
                    integers("Time64(microsecond)", 0, 86_399_999_999L),
                    integers("Time64(nanosecond)", 0, 86_399_999_999_999L),
                    integers("Timestamp(second)", -9_223_372_036_854L, 9_223_372_036_854L),
                    integers("Timestamp(second, UTC)", -9_223_372_036_854L, 9_223_372_036_854L),
                    integers("Timestamp(millisecond)", -99_999_999_999_999L, 99_999_999_999_999L),
                    integers("Timestamp(microsecond)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Timestamp(microsecond, UTC)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Timestamp(nanosecond)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Timestamp(nanosecond, UTC)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Duration(second)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Duration(millisecond)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Duration(microsecond)", Long.MIN_VALUE, Long.MAX_VALUE),
                    integers("Duration(nanosecond)", Long.MIN_VALUE, Long.MAX_VALUE),
                    of("List<Int64>", random -> list(random, Random::nextLong)),
                    of(
                            "List<UInt64>",
                            random -> list(random, each -> new BigInteger(64, each).setBit(63))),
                    of("List<Utf8>", random -> list(random, RoundTripIT::text)),
                    of("List<Binary>", random -> list(random, RoundTripIT::bytes)),
                    of("List<Float64>", random -> list(random, RoundTripIT::number)),
                    of("List<Bool>", random -> list(random, Random::nextBoolean)),
                    of(
                            "List<Timestamp(second)>",
                            random -> list(random, each -> (long) each.nextInt())),
                    of(
                            "List<List<Int64>>",
                            random -> list(random, each -> list(each, Random::nextLong))),
                    of(
                            "FixedSizeList<Int64>(2)",
                            random -> List.of(random.nextLong(), random.nextLong())),
                    of("Map<Utf8, Int64>", random -> map(random, RoundTripIT::text)),
                    of("Map<Int64, Int64>", random -> map(random, Random::nextLong)),
                    of(
                            "Map<Utf8, List<Utf8>>",
                            random -> Map.of(text(random), list(random, RoundTripIT::text))),
                    of("Struct<a: Int64, 'b b': Utf8>".replace("'", ""), RoundTripIT::struct),
                    new Column(
                            "Utf8",
                            "geojson",
                            random ->
                                    new GeoJson(
                                            "{\"type\":\"Point\",\"coordinates\":["
                                                    + random.nextInt(90)
                                                    + ","
                                                    + random.nextInt(90)
                                                    + "]}")),
                    new Column("FixedSizeList<Float32>(3)", "packed", RoundTripIT::packed));

    private static double number(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> random.nextInt(1000);
            case 5 -> random.nextInt(1000) / 100.0;
            default -> finite(Double.longBitsToDouble(random.nextLong()));
        };
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.MIN_VALUE;
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private static byte[] bytes(Random random) {
        return bytes(random, random.nextInt(4));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] packed(Random random) {
        ByteBuffer buffer = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            buffer.putFloat(random.nextFloat());
        }
        return buffer.array();
    }

    private static List<@Nullable Object> list(Random random, Function<Random, ?> element) {
        List<@Nullable Object> list = new ArrayList<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            list.add(random.nextInt(5) == 0 ? null : element.apply(random));
        }
        return list;
    }

    private static Map<Object, Object> map(Random random, Function<Random, ?> key) {
        Map<Object, Object> map = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            map.put(key.apply(random), random.nextLong());
        }
        return map;
    }

    private static Map<Object, Object> struct(Random random) {
        Map<Object, Object> struct = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            struct.put("a", random.nextLong());
        }
        if (random.nextBoolean()) {
            struct.put("b b", text(random));
        }
        return struct;
    }

    @TempDir private Path folder = Path.of("");

    private String hosts = "";
    private String namespace = "";
    private String setName = "";
    private String copyName = "";
    private AerospikeClient client;

    @BeforeEach
    void connect(TestCluster cluster) {
        hosts = People.hosts(cluster);
        namespace = cluster.namespace();
        setName = cluster.uniqueSet();
        copyName = cluster.uniqueSet();
        client = AerospikeClient.connect(hosts);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static String name(int column) {
        return "b" + column;
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--hosts", hosts));
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertEquals(0, run.status(), run.errors());
        return run;
    }

    private Path schema() throws IOException {
        String columns =
                IntStream.range(0, COLUMNS.size())
                        .mapToObj(
                                i ->
                                        "{\"name\":\"%s\",\"type\":\"%s\",\"encoding\":\"%s\"}"
                                                .formatted(
                                                        name(i),
                                                        COLUMNS.get(i).type(),
                                                        COLUMNS.get(i).encoding()))
                        .collect(Collectors.joining(",", "{\"columns\":[", "]}"));
        return Files.writeString(folder.resolve("columns.json"), columns);
    }

    private List<Key> writeRandom(long seed, Function<Integer, Key> key) {
        Random random = new Random(seed);
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            List<Bin> bins = new ArrayList<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                if (random.nextInt(4) > 0 || column == i % COLUMNS.size()) {
                    bins.add(Bin.of(name(column), COLUMNS.get(column).value().apply(random)));
                }
            }
            writes.add(
                    BatchWrite.put(key.apply(i), bins.toArray(Bin[]::new))
                            .with(WriteOptions.DEFAULT.withSendKey(SendKey.WITH_USER_KEY)));
        }
        for (BatchRow row : client.batchWrite(writes)) {
            assertTrue(row.isOk(), row.toString());
        }
        return writes.stream().map(BatchWrite::key).toList();
    }

    private Map<String, String> records(List<Key> keys, String set) {
        Map<String, String> records = new TreeMap<>();
        for (Key key : keys) {
            Key there =
                    key.userKey().isPresent()
                            ? Key.of(namespace, set, key.userKey().get())
                            : Key.ofDigest(namespace, set, key.digest());
            records.put(
                    key.userKey().map(Object::toString).orElse(""),
                    client.get(there)
                            .map(StoredRecord::bins)
                            .map(RoundTripIT::particle)
                            .orElse("none"));
        }
        return records;
    }

    /** The value with its type on the wire. */
    private static String particle(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(RoundTripIT::particle)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> particle(entry.getKey()) + ":" + particle(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "parquet", "arrow", "arrows"})
    void everyBinIsTheSameParticleAgain(String format) throws IOException {
        Path columns = schema();
        for (long seed = 1; seed <= 3; seed++) {
            Path file = folder.resolve(seed + "." + format);
            List<Key> keys = writeRandom(seed, i -> Key.of(namespace, setName, i));
            run(
                    "export",
                    namespace + "." + setName,
                    "-o",
                    file.toString(),
                    "--schema",
                    columns.toString(),
                    "-m",
                    "key");
            client.truncate(SetName.of(namespace, copyName));
            run("import", file.toString(), namespace + "." + copyName);
            Map<String, String> before = records(keys, setName);
            Map<String, String> after = records(keys, copyName);
            for (Map.Entry<String, String> record : before.entrySet()) {
                assertEquals(record.getValue(), after.get(record.getKey()), record.getKey());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "parquet", "arrow", "arrows"})
    void textAndBlobKeysComeBack(String format) throws IOException {
        Path file = folder.resolve("keys." + format);
        List<Key> texts = new ArrayList<>();
        for (String text : TEXTS) {
            texts.add(Key.of(namespace, setName, text));
        }
        for (Key key : texts) {
            client.batchWrite(
                    List.of(
                            BatchWrite.put(key, Bin.of("v", 1L))
                                    .with(
                                            WriteOptions.DEFAULT.withSendKey(
                                                    SendKey.WITH_USER_KEY))));
        }
        run("export", namespace + "." + setName, "-o", file.toString());
        run("import", file.toString(), namespace + "." + copyName);
        assertEquals(records(texts, setName), records(texts, copyName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "parquet", "arrow", "arrows"})
    void recordsWithoutStoredKeysComeBackByTheirDigests(String format) throws IOException {
        Path file = folder.resolve("digests." + format);
        for (int i = 0; i < 10; i++) {
            client.put(Key.of(namespace, setName, i), Bin.of("v", (long) i));
        }
        run("export", namespace + "." + setName, "-o", file.toString(), "-c", "__digest,v");
        String before = run("export", namespace + "." + setName, "-c", "v", "-f", "jsonl").out();
        client.truncate(SetName.of(namespace, setName));
        run("import", file.toString(), namespace + "." + setName);
        assertEquals(
                before.lines().sorted().toList(),
                run("export", namespace + "." + setName, "-c", "v", "-f", "jsonl")
                        .out()
                        .lines()
                        .sorted()
                        .toList());
    }

    @Test
    void aSampleTellsWhatGeoJsonIsWrittenBackAs() {
        GeoJson point = new GeoJson("{\"type\":\"Point\",\"coordinates\":[1,2]}");
        Path file = folder.resolve("geo.csv");
        client.put(Key.of(namespace, setName, 1), Bin.of("g", point), Bin.of("k", 1L));
        run("export", namespace + "." + setName, "-o", file.toString(), "-c", "k,g");
        run("import", file.toString(), namespace + "." + copyName, "-k", "k");
        assertEquals(
                Map.of("g", point),
                client.get(Key.of(namespace, copyName, 1)).map(StoredRecord::bins).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow"})
    void notedTypesAreGivenBack(String format) {
        Path file = folder.resolve("noted." + format);
        String origin = namespace + "." + setName;
        String copy = namespace + "." + copyName;
        client.put(Key.of(namespace, setName, 1), Bin.of("at", 5_000_000L), Bin.of("n", 1L));
        run("export", origin, "-o", file.toString(), "-c", "n,at:Timestamp(second, UTC)");
        CommandRun imported = run("import", file.toString(), copy, "-k", "n", "--note-types");
        assertTrue(imported.errors().contains("aerospike_arrow_schemas"), imported.errors());
        assertTrue(
                run("schema", copy).out().contains("Timestamp(second, UTC)"),
                run("schema", copy).out());
        assertTrue(
                run("export", copy, "-f", "csv", "-c", "at").out().contains("1970-02-27T20:53:20Z"),
                run("export", copy, "-f", "csv", "-c", "at").out());
    }

    @Test
    void namesThatDifferByCaseOnlyAreNotWrittenToParquet() throws IOException {
        client.put(
                Key.of(namespace, setName, 1),
                Bin.of("Name", "a"),
                Bin.of("name", "b"),
                Bin.of("n", 1L));
        Path file = folder.resolve("case.parquet");
        CommandRun refused =
                CommandRun.of(
                        "export",
                        namespace + "." + setName,
                        "-o",
                        file.toString(),
                        "--hosts",
                        hosts);
        assertEquals(2, refused.status(), refused.errors());
        assertTrue(refused.errors().contains("Name and name"), refused.errors());
        assertTrue(refused.errors().contains("name_2=name"), refused.errors());
        run("export", namespace + "." + setName, "-o", file.toString(), "-c", "n,Name,name_2=name");
        run("import", file.toString(), namespace + "." + copyName, "-k", "n");
        assertEquals(
                Map.of("Name", "a", "name", "b"),
                client.get(Key.of(namespace, copyName, 1)).map(StoredRecord::bins).orElseThrow());
        for (String format : List.of("csv", "jsonl", "arrow", "arrows")) {
            Path kept = folder.resolve("case." + format);
            client.truncate(SetName.of(namespace, copyName));
            run("export", namespace + "." + setName, "-o", kept.toString());
            run("import", kept.toString(), namespace + "." + copyName, "-k", "n");
            assertEquals(
                    Map.of("Name", "a", "name", "b"),
                    client.get(Key.of(namespace, copyName, 1))
                            .map(StoredRecord::bins)
                            .orElseThrow());
        }
    }

    @Test
    void aTimeThatParquetHasNoPlaceForIsRefusedWithItsRow() {
        client.put(Key.of(namespace, setName, 1), Bin.of("t", 90_000L));
        CommandRun refused =
                CommandRun.of(
                        "export",
                        namespace + "." + setName,
                        "-o",
                        folder.resolve("t.parquet").toString(),
                        "-c",
                        "t:Time32(second)",
                        "--hosts",
                        hosts);
        assertEquals(5, refused.status(), refused.errors());
    }

    @Test
    void decimalsOfAFileWithTypesCanBeKeptAsTheirDigits() {
        Path file = folder.resolve("decimals.parquet");
        client.put(Key.of(namespace, setName, 1), Bin.of("d", 5L), Bin.of("n", 1L));
        run(
                "export",
                namespace + "." + setName,
                "-o",
                file.toString(),
                "-c",
                "n,d:Decimal128(9, 2)");
        run(
                "import",
                file.toString(),
                namespace + "." + copyName,
                "-k",
                "n",
                "--type",
                "d=decimal:text");
        assertEquals(
                Map.of("d", "5.00"),
                client.get(Key.of(namespace, copyName, 1)).map(StoredRecord::bins).orElseThrow());
    }

    @Test
    void aParquetFileThatIsCutOffIsRefusedWithTheReason() throws IOException {
        Path file = folder.resolve("cut.parquet");
        client.put(Key.of(namespace, setName, 1), Bin.of("d", 5L));
        run("export", namespace + "." + setName, "-o", file.toString(), "-c", "__digest,d");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        CommandRun refused =
                CommandRun.of(
                        "import", file.toString(), namespace + "." + copyName, "--hosts", hosts);
        assertEquals(5, refused.status(), refused.errors());
        assertTrue(refused.errors().contains("No magic bytes"), refused.errors());
    }

    @Test
    void aFileThatIsNoLongerTheOneOfItsSchemaIsRefused() throws IOException {
        client.put(Key.of(namespace, setName, 1), Bin.of("v", 1L));
        Path file = folder.resolve("a.csv");
        run("export", namespace + "." + setName, "-o", file.toString(), "-c", "__digest,v");
        Files.writeString(file, "id,w\n1,2\n");
        CommandRun refused =
                CommandRun.of(
                        "import",
                        file.toString(),
                        namespace + "." + copyName,
                        "-k",
                        "id",
                        "--hosts",
                        hosts);
        assertEquals(2, refused.status(), refused.errors());
        assertTrue(refused.errors().contains("--no-schema"), refused.errors());
        run("import", file.toString(), namespace + "." + copyName, "-k", "id", "--no-schema");
    }
}
