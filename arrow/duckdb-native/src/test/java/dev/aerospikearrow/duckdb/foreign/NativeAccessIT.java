package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** The ways to the records that a query wants: by keys, by an index, by a scan. */
class NativeAccessIT extends NativeDuckDbTest {
    private static final Field KEY =
            Field.nullable(MetadataColumn.KEY.fieldName(), new ArrowType.Int(64, true));
    private static final Field DIGEST =
            Field.nullable(MetadataColumn.DIGEST.fieldName(), new ArrowType.FixedSizeBinary(20));
    private static final Field NUMBER = Field.nullable("number", new ArrowType.Int(64, true));
    private static final Field TEXT = Field.nullable("text", ArrowType.Utf8.INSTANCE);

    NativeAccessIT(TestCluster cluster) {
        super(cluster);
    }

    private String numbers(int count) {
        String set = cluster.uniqueSet();
        List<BatchWrite> writes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            writes.add(
                    BatchWrite.put(
                            Key.of(namespace, set, i),
                            Bin.of("number", i),
                            Bin.of("text", "text " + i % 10)));
        }
        maps.batchWrite(writes);
        return set;
    }

    private void declare(String set, Field... fields) {
        reopen(
                FunctionOptions.builder()
                        .schema(SetName.of(namespace, set), new Schema(List.of(fields)))
                        .build());
    }

    private String access(String set, String condition) {
        String plan = duckdb.explain("SELECT * FROM " + table(set) + " WHERE " + condition);
        return plan.substring(plan.lastIndexOf(": ") + 2);
    }

    @Test
    void keysAreBatchReads() {
        String set = numbers(1_000);
        declare(set, KEY, NUMBER);
        String from = " FROM " + table(set) + " WHERE ";
        assertEquals("batch read of 1 key", access(set, "__key = 5"));
        assertEquals("5|5", one("SELECT *" + from + "__key = 5"));
        assertEquals(List.of(), query("SELECT *" + from + "__key = 1000000"));
        assertEquals("batch read of 3 keys", access(set, "__key IN (5, 7, 1000000)"));
        assertEquals(
                List.of("5", "7"),
                query("SELECT number" + from + "__key IN (5, 7, 1000000) ORDER BY 1"));
        assertEquals("batch read of 3 keys", access(set, "__key = 5 OR __key IN (6, 7)"));
        assertEquals("18", one("SELECT sum(number)" + from + "(__key = 5 OR __key IN (6, 7))"));
        assertEquals(
                "batch read of 2 keys", access(set, "__key IN (5, 6, 7) AND __key IN (6, 7, 8)"));
        assertEquals("13", one("SELECT sum(number)" + from + "__key IN (5, 6, 7) AND __key > 5"));
        assertEquals("7", one("SELECT sum(number)" + from + "__key IN (5, 6, 7) AND number > 6"));
        assertEquals("0", one("SELECT count(*)" + from + "__key = 5 AND __key = 6"));
        assertEquals("scan", access(set, "__key > 5"));
    }

    @Test
    void storedKeysAreAColumnOfASampledSet() {
        String set = cluster.uniqueSet();
        maps.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build())
                .put(Key.of(namespace, set, "a"), Bin.of("number", 1));
        assertEquals("a|1", one("SELECT * FROM " + table(set)));
        assertEquals("batch read of 1 key", access(set, "__key = 'a'"));
    }

    @Test
    void planKnowsHowManyRecordsThereAre() {
        String set = numbers(1_000);
        assertTrue(duckdb.explain("SELECT * FROM " + table(set)).contains("~1,000 rows"));
    }

    @Test
    void whatIsKnownOfASetIsKeptUntilANameIsUnknown() {
        String set = numbers(10);
        assertEquals("45", one("SELECT sum(number) FROM " + table(set)));
        maps.put(Key.of(namespace, set, 10), Bin.of("number", 10), Bin.of("later", 7));
        assertEquals("55", one("SELECT sum(number) FROM " + table(set)));
        assertEquals("1", one("SELECT count(*) FROM (SELECT * FROM " + table(set) + " LIMIT 1)"));
        assertEquals("7", one("SELECT max(later) FROM " + table(set)));
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () -> duckdb.execute("SELECT max(never) FROM " + table(set)));
        assertTrue(e.getMessage().contains("never"), e.getMessage());
    }

    @Test
    void setsAreLookedAtAnewWhereThatIsAskedFor() {
        String set = numbers(10);
        reopen(FunctionOptions.builder().sampleAge(Duration.ZERO).build());
        assertEquals(2, columnCount(set));
        maps.put(Key.of(namespace, set, 10), Bin.of("later", 7));
        assertEquals(3, columnCount(set));
    }

    private int columnCount(String set) {
        return query("DESCRIBE SELECT * FROM " + table(set)).size();
    }

    @Test
    void nameThatThereIsNotFailsWithWhatIsLikeIt() {
        String set = numbers(1);
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () -> duckdb.query("SELECT * FROM " + table(set + "x"), allocator));
        assertTrue(e.getMessage().contains(set), e.getMessage());
    }

    @Test
    void manyKeysAreOneQuery() {
        String set = numbers(1_000);
        declare(set, KEY, NUMBER);
        String keys =
                LongStream.range(0, 20_000)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
        assertEquals(
                "1000|499500",
                one(
                        "SELECT count(*), sum(number) FROM "
                                + table(set)
                                + " WHERE __key IN ("
                                + keys
                                + ")"));
    }

    @Test
    void keysMayBeTexts() {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, "a"), Bin.of("number", 1));
        declare(set, Field.nullable(KEY.getName(), ArrowType.Utf8.INSTANCE), NUMBER);
        assertEquals("a|1", one("SELECT * FROM " + table(set) + " WHERE __key IN ('a', 'b')"));
    }

    /** A scan shows them all, and so a filter finds them all. */
    @Test
    void keysThatAreShownAlikeAreScanned() {
        String set = cluster.uniqueSet();
        AerospikeClient storing =
                maps.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build());
        storing.put(Key.of(namespace, set, 5), Bin.of("number", 1));
        storing.put(Key.of(namespace, set, "5"), Bin.of("number", 2));
        storing.put(Key.of(namespace, set, new byte[] {'5'}), Bin.of("number", 4));
        SetName name = SetName.of(namespace, set);
        Map<ArrowType, String> keys =
                Map.of(
                        ArrowType.Binary.INSTANCE,
                        "'5'::BLOB",
                        ArrowType.Utf8.INSTANCE,
                        "'5'",
                        new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                        "5",
                        new ArrowType.Int(64, true),
                        "5");
        for (OnMismatch policy : List.of(OnMismatch.NULL, OnMismatch.COERCE)) {
            keys.forEach(
                    (type, key) -> {
                        reopen(
                                FunctionOptions.builder()
                                        .schema(
                                                name,
                                                new Schema(
                                                        List.of(
                                                                Field.nullable("__key", type),
                                                                NUMBER)))
                                        .stream(
                                                StreamOptions.builder()
                                                        .readOptions(
                                                                ReadOptions.builder()
                                                                        .onMismatch(policy)
                                                                        .build())
                                                        .build())
                                        .build());
                        duckdb.execute("CREATE TABLE own AS SELECT * FROM " + table(set));
                        String where = " WHERE __key = " + key;
                        String sum = "SELECT count(*), sum(number) FROM ";
                        assertEquals(
                                one(sum + "own" + where),
                                one(sum + table(set) + where),
                                type + " " + policy);
                    });
        }
    }

    @Test
    void digestsAreBatchReads() {
        String set = numbers(1_000);
        declare(set, DIGEST, NUMBER);
        String five = digest(set, 5);
        String seven = digest(set, 7);
        String none = digest(set, 5_000);
        assertEquals("batch read of 1 digest", access(set, "__digest = " + five));
        assertEquals("5", one("SELECT number FROM " + table(set) + " WHERE __digest = " + five));
        String any = "__digest IN (" + String.join(", ", five, seven, none) + ")";
        assertEquals("batch read of 3 digests", access(set, any));
        assertEquals(
                "2|12", one("SELECT count(*), sum(number) FROM " + table(set) + " WHERE " + any));
        assertEquals("7", one("SELECT number FROM " + table(set) + " WHERE number > 5 AND " + any));
        assertEquals(
                List.of(), query("SELECT * FROM " + table(set) + " WHERE __digest = 'x'::BLOB"));
        declare(set, KEY, DIGEST, NUMBER);
        assertEquals("scan", access(set, "__digest = " + five));
        assertEquals("5", one("SELECT number FROM " + table(set) + " WHERE __digest = " + five));
    }

    private String digest(String set, long key) {
        return "from_hex('" + HexFormat.of().formatHex(Key.of(namespace, set, key).digest()) + "')";
    }

    private String lookup(String set, String keys) {
        return "aerospike_lookup('"
                + namespace
                + "', '"
                + set
                + "', '"
                + keys.replace("'", "''")
                + "')";
    }

    @Test
    void keysOfAQueryAreLookedUp() {
        String set = numbers(1_000);
        declare(set, NUMBER, TEXT);
        duckdb.execute(
                "CREATE TABLE facts AS SELECT unnest([7, 5, 5000, NULL, 7]) AS k,"
                        + " unnest([1, 2, 3, 4, 5]) AS fact");
        String records = lookup(set, "SELECT k FROM facts");
        assertEquals(
                List.of("7|7", "5|5", "5000|null", "null|null", "7|7"),
                query("SELECT __key, number FROM " + records));
        assertEquals(
                List.of("1|text 7", "2|text 5", "5|text 7"),
                query(
                        "SELECT fact, text FROM facts JOIN (SELECT DISTINCT * FROM "
                                + records
                                + ") ON __key = k WHERE number IS NOT NULL ORDER BY fact"));
        assertEquals("1", one("SELECT count(*) FROM " + records + " WHERE number < 6"));
        assertEquals("5", one("SELECT count(*) FROM " + records));
        assertEquals("7", one("SELECT number FROM " + lookup(set, "SELECT 7 -- the key")));
        assertTrue(
                duckdb.explain("SELECT * FROM " + records)
                        .endsWith(": batch reads of the keys of a query"));
    }

    @Test
    void keysOfAQueryMayComeFromASet() {
        String set = numbers(100);
        declare(set, NUMBER, TEXT);
        assertEquals(
                "20|10|945",
                one(
                        "SELECT count(*), count(number), sum(number) FROM "
                                + lookup(
                                        set,
                                        "SELECT number + 90 FROM "
                                                + table(set)
                                                + " WHERE number < 20")));
    }

    @Test
    void queryOfKeysThatFailsIsAFailureWithItsReason() {
        String set = numbers(10);
        maps.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build())
                .put(Key.of(namespace, set, 10), Bin.of("number", 10));
        for (List<String> it :
                List.of(
                        List.of("SELECT nothing", "The query of the keys fails: Binder Error"),
                        List.of("SELECT 1.5 AS half", "half, is DECIMAL(2,1). Cast it"),
                        List.of("SELECT '1'::BIT AS bits", "bits, is BIT"),
                        List.of("SELECT 'a'", "the keys are texts"),
                        List.of("SELECT 1 AS a, 2 AS a", "two columns a"),
                        List.of("SELECT error('no key')::BIGINT", "no key"))) {
            Throwable e =
                    assertThrows(
                            Throwable.class,
                            () -> query("SELECT * FROM " + lookup(set, it.get(0))));
            String message = e.getMessage() + e.getCause();
            assertTrue(message.contains(it.get(1)), message);
        }
        assertEquals("1", one("SELECT 1"));
    }

    @Test
    void secondaryIndexIsReadInsteadOfTheSet() {
        String set = numbers(1_000);
        SetName name = SetName.of(namespace, set);
        maps.createIndex(
                IndexDefinition.of(name, set + "_n", "number", IndexDefinition.Type.NUMERIC),
                Duration.ofSeconds(20));
        maps.createIndex(
                IndexDefinition.of(name, set + "_t", "text", IndexDefinition.Type.STRING),
                Duration.ofSeconds(20));
        declare(set, NUMBER, TEXT);
        String numeric = "index " + set + "_n (";
        assertEquals(numeric + "991 <= number)", access(set, "number > 990"));
        assertEquals(
                numeric + "5 <= number <= 7), filtered by the nodes",
                access(set, "number BETWEEN 5 AND 7 AND text <> 'x'"));
        assertEquals("index " + set + "_t (text = 'text 3')", access(set, "text = 'text 3'"));
        assertEquals("9", one("SELECT count(*) FROM " + table(set) + " WHERE number > 990"));
        assertEquals("100", one("SELECT count(*) FROM " + table(set) + " WHERE text = 'text 3'"));
        assertEquals("scan, filtered by the nodes", access(set, "number > 990 OR text = 'text 3'"));
        maps.dropIndex(namespace, set + "_n", Duration.ofSeconds(20));
        maps.dropIndex(namespace, set + "_t", Duration.ofSeconds(20));
    }

    @Test
    void recordsThatDoNotFitFailWithAndWithoutAFilter() {
        String set = numbers(10);
        maps.put(Key.of(namespace, set, 10), Bin.of("number", "ten"));
        declare(set, NUMBER);
        for (String where : List.of("", " WHERE number > 5")) {
            AssertionError e =
                    assertThrows(
                            AssertionError.class,
                            () -> query("SELECT number FROM " + table(set) + where));
            assertTrue(String.valueOf(e.getCause()).contains("Bin \"number\""), e.toString());
        }
        reopen(
                FunctionOptions.builder()
                        .schema(SetName.of(namespace, set), new Schema(List.of(NUMBER)))
                        .stream(
                                StreamOptions.builder()
                                        .readOptions(
                                                ReadOptions.builder()
                                                        .onMismatch(OnMismatch.NULL)
                                                        .build())
                                        .build())
                        .build());
        assertEquals("4", one("SELECT count(*) FROM " + table(set) + " WHERE number > 5"));
        assertEquals("1", one("SELECT count(*) FROM " + table(set) + " WHERE number IS NULL"));
    }
}
