package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported is read by DuckDB and by pyarrow, each type as what it is. */
@ExtendWith(TestClusterExtension.class)
final class OtherReadersIT {
    /**
     * A column and what others read.
     *
     * @param source which of the values
     * @param type in the notation of the command line
     * @param duckType DuckDB's type, the same for Arrow and Parquet
     * @param duckText the value as DuckDB writes it
     * @param arrowType pyarrow's type in Arrow files
     * @param parquetType pyarrow's type in Parquet files
     * @param pythonText the value as Python writes it
     */
    private record Case(
            String source,
            String type,
            String duckType,
            String duckText,
            String arrowType,
            String parquetType,
            String pythonText) {}

    private static final Map<String, Object> VALUES =
            Map.of(
                    "i",
                    42L,
                    "n",
                    1_000_000L,
                    "d",
                    2.5,
                    "b",
                    true,
                    "s",
                    "Zürich",
                    "y",
                    new byte[] {0, -1},
                    "l",
                    List.of(1L, 2L),
                    "m",
                    Map.of("a", 1L, "b", 2L));

    private static final List<Case> CASES =
            List.of(
                    number("Int8", "TINYINT", "int8"),
                    number("Int16", "SMALLINT", "int16"),
                    number("Int32", "INTEGER", "int32"),
                    number("Int64", "BIGINT", "int64"),
                    number("UInt8", "UTINYINT", "uint8"),
                    number("UInt16", "USMALLINT", "uint16"),
                    number("UInt32", "UINTEGER", "uint32"),
                    number("UInt64", "UBIGINT", "uint64"),
                    same("d", "Float32", "FLOAT", "2.5", "float", "2.5"),
                    same("d", "Float64", "DOUBLE", "2.5", "double", "2.5"),
                    same("b", "Bool", "BOOLEAN", "true", "bool", "True"),
                    same("s", "Utf8", "VARCHAR", "Zürich", "string", "Zürich"),
                    new Case(
                            "s",
                            "LargeUtf8",
                            "VARCHAR",
                            "Zürich",
                            "large_string",
                            "string",
                            "Zürich"),
                    new Case(
                            "s",
                            "Utf8View",
                            "VARCHAR",
                            "Zürich",
                            "string_view",
                            "string",
                            "Zürich"),
                    same("y", "Binary", "BLOB", "\\x00\\xFF", "binary", "b'\\x00\\xff'"),
                    new Case(
                            "y",
                            "LargeBinary",
                            "BLOB",
                            "\\x00\\xFF",
                            "large_binary",
                            "binary",
                            "b'\\x00\\xff'"),
                    new Case(
                            "y",
                            "FixedSizeBinary(2)",
                            "BLOB",
                            "\\x00\\xFF",
                            "fixed_size_binary[2]",
                            "binary",
                            "b'\\x00\\xff'"),
                    same(
                            "i",
                            "Decimal128(9, 2)",
                            "DECIMAL(9,2)",
                            "42.00",
                            "decimal128(9, 2)",
                            "42.00"),
                    same("i", "Date(day)", "DATE", "1970-02-12", "date32[day]", "1970-02-12"),
                    new Case(
                            "i",
                            "Time32(second)",
                            "TIME",
                            "00:00:42",
                            "time32[s]",
                            "time64[us]",
                            "00:00:42"),
                    same("n", "Time64(microsecond)", "TIME", "00:00:01", "time64[us]", "00:00:01"),
                    same(
                            "n",
                            "Timestamp(microsecond)",
                            "TIMESTAMP",
                            "1970-01-01 00:00:01",
                            "timestamp[us]",
                            "1970-01-01 00:00:01"),
                    same(
                            "n",
                            "Timestamp(microsecond, UTC)",
                            "TIMESTAMP WITH TIME ZONE",
                            "1970-01-01 00:00:01+00",
                            "timestamp[us, tz=UTC]",
                            "1970-01-01 00:00:01+00:00"),
                    new Case(
                            "l",
                            "List<Int64>",
                            "BIGINT[]",
                            "[1, 2]",
                            "list<item: int64>",
                            "list<element: int64>",
                            "[1, 2]"),
                    new Case(
                            "l",
                            "FixedSizeList<Float32>(2)",
                            "FLOAT[2]",
                            "[1.0, 2.0]",
                            "fixed_size_list<item: float>[2]",
                            "list<element: float>",
                            "[1.0, 2.0]"),
                    new Case(
                            "m",
                            "Map<Utf8, Int64>",
                            "MAP(VARCHAR, BIGINT)",
                            "{a=1, b=2}",
                            "map<string, int64>",
                            "map<string, int64 ('c25')>",
                            "[('a', 1), ('b', 2)]"),
                    same(
                            "m",
                            "Struct<b: Int64, a: Int32>",
                            "STRUCT(b BIGINT, a INTEGER)",
                            "{'b': 2, 'a': 1}",
                            "struct<b: int64, a: int32>",
                            "{'b': 2, 'a': 1}"),
                    same("absent", "Int64", "BIGINT", "null", "int64", "None"));

