package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Results as records: {@code COPY … TO} a set. */
class NativeCopyIT extends NativeDuckDbTest {
    private final String set;

    NativeCopyIT(TestCluster cluster) {
        super(cluster);
        set = cluster.uniqueSet();
    }

    private void copy(String query, String options) {
        duckdb.execute(
                "COPY ("
                        + query
                        + ") TO '"
                        + namespace
                        + "."
                        + set
                        + "' (FORMAT aerospike"
                        + options
                        + ")");
    }

    private Map<String, Object> bins(Object key) {
        Key of =
                key instanceof String text
                        ? Key.of(namespace, set, text)
                        : Key.of(namespace, set, (Integer) key);
        return maps.get(of).orElseThrow().bins();
    }

    @Test
    void rowsBecomeRecords() {
        copy(
                "SELECT range AS id, range * 2 AS n, 'text ' || range AS t, [range, 7] AS l,"
                        + " {'a': range} AS s, CASE WHEN range % 2 = 0 THEN 'even' ELSE 'odd' END"
                        + "::ENUM('odd', 'even') AS e FROM range(10000)",
                ", KEY 'id'");
        assertEquals(
                Map.of(
                        "n",
                        14L,
                        "t",
                        "text 7",
                        "l",
                        List.of(7L, 7L),
                        "s",
                        Map.of("a", 7L),
                        "e",
                        "odd"),
                bins(7));
        assertEquals("10000|99990000", one("SELECT count(*), sum(n) FROM " + table(set)));
    }

    @Test
    void setIsCopiedIntoAnother() {
        copy("SELECT 'a' AS airport, 1.5::DOUBLE AS delay", ", KEY 'airport'");
        assertEquals(Map.of("delay", 1.5), bins("a"));
    }

    @Test
    void keysAreStoredWhereThatIsAskedFor() {
        copy("SELECT 'a' AS airport, 1 AS n", ", KEY 'airport', SEND_KEY true");
        assertEquals("a|1", one("SELECT __key, n FROM " + table(set)));
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () -> copy("SELECT 'a' AS airport, 1 AS n", ", KEY 'airport', SEND_KEY 7"));
        assertTrue(e.getMessage().contains("but found 7"), e.getMessage());
    }

    /** DuckDB would replace it after the records are written, and fail. */
    @Test
    void fileOfTheNameIsLeftAlone() throws IOException {
        Path file = Files.createFile(Path.of(namespace + "." + set));
        try {
            DuckDbException e =
                    assertThrows(
                            DuckDbException.class,
                            () -> copy("SELECT 1 AS id, 2 AS n", ", KEY 'id'"));
            assertTrue(e.getMessage().contains("wrote 0 rows"), e.getMessage());
            assertTrue(Files.exists(file));
            assertTrue(maps.get(Key.of(namespace, set, 1)).isEmpty());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void whatABinCannotKeepIsRefusedBeforeAnythingIsWritten() {
        for (String column : List.of("'1'::BIT", "INTERVAL 1 MONTH", "[1::UHUGEINT]")) {
            DuckDbException e =
                    assertThrows(
                            DuckDbException.class,
                            () -> copy("SELECT 1 AS id, " + column + " AS x", ", KEY 'id'"));
            assertTrue(e.getMessage().contains("Column x is "), e.getMessage());
        }
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () -> copy("SELECT 1 AS id, 'infinity'::DATE AS x", ", KEY 'id'"));
        assertTrue(e.getMessage().contains("isfinite"), e.getMessage());
        assertTrue(maps.get(Key.of(namespace, set, 1)).isEmpty());
    }

    @Test
    void optionsAreChecked() {
        for (String options : List.of("", ", KEY 'id', COMPRESSION 'zstd'")) {
            DuckDbException e =
                    assertThrows(
                            DuckDbException.class, () -> copy("SELECT 1 AS id, 2 AS n", options));
            assertTrue(e.getMessage().contains("option KEY"), e.getMessage());
        }
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () ->
                                duckdb.execute(
                                        "COPY (SELECT 1 AS id) TO 'nowhere' (FORMAT aerospike, KEY 'id')"));
        assertTrue(e.getMessage().contains("'namespace.set'"), e.getMessage());
    }

    @Test
    void failureInTheMiddleSaysHowManyRowsWereWritten() {
        DuckDbException e =
                assertThrows(
                        DuckDbException.class,
                        () ->
                                copy(
                                        "SELECT range AS id, CASE WHEN range = 150000 THEN"
                                                + " 'infinity'::DATE ELSE '2026-01-01'::DATE END AS d"
                                                + " FROM range(200000)",
                                        ", KEY 'id'"));
        Matcher message =
                Pattern.compile("COPY TO wrote (\\d+) rows and then failed, in the rows from")
                        .matcher(e.getMessage());
        assertTrue(message.find(), e.getMessage());
        assertTrue(e.getMessage().contains("isfinite"), e.getMessage());
        assertEquals(message.group(1), one("SELECT count(*) FROM " + table(set)));
    }
}
