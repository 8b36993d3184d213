package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Sets, batches and streams as tables and views. */
class TablesIT extends DuckDbTest {
    TablesIT(TestCluster cluster) throws SQLException {
        super(cluster);
    }

    @Test
    void setIsATableThatCanBeQueriedAgainCountedAndJoined() throws SQLException {
        String set = numbers(20_000);
        assertEquals(
                20_000,
                aerospike.createTable(
                        "numbers", QuerySpec.of(SetName.of(namespace, set)), NUMBERS));
        for (int i = 0; i < 2; i++) {
            assertEquals("20000", one("SELECT count(*) FROM numbers"));
            assertEquals("199990000", one("SELECT sum(number) FROM numbers"));
        }
        assertEquals(
                "100",
                one("SELECT count(*) FROM numbers JOIN range(100) r(number) USING (number)"));
        assertEquals("number 7", one("SELECT text FROM numbers WHERE number = 7"));
    }

    @Test
    void batchIsATableInTheOrderOfItsRows() throws SQLException {
        String set = numbers(10);
        Schema schema =
                new Schema(List.of(Field.nullable("__key", new ArrowType.Int(64, true)), TEXT));
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch batch =
                columns.batchRead(
                        BatchKeys.of(SetName.of(namespace, set), new long[] {7, 99, 3}),
                        schema,
                        options)) {
            assertEquals(3, aerospike.createTable("batch", batch));
            assertEquals(7, batch.rowOf(7).isPresent() ? 7 : 0, "the batch is still there");
        }
        assertEquals(List.of("7|number 7", "99|null", "3|number 3"), query("SELECT * FROM batch"));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void batchWithADictionaryIsATableOfTexts() throws SQLException {
        String set = numbers(3);
        Field text =
                new Field(
                        "text",
                        new FieldType(
                                true,
                                ArrowType.Utf8.INSTANCE,
                                new DictionaryEncoding(1, false, new ArrowType.Int(8, true))),
                        List.of());
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch batch =
                columns.batchRead(
                        BatchKeys.of(SetName.of(namespace, set), new long[] {2, 1, 2}),
                        new Schema(List.of(text)),
                        options)) {
            aerospike.createTable("batch", batch);
        }
        assertEquals(
                List.of("number 2", "number 1", "number 2"),
                query("SELECT text::VARCHAR FROM batch"));
    }

    @Test
    void emptySetIsAnEmptyTableWithItsColumns() throws SQLException {
        String set = cluster.uniqueSet();
        assertEquals(
                0,
                aerospike.createTable(
                        "nothing", QuerySpec.of(SetName.of(namespace, set)), NUMBERS));
        assertEquals(
                List.of("number|BIGINT", "text|VARCHAR"),
                query("SELECT column_name, column_type FROM (DESCRIBE nothing)"));
    }

    @Test
    void streamOfKeysIsInsertedByTheNamesOfItsColumns() throws SQLException {
        String set = numbers(1_000);
        run("CREATE TABLE t (text VARCHAR, other INTEGER DEFAULT 5, number BIGINT)");
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set), LongStream.range(0, 1_000).iterator());
        assertEquals(
                1_000,
                aerospike.insertInto(
                        "t", columns.batchReadStream(keys, NUMBERS, options(300).build())));
        assertEquals("1000|499500|5", one("SELECT count(*), sum(number), max(other) FROM t"));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void viewIsReadOnceWithoutACopy() throws SQLException {
        String set = numbers(5_000);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(1_000).build());
        try (StreamView view = aerospike.createView("live", reader)) {
            assertEquals("12497500", one("SELECT sum(number) FROM live"));
            assertEquals(5_000, view.rowCount());
            assertEquals(0, allocator.getAllocatedMemory(), "the stream is closed with the query");
            SQLException again =
                    assertThrows(SQLException.class, () -> query("SELECT count(*) FROM live"));
            assertTrue(again.getMessage().contains("released"), again.getMessage());
        }
        assertThrows(SQLException.class, () -> query("SELECT count(*) FROM live"));
    }

    @Test
    void viewThatNobodyReadsGivesItsStreamBack() throws SQLException {
        String set = numbers(100);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(10).build());
        aerospike.createView("live", reader).close();
        assertThrows(IllegalStateException.class, reader::loadNextBatch);
    }

    @Test
    void statementThatWasPreparedBeforeTheViewWasClosedHasTheStream() throws SQLException {
        String set = numbers(100);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(10).build());
        StreamView view = aerospike.createView("live", reader);
        try (PreparedStatement late = duckdb.prepareStatement("SELECT sum(number) FROM live")) {
            view.close();
            try (ResultSet rows = late.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(4_950, rows.getLong(1));
            }
            assertThrows(SQLException.class, late::executeQuery);
        }
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void limitLeavesTheRestUnread() throws SQLException {
        String set = numbers(20_000);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(100).build());
        try (StreamView view = aerospike.createView("live", reader)) {
            assertEquals(3, query("SELECT * FROM live LIMIT 3").size());
            assertTrue(view.rowCount() < 20_000, view.rowCount() + " rows");
        }
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void valueThatDoesNotFitFailsTheCopyAsItFailsTheRead() throws SQLException {
        String set = numbers(10);
        maps.put(Key.of(namespace, set, 3), Bin.of("number", "three"));
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () ->
                                aerospike.createTable(
                                        "numbers",
                                        columns.scan(
                                                QuerySpec.of(SetName.of(namespace, set)),
                                                NUMBERS,
                                                options(100).build())));
        assertTrue(e.getMessage().contains("number"), e.getMessage());
        assertFalse(query("SHOW TABLES").contains("numbers"));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void closingTheReaderCancelsTheCopy() throws Exception {
        String set = numbers(20_000);
        ScanReader[] reader = new ScanReader[1];
        reader[0] =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)),
                        NUMBERS,
                        options(100)
                                .progressListener(
                                        progress -> {
                                            if (progress.rows() == 5_000) {
                                                Thread canceller = new Thread(reader[0]::close);
                                                canceller.start();
                                                while (canceller.getState() != Thread.State.BLOCKED
                                                        && canceller.isAlive()) {
                                                    Thread.onSpinWait();
                                                }
                                            }
                                        })
                                .build());
        RuntimeException e =
                assertThrows(
                        RuntimeException.class, () -> aerospike.createTable("numbers", reader[0]));
        assertTrue(
                e instanceof CancellationException || e instanceof IllegalStateException,
                e.toString());
        assertFalse(query("SHOW TABLES").contains("numbers"));
    }

    @Test
    void tableThatExistsIsLeftAlone() throws SQLException {
        String set = numbers(10);
        run("CREATE TABLE numbers AS SELECT 1 AS one");
        assertThrows(
                SQLException.class,
                () ->
                        aerospike.createTable(
                                "numbers", QuerySpec.of(SetName.of(namespace, set)), NUMBERS));
        assertEquals("1", one("FROM numbers"));
    }

    @Test
    void namesMayBeAnything() throws SQLException {
        String set = numbers(10);
        String name = "my \"own\" table; DROP";
        assertEquals(
                10, aerospike.createTable(name, QuerySpec.of(SetName.of(namespace, set)), NUMBERS));
        assertEquals("10", one("SELECT count(*) FROM \"my \"\"own\"\" table; DROP\""));
        assertThrows(
                IllegalArgumentException.class,
                () -> aerospike.createTable("", QuerySpec.of(SetName.of(namespace, set)), NUMBERS));
    }

    @Test
    void binsThatDifferOnlyByCaseAreRefusedUntilTheSchemaHasOtherNames() throws Exception {
        String set = cluster.uniqueSet();
        Key key = Key.of(namespace, set, 1);
        maps.put(key, Bin.of("Name", "a"), Bin.of("name", "b"));
        run("CREATE TABLE there (name VARCHAR)");
        Schema same = new Schema(List.of(NamesTest.text("Name"), NamesTest.text("name")));
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, set));
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch batch = columns.batchRead(BatchKeys.of(List.of(key)), same, options)) {
            for (Executable attempt :
                    List.<Executable>of(
                            () -> aerospike.createTable("t", spec, same),
                            () -> aerospike.createTable("t", batch),
                            () ->
                                    aerospike.createView(
                                            "t", columns.scan(spec, same, options(10).build())),
                            () ->
                                    aerospike.insertInto(
                                            "there",
                                            columns.scan(spec, same, options(10).build())))) {
                IllegalArgumentException e = assertThrows(IllegalArgumentException.class, attempt);
                assertTrue(e.getMessage().contains("\"Name\", \"name\""), e.getMessage());
            }
        }
        assertEquals(List.of("there"), query("SHOW TABLES"));
        assertEquals(0, allocator.getAllocatedMemory());
        Schema own =
                new Schema(List.of(NamesTest.text("Name"), NamesTest.textOf("name_lower", "name")));
        assertEquals(1, aerospike.createTable("t", spec, own));
        assertEquals("a|b", one("SELECT Name, name_lower FROM t"));
    }

    @Test
    void rowsAreClosedWhenTheTablesNameIsRefused() throws Exception {
        String set = numbers(10);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(10).build());
        assertThrows(IllegalArgumentException.class, () -> aerospike.createTable("", reader));
        assertThrows(IllegalStateException.class, reader::loadNextBatch);
    }

    @Test
    void copyIsPartOfATransaction() throws SQLException {
        String set = numbers(10);
        duckdb.setAutoCommit(false);
        aerospike.createTable("numbers", QuerySpec.of(SetName.of(namespace, set)), NUMBERS);
        assertEquals("10", one("SELECT count(*) FROM numbers"));
        duckdb.rollback();
        duckdb.setAutoCommit(true);
        assertFalse(query("SHOW TABLES").contains("numbers"));
    }

    @Test
    void failedTransactionStillGivesStreamsBack() throws SQLException {
        String set = numbers(10);
        ScanReader reader =
                columns.scan(
                        QuerySpec.of(SetName.of(namespace, set)), NUMBERS, options(10).build());
        duckdb.setAutoCommit(false);
        query("SELECT 1");
        StreamView view = aerospike.createView("live", reader);
        assertThrows(SQLException.class, () -> query("SELECT 1 // 0 FROM nowhere"));
        try {
            view.close();
        } catch (SQLException aborted) {
            assertTrue(aborted.getMessage().contains("abort"), aborted.getMessage());
        }
        duckdb.rollback();
        assertThrows(IllegalStateException.class, reader::loadNextBatch);
    }

    @Test
    void schemaWithoutFieldsIsRefused() {
        String set = numbers(1);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                aerospike.createTable(
                                        "t",
                                        columns.scan(
                                                QuerySpec.of(SetName.of(namespace, set)),
                                                new Schema(List.of()),
                                                options(10).build())));
        assertTrue(e.getMessage().contains("__generation"), e.getMessage());
    }
}
