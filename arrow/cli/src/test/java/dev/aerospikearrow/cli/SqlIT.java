package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.cli.console.Console.Stream;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements over sets, as people write them. */
@ExtendWith(TestClusterExtension.class)
final class SqlIT {
    private static final String FLIGHTS =
            """
            {"id": 1, "origin": "JFK", "delay": 90, "miles": 12.5}
            {"id": 2, "origin": "JFK", "delay": 10, "miles": 1.0}
            {"id": 3, "origin": "ORD", "delay": 70, "miles": 3.0}
            {"id": 4, "origin": "ORD", "miles": 4.0}
            """;

    @TempDir private Path folder = Path.of("");

    private String hosts = "";
    private String set = "";

    @BeforeEach
    void importFlights(TestCluster cluster) throws IOException {
        hosts = People.hosts(cluster);
        set = cluster.namespace() + "." + cluster.uniqueSet();
        importInto(set);
    }

    private void importInto(String target) throws IOException {
        Path file = Files.writeString(folder.resolve("flights.jsonl"), FLIGHTS);
        CommandRun run =
                CommandRun.of("import", file.toString(), target, "-k", "id", "--hosts", hosts);
        assertEquals(0, run.status(), run.errors());
    }

    private CommandRun sql(String... arguments) {
        return sql(CommandRun.builder(), arguments);
    }

    private CommandRun sql(CommandRun.Builder builder, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sql";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--hosts";
        all[all.length - 1] = hosts;
        return builder.run(all);
    }

