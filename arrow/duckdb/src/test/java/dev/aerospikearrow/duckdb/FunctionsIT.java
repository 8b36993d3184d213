package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table functions, and results written back. */
class FunctionsIT extends DuckDbTest {
    FunctionsIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    @BeforeEach
    void define() throws SQLException {
        aerospike.registerFunctions(
                FunctionOptions.builder().stream(options(1_000).build()).scanThreads(3).build());
    }

    @Test
    void scanReadsEveryRecordOnceAndAgainInTheNextQuery() throws SQLException {
        String set = numbers(20_000);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "20000|20000|199990000",
                    one(
                            "SELECT count(*), count(DISTINCT text), sum(number) FROM "
                                    + scan(set, "")));
        }
        maps.put(Key.of(namespace, set, 20_000), Bin.of("number", 1), Bin.of("text", "new"));
        assertEquals("20001", one("SELECT count(*) FROM " + scan(set, "")));
    }

    @Test
    void onlyColumnsThatAQueryUsesAreRead() throws SQLException {
        String set = numbers(100);
        maps.put(Key.of(namespace, set, 3), Bin.of("text", 3));
        String schema = ", on_mismatch := 'fail'";
        assertEquals("100", one("SELECT count(*) FROM " + scan(set, schema)));
        assertEquals("4950", one("SELECT sum(number) FROM " + scan(set, schema)));
        SQLException e =
                assertThrows(
                        SQLException.class,
                        () -> query("SELECT max(text) FROM " + scan(set, schema)));
        assertTrue(e.getMessage().contains("Bin \"text\""), e.getMessage());
        assertFalse(e.getMessage().contains("\tat "), "no stack trace: " + e.getMessage());
        assertEquals("99", one("SELECT count(text) FROM " + scan(set, ", on_mismatch := 'null'")));
        assertEquals(
                "100", one("SELECT count(text) FROM " + scan(set, ", on_mismatch := 'coerce'")));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void planKnowsHowManyRecordsThereAre() throws SQLException {
        String set = numbers(20_000);
        String plan = String.join("\n", query("EXPLAIN SELECT number FROM " + scan(set, "")));
        assertTrue(plan.contains("~20,000 rows"), plan);
        plan =
                String.join(
                        "\n",
                        query("EXPLAIN SELECT number FROM " + scan(set, ", max_records := 7")));
        assertTrue(plan.contains("~7 rows"), plan);
    }

    @Test
    void scanHasKeysAndMetadataOnRequest() throws SQLException {
        String set = numbers(10);
        assertEquals(
                "10|10|40|1",
                one(
                        "SELECT count(*), count(*) FILTER (__key = number),"
                                + " max(length(__digest)), max(__generation) FROM "
                                + scan(set, ", key := 'BIGINT', metadata := true")));
        assertEquals(4, query("FROM " + scan(set, ", max_records := 4")).size());
    }

    @Test
    void declaredSchemaGoesBeforeASample() throws SQLException {
        String set = cluster.uniqueSet();
        aerospike.registerFunctions(
                FunctionOptions.builder()
                        .schema(SetName.of(namespace, set), NUMBERS)
                        .allowEmpty()
                        .build());
        assertEquals("0", one("SELECT count(number) FROM " + scan(set, "")));
        assertEquals(
                List.of("number|BIGINT", "text|VARCHAR"),
                query(
                        "SELECT column_name, column_type FROM (DESCRIBE FROM "
                                + scan(set, "")
                                + ")"));
    }

    @Test
    void sampleIsAsLargeAsTheOptionsSay() throws SQLException {
        String set = cluster.uniqueSet();
        for (int i = 0; i < 10; i++) {
            maps.put(Key.of(namespace, set, i), Bin.of("bin" + i, i));
        }
        String columns = "SELECT count(*) FROM (DESCRIBE FROM " + scan(set, "") + ")";
        assertEquals("10", one(columns));
        aerospike.registerFunctions(FunctionOptions.builder().sampleRecords(3).build());
        assertEquals("3", one(columns));
        assertThrows(
                IllegalArgumentException.class, () -> FunctionOptions.builder().sampleRecords(0));
    }

    @Test
    void setWithoutRecordsHasNoRowsAndOnlyMetadata() throws SQLException {
        String set = numbers(1);
        maps.delete(Key.of(namespace, set, 0));
        assertEquals("0", one("SELECT count(*) FROM " + scan(set, "")));
        String unknown = scan(cluster.uniqueSet(), ", allow_empty := true");
        assertEquals("0", one("SELECT count(*) FROM " + unknown));
    }

    @Test
    void unknownNamesAreRefusedWithTheNearest() throws SQLException {
        String set = numbers(3);
        String meant = "Did you mean " + set + " (3 records)?";
        assertFails(meant, "FROM " + scan(set + "x", ""));
        assertFails(meant, "FROM " + lookup(set + "x", "SELECT 1", ""));
        assertFails("allow_empty := true", "FROM " + scan(set + "x", ""));
        assertFails("Did you mean test (", "FROM aerospike_scan('tset', '" + set + "')");
        assertFails("Did you mean null?", "FROM " + scan(set, ", on_mismatch := 'nul'"));
        assertFails("Did you mean number?", "FROM " + scan(set, ", filter := 'numbr > 1'"));
        Schema mistyped = new Schema(List.of(Field.nullable("txet", ArrowType.Utf8.INSTANCE)));
        aerospike.registerFunctions(
                FunctionOptions.builder().schema(SetName.of(namespace, set), mistyped).build());
        assertFails("has a bin txet. Did you mean text?", "FROM " + scan(set, ""));
        assertEquals(3, query("FROM " + scan(set, ", allow_empty := true")).size());
    }

    @Test
    void keysOfAnotherTypeThanThoseOfTheSetAreRefusedIfNoneIsFound() throws SQLException {
        String set = cluster.uniqueSet();
        maps.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build())
                .put(Key.of(namespace, set, 7), Bin.of("a", 7));
        String texts = "SELECT '7'";
        assertFails(
                "the keys are texts, but those that are stored in the set are integers",
                "FROM " + lookup(set, texts, ""));
        assertFails("the keys are texts", "SELECT count(*) FROM " + lookup(set, texts, ""));
        assertEquals("7|null", one("FROM " + lookup(set, texts, ", allow_empty := true")));
        assertEquals("8|null", one("FROM " + lookup(set, "SELECT 8", "")));
        assertEquals("7|7", one("FROM " + lookup(set, "SELECT 7 -- the key", "")));
    }

    @Test
    void aKeyOfAnotherTypeThanItsColumnHasThePolicyOfOtherColumns() throws SQLException {
        String set = cluster.uniqueSet();
        maps.with(WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build())
                .put(Key.of(namespace, set, "k"), Bin.of("a", 1));
        assertFails("__key", "SELECT __key FROM " + scan(set, ", key := 'BIGINT'"));
        String asNull = scan(set, ", key := 'BIGINT', on_mismatch := 'null'");
        assertEquals("null|1", one("SELECT __key, a FROM " + asNull));
    }

    @Test
    void valuesWithoutATypeInTheDriverAreTextsThatACastReads() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(
                Key.of(namespace, set, 1),
                Bin.of("blob", new byte[] {0, (byte) 0xff}),
                Bin.of("list", List.of(1, 2, 3)),
                Bin.of("map", Map.of("a", 1.5, "b", 2.5)));
        maps.put(Key.of(namespace, set, 2), Bin.of("list", List.of()));
        assertEquals(
                "BLOB|6|2.5",
                one(
                        "SELECT typeof(from_hex(blob)), list_sum(list::BIGINT[]),"
                                + " map::JSON->>'b' FROM "
                                + scan(set, "")
                                + " WHERE blob IS NOT NULL"));
        assertEquals(
                "[]|null", one("SELECT list, map FROM " + scan(set, "") + " WHERE blob IS NULL"));
    }

    @Test
    void lookupAnswersTheKeysOfAQueryInItsOrder() throws SQLException {
        String set = numbers(10);
        assertEquals(
                List.of("7|number 7", "99|null", "null|null", "7|number 7"),
                query(
                        "SELECT __key, text FROM "
                                + lookup(set, "VALUES (7), (99), (NULL), (7)", "")));
        run("CREATE TABLE wanted AS SELECT range AS id, 'w' || range AS w FROM range(5, 15)");
        assertEquals(
                "10|5|35",
                one(
                        "SELECT count(*), count(text), sum(number) FROM wanted JOIN "
                                + lookup(set, "SELECT id FROM wanted", "")
                                + " ON __key = id"));
        assertEquals(
                List.of("-2|1", "0|1", "2|1"),
                query(
                        "SELECT __result_code, count(*) FROM "
                                + lookup(set, "VALUES (1), (50), (NULL)", ", metadata := true")
                                + " GROUP BY ALL ORDER BY ALL"));
    }

    @Test
    void lookupOfManyKeysIsStreamed() throws SQLException {
        String set = numbers(20_000);
        assertEquals(
                "40000|20000|199990000",
                one(
                        "SELECT count(*), count(text), sum(number) FROM "
                                + lookup(set, "SELECT range FROM range(40000)", "")));
        assertEquals(5, query("FROM " + lookup(set, "FROM range(40000)", "") + " LIMIT 5").size());
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void lookupTakesTextsAsKeys() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, "alice"), Bin.of("visits", 3));
        assertEquals(
                List.of("alice|3", "bob|null"),
                query("FROM " + lookup(set, "VALUES ('alice'), ('bob')", "")));
    }

    @Test
    void lookupTakesTheTextsOfAnEnumAsKeys() throws SQLException {
        String set = cluster.uniqueSet();
        maps.put(Key.of(namespace, set, "alice"), Bin.of("visits", 3));
        maps.put(Key.of(namespace, set, "bob"), Bin.of("visits", 4));
        run("CREATE TYPE guest AS ENUM ('nobody', 'bob', 'alice')");
        run(
                "CREATE TABLE guests AS SELECT unnest(['bob', 'alice', 'nobody', NULL, 'bob'])::guest"
                        + " AS guest");
        assertEquals(
                List.of("bob|4", "alice|3", "nobody|null", "null|null", "bob|4"),
                query("FROM " + lookup(set, "SELECT guest FROM guests", "")));
        assertEquals(
                "VARCHAR",
                one(
                        "SELECT DISTINCT typeof(__key) FROM "
                                + lookup(set, "SELECT guest FROM guests", "")));
    }

    @Test
    void binsThatDifferOnlyByCaseAreRefusedUntilTheSchemaHasOtherNames() throws SQLException {
        String set = cluster.uniqueSet();
        Key key = Key.of(namespace, set, 1);
        maps.put(key, Bin.of("Name", "a"), Bin.of("name", "b"), Bin.of("NAME", "c"));
        for (String function : List.of(scan(set, ""), lookup(set, "VALUES (1)", ""))) {
            SQLException e = assertThrows(SQLException.class, () -> query("FROM " + function));
            for (String part : List.of("\"Name\"", "\"name\"", "\"NAME\"", "aerospike.bin")) {
                assertTrue(e.getMessage().contains(part), e.getMessage());
            }
        }
        Schema schema =
                new Schema(
                        List.of(
                                NamesTest.text("Name"),
                                NamesTest.textOf("name_lower", "name"),
                                NamesTest.textOf("name_upper", "NAME")));
        aerospike.registerFunctions(
                FunctionOptions.builder().schema(SetName.of(namespace, set), schema).build());
        assertEquals("a|b|c", one("FROM " + scan(set, "")));
        assertEquals("1|a|b|c", one("FROM " + lookup(set, "VALUES (1)", "")));
    }

    @Test
    void namesThatDifferOnlyByCaseAreWrittenBackAsTheyAre() throws SQLException {
        String set = cluster.uniqueSet();
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id").set(SetName.of(namespace, set)).build();
        aerospike.write("SELECT 1 AS id, 'a' AS \"Name\", 'b' AS \"name\"", options);
        assertEquals(
                Map.of("Name", "a", "name", "b"),
                maps.get(Key.of(namespace, set, 1)).orElseThrow().bins());
    }

    @Test
    void limitThatIsNotPositiveIsRefused() throws SQLException {
        String set = numbers(10);
        for (String limit : List.of("-1", "0", "-9223372036854775808")) {
            assertFails(
                    "max_records is 1 or more, but found " + limit,
                    "FROM " + scan(set, ", max_records := " + limit));
        }
        assertEquals("1", one("SELECT count(*) FROM " + scan(set, ", max_records := 1")));
        assertEquals(
                "10",
                one("SELECT count(*) FROM " + scan(set, ", max_records := 9223372036854775807")));
    }

    @Test
    void aFilterIsEvaluatedByTheNodes() throws SQLException {
        String set = numbers(10);
        assertEquals(
                "2",
                one("SELECT count(*) FROM " + scan(set, ", filter := 'number in (3, 5, 70)'")));
        assertEquals(
                "3",
                one(
                        "SELECT min(number) FROM "
                                + scan(set, ", filter := 'number > 2.5 AND text IS NOT NULL'")));
        assertFails(
                "The filter \"number >\" cannot be read at character 9",
                "FROM " + scan(set, ", filter := 'number >'"));
    }

    @Test
    void namedArgumentThatIsNullIsRefused() {
        String set = numbers(1);
        for (String name :
                List.of("filter", "max_records", "key", "metadata", "on_mismatch", "retry_for")) {
            assertFails(name + " is NULL", "FROM " + scan(set, ", " + name + " := NULL"));
        }
        for (String name : List.of("metadata", "on_mismatch", "retry_for")) {
            assertFails(
                    name + " is NULL",
                    "FROM " + lookup(set, "VALUES (1)", ", " + name + " := NULL"));
        }
    }

    @Test
    void aCallSaysForHowLongItIsTriedAgain() throws SQLException {
        String set = numbers(3);
        for (String limit : List.of("0", "-1.5")) {
            assertFails(
                    "retry_for is more than 0 seconds, but found " + Double.valueOf(limit),
                    "FROM " + scan(set, ", retry_for := " + limit));
        }
        assertEquals("3", one("SELECT count(*) FROM " + scan(set, ", retry_for := 0.5")));
        assertEquals(
                "1", one("SELECT count(*) FROM " + lookup(set, "VALUES (1)", ", retry_for := 90")));
    }

    @Test
    void aGoneClusterFailsAQueryWhenItHasBeenTriedForAsLongAsItSays() throws SQLException {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(1).start();
                ColumnarClient client = ColumnarClient.connect(own.hosts().get(0));
                AerospikeDuckDb here = AerospikeDuckDb.over(duckdb, client)) {
            here.registerFunctions(
                    FunctionOptions.builder().schema(SetName.of("test", "x"), NUMBERS).build());
            own.node(0).stop();
            assertFails("aerospike_scan: ", "FROM aerospike_scan('test', 'x', retry_for := 0.2)");
        }
    }

    @Test
    void badCallsSayWhatToDo() {
        String set = numbers(1);
        assertFails("on_mismatch is one of", "FROM " + scan(set, ", on_mismatch := 'x'"));
        assertFails("'BIGINT' or 'VARCHAR'", "FROM " + scan(set, ", key := 'DOUBLE'"));
        assertFails("is NULL", "FROM aerospike_scan(NULL, 'x')");
        assertFails("query of the keys fails", "FROM " + lookup(set, "FROM nowhere", ""));
        assertFails("Cast it", "FROM " + lookup(set, "SELECT 1.5::DOUBLE", ""));
        assertFails("nosuch", "FROM aerospike_scan('nosuch', 'x')");
    }

    private void assertFails(String message, String sql) {
        SQLException e = assertThrows(SQLException.class, () -> query(sql));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void queriesOnSeveralConnectionsRunAtTheSameTime() throws Exception {
        String set = numbers(10_000);
        try (Connection other = duckdb.unwrap(DuckDBConnection.class).duplicate()) {
            String sql = "SELECT sum(number) FROM " + scan(set, "");
            CompletableFuture<List<String>> beside =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return query(other, sql);
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertEquals("49995000", one(sql));
            assertEquals(List.of("49995000"), beside.get());
        }
    }

    @Test
    void queryThatIsCancelledGivesEverythingBack() throws Exception {
        String set = numbers(20_000);
        for (String source :
                List.of(
                        scan(set, ""),
                        lookup(set, "SELECT range % 20000 FROM range(10000000)", ""))) {
            try (Statement statement = duckdb.createStatement()) {
                CompletableFuture<SQLException> failure =
                        CompletableFuture.supplyAsync(
                                () ->
                                        assertThrows(
                                                SQLException.class,
                                                () ->
                                                        statement.executeQuery(
                                                                "SELECT max(a.number + b.range) FROM "
                                                                        + source
                                                                        + " a, range(1000000) b")));
                while (allocator.getPeakMemoryAllocation() == 0 && !failure.isDone()) {
                    Thread.onSpinWait();
                }
                cancelUntilDone(statement, failure);
                assertTrue(
                        failure.get().getMessage().contains("nterrupt"),
                        failure.get().getMessage());
            }
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    /** A query that has failed closes its statement, and that cannot be cancelled any more. */
    private static void cancelUntilDone(Statement statement, CompletableFuture<?> query) {
        while (!query.isDone()) {
            try {
                statement.cancel();
            } catch (SQLException closed) {
                query.join();
            }
        }
    }

    @Test
    void functionsOfAClosedObjectFailWithAMessage() throws SQLException {
        String set = numbers(10);
        aerospike.close();
        assertFails("is closed", "FROM " + scan(set, ""));
        assertFails("is closed", "FROM " + lookup(set, "VALUES (1)", ""));
        try (AerospikeDuckDb another = AerospikeDuckDb.over(duckdb, columns)) {
            another.registerFunctions(FunctionOptions.DEFAULT);
            assertEquals("10", one("SELECT count(*) FROM " + scan(set, "")));
        }
    }

    @Test
    void clusterThatIsGoneFailsTheQueryWithinItsTimeout() throws SQLException {
        QueryPolicy hasty =
                QueryPolicy.DEFAULT.toBuilder()
                        .socketTimeout(Duration.ofMillis(500))
                        .totalTimeout(Duration.ofMillis(500))
                        .build();
        FunctionOptions options =
                FunctionOptions.builder().schema(SetName.of("test", "x"), NUMBERS).stream(
                                options(100).build())
                        .allowEmpty()
                        .build();
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(1).start();
                ColumnarClient client = ColumnarClient.connect(own.hosts().get(0));
                AerospikeDuckDb here = AerospikeDuckDb.over(duckdb, client.with(hasty))) {
            here.registerFunctions(options);
            assertEquals("0", one("SELECT count(*) FROM aerospike_scan('test', 'x')"));
            own.node(0).stop();
            assertFails("aerospike_scan: ", "FROM aerospike_scan('test', 'x')");
        }
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void resultOfAQueryIsWrittenBack() throws SQLException {
        String set = numbers(1_000);
        String target = cluster.uniqueSet();
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("bucket").set(SetName.of(namespace, target)).build();
        WriteResult result =
                aerospike.write(
                        "SELECT number // 100 AS bucket, count(*) AS n, sum(number) AS total,"
                                + " avg(number) AS mean, list(number ORDER BY number)[:2] AS first,"
                                + " {'low': min(number), 'name': 'b'} AS info FROM "
                                + scan(set, "")
                                + " GROUP BY ALL",
                        options);
        assertEquals(10, result.requireAllWritten().writtenCount());
        Map<String, Object> bins = maps.get(Key.of(namespace, target, 3)).orElseThrow().bins();
        assertEquals(
                Map.of(
                        "n",
                        100L,
                        "total",
                        34_950L,
                        "mean",
                        349.5,
                        "first",
                        List.of(300L, 301L),
                        "info",
                        Map.of("low", 300L, "name", "b")),
                bins);
        assertEquals("10|499500", one("SELECT count(*), sum(total) FROM " + scan(target, "")));
    }

    @Test
    void resultOfTheCallersOwnStatementIsWrittenBack() throws SQLException {
        String target = cluster.uniqueSet();
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id").set(SetName.of(namespace, target)).build();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT range AS id, 'v' || range AS v FROM range(30000)")) {
            assertEquals(30_000, aerospike.write(rows, options).requireAllWritten().writtenCount());
        }
        assertEquals("30000", one("SELECT count(DISTINCT v) FROM " + scan(target, "")));
    }

    @Test
    void queryThatFailsWritesNothing() {
        ColumnarWriteOptions options =
                ColumnarWriteOptions.keyedBy("id").set(SetName.of(namespace, "x")).build();
        assertThrows(SQLException.class, () -> aerospike.write("FROM nowhere", options));
        assertThrows(
                IllegalArgumentException.class,
                () -> aerospike.write("SELECT 1 AS id, INTERVAL 1 MONTH AS m", options));
    }
}