    private static Case number(String type, String duckType, String pythonType) {
        return same("i", type, duckType, "42", pythonType, "42");
    }

    private static Case same(
            String source,
            String type,
            String duckType,
            String duckText,
            String pythonType,
            String pythonText) {
        return new Case(source, type, duckType, duckText, pythonType, pythonType, pythonText);
    }

    @TempDir private static Path folder = Path.of("");

    @BeforeAll
    static void export(TestCluster cluster) {
        String set = cluster.uniqueSet();
        List<Bin> bins = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            Case column = CASES.get(i);
            columns.add(name(i) + ":" + column.type());
            Object value = VALUES.get(column.source());
            if (value != null) {
                bins.add(Bin.of(name(i), value));
            }
        }
        try (AerospikeClient client = AerospikeClient.connect(People.hosts(cluster))) {
            client.put(Key.of(cluster.namespace(), set, 1), bins.toArray(Bin[]::new));
        }
        for (String format : List.of("parquet", "arrow", "arrows")) {
            CommandRun run =
                    CommandRun.of(
                            "export",
                            cluster.namespace() + "." + set,
                            "-o",
                            file(format).toString(),
                            "-c",
                            String.join(",", columns),
                            "--allow-empty", // One bin is absent.
                            "--hosts",
                            People.hosts(cluster));
            assertEquals(0, run.status(), run.errors());
        }
    }

    private static String name(int index) {
        return "c" + index;
    }

    private static Path file(String format) {
        return folder.resolve("types." + format);
    }

    @Test
    void duckDbReadsEveryTypeOfParquet() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            assertRead(database, "read_parquet('" + file("parquet") + "')");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrow", "arrows"})
    void duckDbTakesEveryTypeOfArrow(String format) throws Exception {
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file(format));
                ArrowReader reader =
                        format.equals("arrow")
                                ? new ArrowFileReader(channel, allocator)
                                : new ArrowStreamReader(channel, allocator);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            Data.exportArrayStream(allocator, reader, stream);
            database.unwrap(DuckDBConnection.class).registerArrowStream("types", stream);
            try (Statement copy = database.createStatement()) {
                copy.execute("CREATE TABLE kept AS FROM types");
            }
            assertRead(database, "kept");
        }
    }

    private static void assertRead(Connection database, String source) throws SQLException {
        List<Executable> checks = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            for (int i = 0; i < CASES.size(); i++) {
                Case column = CASES.get(i);
                String query =
                        "SELECT typeof(%1$s), %1$s::VARCHAR FROM %2$s".formatted(name(i), source);
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    String found = row.getString(1) + " " + row.getString(2);
                    String wanted = column.duckType() + " " + column.duckText();
                    checks.add(() -> assertEquals(unsized(wanted), unsized(found), column.type()));
                }
            }
        }
        assertAll(checks);
    }

    /** Parquet does not keep that all lists of a column have the same length. */
    private static String unsized(String text) {
        return text.replace("[2] ", "[] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow", "arrows"})
    void pyarrowReadsEveryType(String format) throws Exception {
        String python = Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
        assumeTrue(
                runs(python, "-c", "import pyarrow.parquet"),
                python + " with pyarrow is not there; PYTHON names another one");
        Path script = Path.of(getClass().getResource("/read-with-pyarrow.py").toURI());
        Process process =
                new ProcessBuilder(python, script.toString(), file(format).toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertEquals(0, process.waitFor());
        assertEquals(CASES.size(), lines.size());
        List<Executable> checks = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            Case column = CASES.get(i);
            String type = format.equals("parquet") ? column.parquetType() : column.arrowType();
            String wanted = name(i) + "\t" + type + "\t" + column.pythonText();
            String found = lines.get(i);
            checks.add(() -> assertEquals(wanted, found, column.type()));
        }
        assertAll(checks);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }
}