    @Test
    void theSetsThatAStatementNamesAreItsTables() {
        CommandRun run =
                sql(
                        "SELECT origin, avg(delay) AS delay, count(*) AS n FROM "
                                + set
                                + " GROUP BY 1 ORDER BY 1");
        assertEquals(0, run.status(), run.errors());
        assertEquals("origin,delay,n\nJFK,50.0,2\nORD,70.0,2\n", run.out());
        assertTrue(run.errors().startsWith("2 rows, "), run.errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH late AS (FROM %1$s WHERE delay > 60) SELECT count(*) AS n FROM late",
                "SELECT count(*) AS n FROM %1$s a JOIN %1$s b USING (__key) WHERE a.delay > 60",
                "SELECT (SELECT count(*) FROM %1$s WHERE delay > 60) AS n",
                "CREATE TABLE late AS FROM %1$s; SELECT count(*) AS n FROM late WHERE delay > 60",
                "CREATE VIEW late AS FROM %1$s; SELECT count(*) AS n FROM late WHERE delay > 60"
            })
    void theyAreFoundWhereverTheyStand(String statement) {
        CommandRun run = sql(statement.formatted(set));
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().endsWith("n\n2\n"), run.out());
    }

    @Test
    void describeAndSummarizeNameSetsToo() {
        assertTrue(sql("DESCRIBE " + set).out().contains("delay,BIGINT"));
        assertTrue(sql("SUMMARIZE " + set).out().contains("origin,VARCHAR,JFK,ORD"));
    }

    @Test
    void explainShowsAPlan() {
        CommandRun run = sql("EXPLAIN SELECT count(delay) FROM " + set);
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().contains("Projections: delay"), run.out());
        assertFalse(run.out().contains("miles"), run.out());
    }

    @Test
    void aResultIsAFile() {
        Path file = folder.resolve("late.parquet");
        CommandRun run = sql("FROM " + set + " WHERE delay > 60", "-o", file.toString());
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().startsWith("2 rows in " + file), run.errors());
        assertEquals("n\n2\n", sql("SELECT count(*) AS n FROM '" + file + "'").out());
    }

    @Test
    void aPersonGetsATable() {
        CommandRun run =
                sql(
                        CommandRun.builder().terminal(Stream.OUT),
                        "SELECT delay FROM " + set + " WHERE __key = 1");
        assertEquals(
                """
                ┌───────┐
                │ delay │
                │ Int64 │
                ├───────┤
                │    90 │
                └───────┘
                1 row
                """,
                run.out());
    }

    @Test
    void statementsOfStandardInputAreRun() {
        CommandRun run =
                sql(
                        CommandRun.builder().input("SELECT 1 AS a;\n-- next\nSELECT ';' AS b;\n"),
                        "-f",
                        "jsonl");
        assertEquals("{\"a\":1}\n{\"b\":\";\"}\n", run.out());
    }

    @Test
    void ctrlCBeforeTheStatementBeginsIsNotForgotten() throws Exception {
        Interruption signals = new Interruption();
        Thread signal = new Thread(signals::interrupt);
        signal.start();
        while (!signals.isInterrupted()) {
            Thread.onSpinWait();
        }
        CommandRun run =
                sql(CommandRun.builder().interruption(signals), "SELECT count(*) FROM " + set);
        assertEquals(130, run.status(), run.errors());
        assertEquals("", run.out());
        assertEquals("Interrupted.\n", run.errors());
        signal.join();
    }

    @Test
    void anUnknownSetNamesTheNearest() {
        CommandRun run = sql("SELECT count(*) FROM " + set + "x");
        assertEquals(8, run.status(), run.errors());
        String name = set.substring(set.indexOf('.') + 1);
        assertTrue(run.errors().contains("Did you mean " + name + " (4 records)?"), run.errors());
    }

    @Test
    void anUnknownNamespaceNamesTheNearest() {
        CommandRun run = sql("SELECT count(*) FROM tset.flights");
        assertEquals(4, run.status(), run.errors());
        assertTrue(run.errors().contains("Did you mean test ("), run.errors());
    }

    @Test
    void aSetWithoutItsNamespaceIsExplained() {
        String name = set.substring(set.indexOf('.') + 1);
        CommandRun run = sql("SELECT count(*) FROM " + name);
        assertEquals(8, run.status(), run.errors());
        assertTrue(run.errors().contains(set + " (4 records)"), run.errors());
    }

    @Test
    void anUnknownColumnNamesTheCandidates() {
        CommandRun run = sql("SELECT dealy FROM " + set);
        assertEquals(2, run.status());
        assertTrue(run.errors().contains("\"delay\""), run.errors());
    }

    @Test
    void setsThatDifferByCaseAreNotMixedUp() throws IOException {
        String name = set.substring(set.indexOf('.') + 1);
        String upper = set.replace(name, name.toUpperCase(java.util.Locale.ROOT));
        assertEquals("n\n4\n", sql("SELECT count(*) AS n FROM " + upper).out());
        importInto(upper);
        CommandRun run = sql("SELECT count(*) FROM " + set);
        assertEquals(2, run.status(), run.errors());
        assertTrue(run.errors().contains("aerospike_scan"), run.errors());
    }

    @Test
    void aSetMayHaveAnyName() throws IOException {
        String strange = set + " \"of\" größe";
        importInto(strange);
        String name = strange.substring(set.indexOf('.') + 1);
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        CommandRun run = sql("SELECT 'ä', count(*) AS n FROM test." + quoted);
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().endsWith("ä,4\n"), run.out());
    }

    @Test
    void theReasonOfAFailureIsKept() {
        CommandRun run = sql("SELECT origin::INTEGER FROM " + set);
        assertEquals(5, run.status());
        assertTrue(run.errors().contains("Could not convert string"), run.errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 1 AS a, 2 AS a", "SELECT INTERVAL 1 DAY", "SELECT 'x'::ENUM('x')"})
    void whatAFileCannotHoldIsRefused(String statement) {
        CommandRun run = sql(statement, "-f", "jsonl");
        assertEquals(2, run.status(), run.errors());
        assertEquals("", run.out());
    }

    @Test
    void headShowsSomeRecords() {
        CommandRun run =
                CommandRun.of("head", set, "-n", "2", "-c", "origin:Utf8", "--hosts", hosts);
        assertEquals(0, run.status(), run.errors());
        assertEquals(3, run.out().lines().count(), run.out());
        CommandRun none =
                CommandRun.of("head", set, "-n", "0", "-c", "origin:Utf8", "--hosts", hosts);
        assertEquals(0, none.status(), none.errors());
        assertEquals("origin\n", none.out());
        CommandRun negative = CommandRun.of("head", set, "-n", "-5", "--hosts", hosts);
        assertEquals(2, negative.status());
        assertTrue(
                negative.errors().contains("--limit is 0 or more, but found -5."),
                negative.errors());
    }
}
