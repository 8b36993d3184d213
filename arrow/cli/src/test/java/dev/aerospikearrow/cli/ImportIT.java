package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of a file is stored as the file has it, or its row is refused. */
@ExtendWith(TestClusterExtension.class)
final class ImportIT {
    @TempDir private Path folder = Path.of("");

    private String hosts = "";
    private String namespace = "";
    private String setName = "";
    private AerospikeClient client;

    @BeforeEach
    void connect(TestCluster cluster) {
        hosts = People.hosts(cluster);
        namespace = cluster.namespace();
        setName = cluster.uniqueSet();
        client = AerospikeClient.connect(hosts);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private CommandRun imported(String name, String content, String... options) throws IOException {
        return imported(Files.writeString(folder.resolve(name), content), options);
    }

    private CommandRun imported(Path file, String... options) {
        return CommandRun.of(arguments(file.toString(), options));
    }

    private String[] arguments(String file, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("import", file, namespace + "." + setName));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--hosts", hosts));
        return arguments.toArray(String[]::new);
    }

    private Map<String, Object> bins(long key) {
        return client.get(Key.of(namespace, setName, key)).map(StoredRecord::bins).orElseThrow();
    }

    private Map<String, Object> bins(String key) {
        return client.get(Key.of(namespace, setName, key)).map(StoredRecord::bins).orElseThrow();
    }

    private boolean exists(long key) {
        return client.exists(Key.of(namespace, setName, key));
    }

    private static void assertDone(CommandRun run) {
        assertEquals(0, run.status(), run.errors());
    }

    @Test
    void quotesFarDownInACsvFileAreQuotes() throws IOException {
        String plain =
                IntStream.range(0, 25_000)
                        .mapToObj(id -> id + ",plain " + id + "\n")
                        .collect(Collectors.joining("", "id,name\n", ""));
        assertDone(
                imported(
                        "q.csv",
                        plain + "25000,\"Zoe\"\n25001,\"\"\n25002,\"say \"\"hi\"\"\"\n",
                        "-k",
                        "id"));
        assertEquals(Map.of("name", "plain 24999"), bins(24_999));
        assertEquals(Map.of("name", "Zoe"), bins(25_000));
        assertEquals(Map.of("name", ""), bins(25_001));
        assertEquals(Map.of("name", "say \"hi\""), bins(25_002));
    }

    @Test
    void valuesFarDownInJsonLinesAreWhatTheyAre() throws IOException {
        String integers =
                IntStream.range(0, 30_000)
                        .mapToObj(id -> "{\"id\":" + id + ",\"v\":" + id + "}\n")
                        .collect(Collectors.joining());
        CommandRun run =
                imported(
                        "n.jsonl",
                        integers
                                + "{\"id\":30000,\"v\":7.5}\n"
                                + "{\"id\":30001,\"v\":true}\n"
                                + "{\"id\":30002,\"v\":1e3}\n"
                                + "{\"id\":30003,\"v\":9007199254740993}\n"
                                + "{\"id\":30004,\"v\":9007199254740993.0}\n",
                        "-k",
                        "id");
        assertEquals(5, run.status(), run.errors());
        assertTrue(
                run.errors()
                        .contains(
                                "line 30005: column v: the number 9007199254740993.0 is not exact"
                                        + " as a double"),
                run.errors());
        assertTrue(run.errors().contains("30,004 rows are written."), run.errors());
        assertTrue(run.errors().contains("--skip 30004"), run.errors());
        assertEquals(Map.of("v", 29_999L), bins(29_999));
        assertEquals(Map.of("v", 7.5), bins(30_000));
        assertEquals(Map.of("v", true), bins(30_001));
        assertEquals(Map.of("v", 1000.0), bins(30_002));
        assertEquals(Map.of("v", 9_007_199_254_740_993L), bins(30_003));
    }

    @Test
    void jsonOfAnyShapeIsKeptWithTheTypesOfItsElements() throws IOException {
        assertDone(
                imported(
                        "x.jsonl",
                        """
                        {"k": 1, "x": {"a": 1, "b": {"c": [true]}}}
                        {"k": 2, "x": [1, "a", null, 2.5]}

                        {"k": 3, "x": "t", "y": null}
                        {"k": 4, "x": "2024-01-05", "y": "10:11:12"}
                        {"k": "2", "x": 1}
                        """,
                        "-k",
                        "k"));
        assertEquals(Map.of("x", Map.of("a", 1L, "b", Map.of("c", List.of(true)))), bins(1));
        assertEquals(Map.of("x", Arrays.asList(1L, "a", null, 2.5)), bins(2));
        assertEquals(Map.of("x", "t"), bins(3));
        assertEquals(Map.of("x", "2024-01-05", "y", "10:11:12"), bins(4));
        assertEquals(Map.of("x", 1L), bins("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"k\":1,\"v\":123456789012345678901234567890}",
                "{\"k\":1,\"v\":9223372036854775808}",
                "{\"k\":1,\"v\":[18446744073709551616]}",
                "{\"k\":1,\"v\":[-9223372036854775809]}",
                "{\"k\":1,\"v\":1e400}",
                "{\"k\":1,\"v\":1e-400}",
                "{\"k\":1,\"v\":3.14159265358979323846}",
                "{\"k\":1,\"v\":\"x\\ud83d\"}",
                "{\"k\":1,\"v\":{\"\\ude00\":1}}",
                "{\"k\":1,\"v\":1,\"v\":2}",
                "{\"k\":1,\"v\":",
                "{\"k\":1,\"v\":nul}",
                "[1,2]",
                "{\"k\":1.5,\"v\":2}",
                "{\"v\":2}",
                "{\"k\":1,\"a name of more than 15 bytes\":2}"
            })
    void aRowThatWouldBeChangedIsRefusedWithItsLine(String line) throws IOException {
        CommandRun run = imported("bad.jsonl", "{\"k\":0,\"v\":0}\n" + line + "\n", "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("bad.jsonl, line 2: "), run.errors());
        assertTrue(run.errors().contains("1 row is written."), run.errors());
        assertTrue(exists(0));
        assertTrue(!exists(1));
    }

    @Test
    void integersInsideOfListsGoUpTo64Bits() throws IOException {
        assertDone(imported("u.jsonl", "{\"k\":1,\"v\":[18446744073709551615,1]}\n", "-k", "k"));
        assertEquals(Map.of("v", List.of(new BigInteger("18446744073709551615"), 1L)), bins(1));
    }

    @Test
    void anObjectOverSeveralLinesIsRefusedWithWhatToDo() throws IOException {
        CommandRun run = imported("p.jsonl", "{\n \"k\": 1\n}\n", "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("jq -c ."), run.errors());
    }

    @Test
    void whatLooksLikeANumberAndWouldNotComeBackIsAText() throws IOException {
        CommandRun run =
                imported(
                        "z.csv",
                        """
                        k,code,padded,version,price,flag,part
                        1,0007, 8,1.10,7.5,true,1
                        2,12,9,1.9,7,false,1e3
                        """,
                        "-k",
                        "k");
        assertDone(run);
        assertEquals(
                Map.of(
                        "code", "0007", "padded", " 8", "version", "1.10", "price", 7.5, "flag",
                        true, "part", "1"),
                bins(1));
        assertEquals(
                Map.of(
                        "code", "12", "padded", "9", "version", "1.9", "price", 7.0, "flag", false,
                        "part", "1e3"),
                bins(2));
        assertTrue(run.errors().contains("version string"), run.errors());
    }

    @Test
    void typesCanBeSaid() throws IOException {
        assertDone(
                imported(
                        "t.csv",
                        """
                        k,code,price,at,data,tags,where
                        1,12,3.10,2024-01-05T10:11:12.000000001Z,00ff,"[1,""a""]","{""type"":""Point"",""coordinates"":[1,2]}"
                        """,
                        "-k",
                        "k",
                        "--key-type",
                        "text",
                        "--type",
                        "code=string,price=decimal:text,at=Timestamp(nanosecond, UTC),data=blob,"
                                + "tags=json,where=geojson"));
        Map<String, Object> bins = bins("1");
        assertEquals("12", bins.get("code"));
        assertEquals("3.10", bins.get("price"));
        assertEquals(1_704_449_472_000_000_001L, bins.get("at"));
        assertArrayEquals(new byte[] {0, -1}, (byte[]) bins.get("data"));
        assertEquals(List.of(1L, "a"), bins.get("tags"));
        assertEquals(new GeoJson("{\"type\":\"Point\",\"coordinates\":[1,2]}"), bins.get("where"));
    }

    @Test
    void aTextThatIsFinerThanItsTypeIsRefused() throws IOException {
        CommandRun run =
                imported(
                        "t.csv",
                        "k,at\n1,2024-01-05T10:11:12.000000001\n",
                        "-k",
                        "k",
                        "--type",
                        "at=Timestamp(microsecond)");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("line 2: column at: "), run.errors());
        assertTrue(run.errors().contains("it is finer than a microsecond"), run.errors());
    }

    @Test
    void aRaggedRowIsNamedAndRowsBeforeAreWritten() throws IOException {
        CommandRun run = imported("r.csv", "k,v\n1,2\n3\n5,6\n", "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(
                run.errors().contains("r.csv, line 3: it has 1 field, but there are 2 columns"),
                run.errors());
        assertTrue(run.errors().contains("1 row is written."), run.errors());
        assertTrue(exists(1) && !exists(5));
    }

    @Test
    void refusedRowsCanBeLeftOutAndLookedAt() throws IOException {
        Path refused = folder.resolve("refused.jsonl");
        CommandRun run =
                imported(
                        "r.csv",
                        "k,v\n1,2\n3\n,4\n5,6\n",
                        "-k",
                        "k",
                        "--on-error",
                        "continue",
                        "--refused",
                        refused.toString());
        assertEquals(7, run.status(), run.errors());
        assertTrue(run.errors().contains("2 of 4 rows were not written"), run.errors());
        assertTrue(exists(1) && exists(5));
        List<String> lines = Files.readAllLines(refused);
        assertTrue(lines.get(0).startsWith("{\"row\":1,\"line\":3,\"reason\":"), lines.get(0));
        assertTrue(lines.get(0).endsWith("\"source\":\"3\"}"), lines.get(0));
        assertEquals(
                "{\"row\":2,\"line\":4,\"reason\":\"column k: the key is"
                        + " null.\",\"source\":\",4\"}",
                lines.get(1));
    }

    @Test
    void anImportGoesOnWhereItWasTold() throws IOException {
        CommandRun run =
                imported("s.csv", "k,v\n1,2\n3,4\n5,6\n", "-k", "k", "--skip", "2", "--json");
        assertDone(run);
        assertTrue(run.out().contains("\"rows\":1,\"written\":1"), run.out());
        assertTrue(run.out().contains("\"skipped\":2"), run.out());
        assertTrue(!exists(1) && !exists(3) && exists(5));
    }

    @Test
    void aTextMayEndInACarriageReturn() throws IOException {
        assertDone(imported("r.csv", "k,v\n1,\"a\r\"\n2,\"a\rb\"\r\n3,\"a\nb\r\"\n", "-k", "k"));
        assertEquals(Map.of("v", "a\r"), bins(1));
        assertEquals(Map.of("v", "a\rb"), bins(2));
        assertEquals(Map.of("v", "a\nb\r"), bins(3));
    }

    @Test
    void aNameInQuotesMayFollowAByteOrderMark() throws IOException {
        assertDone(imported("m.csv", "\uFEFF\"k\",\"v\"\n1,a\n", "-k", "k"));
        assertEquals(Map.of("v", "a"), bins(1));
        assertDone(imported("m.jsonl", "\uFEFF{\"k\":1,\"v\":\"b\"}\n", "-k", "k"));
        assertEquals(Map.of("v", "b"), bins(1));
    }

    @Test
    void anUnclosedQuoteIsRefusedBeforeAnythingIsWritten() throws IOException {
        CommandRun run = imported("u.csv", "k,v\n1,2\n3,\"x\n5,6\n", "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("Unclosed quoted field"), run.errors());
        assertTrue(run.errors().contains("starting at line 3"), run.errors());
        assertTrue(!exists(1));
    }

    @Test
    void bytesThatAreNoTextAreNamedByTheirLine() throws IOException {
        Path file = folder.resolve("l.csv");
        Files.write(file, "k,v\n1,Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
        CommandRun run = imported(file, "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("l.csv, line 2: its bytes are no UTF-8"), run.errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'k':2,'v':'Z\u00fcrich'}", "{'k':2,'\u00fc':1}", "{'k':'\u00fc','v':1}"})
    void jsonThatIsNoTextIsNamedByItsLine(String line) throws IOException {
        String lines = "{'k':1,'v':1}\n" + line + "\n";
        Path file = folder.resolve("l.jsonl");
        Files.write(file, lines.replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1));
        CommandRun run = imported(file, "-k", "k");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("l.jsonl, line 2: its bytes are no UTF-8"), run.errors());
        assertTrue(!exists(2));
    }

    @Test
    void csvOfOtherDialectsIsRead() throws IOException {
        assertDone(
                imported(
                        "d.csv",
                        "1\t'a\tb'\t\\N\n2\t''\t3\n",
                        "-k",
                        "id",
                        "--delimiter",
                        "\\t",
                        "--quote",
                        "'",
                        "--null",
                        "\\N",
                        "--header",
                        "id,t,n"));
        assertEquals(Map.of("t", "a\tb"), bins(1));
        assertEquals(Map.of("t", "", "n", 3L), bins(2));
    }

    @Test
    void packedTextsAreUnpacked() throws IOException {
        Path file = folder.resolve("p.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("k,v\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertDone(imported(file, "-k", "k"));
        assertEquals(Map.of("v", 2L), bins(1));
        Path other = folder.resolve("p.jsonl.zst");
        Files.write(other, Zstd.compress("{\"k\":2,\"v\":3}\n".getBytes(StandardCharsets.UTF_8)));
        assertDone(imported(other, "-k", "k"));
        assertEquals(Map.of("v", 3L), bins(2));
    }

    @Test
    void aHeaderThatIsARowIsPointedOut() {
        CommandRun run =
                CommandRun.builder()
                        .input("0,5\n1,6\n")
                        .run(arguments("-", "-f", "csv", "-k", "0"));
        assertDone(run);
        assertTrue(
                run.errors()
                        .contains(
                                "Warning: The first line of standard input is taken for the names"
                                        + " of its columns: 0, 5."),
                run.errors());
        CommandRun named =
                CommandRun.builder()
                        .input("0,5\n1,6\n")
                        .run(arguments("-", "-f", "csv", "-k", "id", "--header", "id,v"));
        assertDone(named);
        assertEquals(Map.of("v", 5L), bins(0));
    }

    @Test
    void theHeaderOfAPipeIsSaid() {
        CommandRun run =
                CommandRun.builder()
                        .input("id,v\n1,2\n")
                        .run(arguments("-", "-f", "csv", "-k", "id"));
        assertDone(run);
        assertTrue(
                run.errors()
                        .contains(
                                "The columns are named by the first line of standard input: id, v."),
                run.errors());
    }

    @Test
    void namesThatDifferByCaseOnlyAreDifferentBins() throws IOException {
        assertDone(imported("c.csv", "k,Name,name,NAME\n1,a,b,c\n", "-k", "k"));
        assertDone(imported("c.jsonl", "{\"k\":2,\"Name\":1,\"name\":2,\"NAME\":3}\n", "-k", "k"));
        assertEquals(Map.of("Name", "a", "name", "b", "NAME", "c"), bins(1));
        assertEquals(Map.of("Name", 1L, "name", 2L, "NAME", 3L), bins(2));
    }

    @Test
    void aTextTooLargeForAnyServerIsRefused() throws IOException {
        CommandRun run =
                imported(
                        "big.jsonl",
                        "{\"k\":1,\"v\":\"" + "x".repeat(9_000_000) + "\"}\n{\"k\":2,\"v\":1}\n",
                        "-k",
                        "k",
                        "--skip-invalid");
        assertEquals(7, run.status(), run.errors());
        assertTrue(run.errors().contains("no server takes more than"), run.errors());
        assertTrue(exists(2));
    }
}
