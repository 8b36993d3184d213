package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.cli.console.Console.Stream;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with the commands, one after the other. */
@ExtendWith(TestClusterExtension.class)
final class CommandsIT {
    private static final String PEOPLE =
            """
            {"id": 1, "name": "Ada", "age": 36, "tags": ["a", "b"]}
            {"id": 2, "name": "Grace, \\"Amazing\\"", "age": null, "tags": []}
            {"id": 3, "name": "", "age": 41, "tags": null}
            """;

    @TempDir private Path folder = Path.of("");

    private String hosts = "";
    private String set = "";

    @BeforeEach
    void importPeople(TestCluster cluster) throws IOException {
        hosts = String.join(",", cluster.hosts());
        set = cluster.namespace() + "." + cluster.uniqueSet();
        Path people = Files.writeString(folder.resolve("people.jsonl"), PEOPLE);
        CommandRun run = run("import", people.toString(), set, "-k", "id");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().startsWith("3 rows written to " + set), run.errors());
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(withHosts(arguments));
    }

    private String[] withHosts(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--hosts";
        all[arguments.length + 1] = hosts;
        return all;
    }

    @Test
    void lookupKeepsTheOrderOfTheKeys() {
        CommandRun run = run("lookup", set, "3", "99", "1", "2", "-c", "name:Utf8,age:Int32");
        assertEquals(0, run.status(), run.errors());
        assertEquals(
                """
                __key,name,age
                3,"",41
                99,,
                1,Ada,36
                2,"Grace, ""Amazing""\",
                """,
                run.out());
        assertTrue(run.errors().contains("4 keys: 3 found, 1 missing"), run.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"app:users", "e;f", "two\nlines", "a=b", "tab\there", "x:objects=9"})
    void aSetMayHaveAnyName(String strange, TestCluster cluster) throws IOException {
        String name = set.substring(set.indexOf('.') + 1) + strange;
        Path row =
                Files.writeString(folder.resolve("row.jsonl"), "{\"id\": 1, \"name\": \"Ada\"}\n");
        CommandRun written =
                run("import", row.toString(), cluster.namespace() + "." + name, "-k", "id");
        assertEquals(0, written.status(), written.errors());

        CommandRun info = run("info", "--json");
        assertEquals(0, info.status(), info.errors());
        String json =
                "{\"name\":\""
                        + name.replace("\n", "\\n").replace("\t", "\\t")
                        + "\",\"records\":1,";
        assertTrue(info.out().contains(json), info.out());
        assertEquals(0, run("info").status());

        CommandRun export =
                CommandRun.builder()
                        .terminal(Stream.ERR)
                        .run(
                                withHosts(
                                        "export",
                                        cluster.namespace() + "." + name,
                                        "-c",
                                        "name:Utf8"));
        assertEquals(0, export.status(), export.errors());
        assertTrue(export.out().contains("Ada"), export.out());
    }

    @Test
    void formulasAreGuardedIfWanted() throws IOException {
        Path rows =
                Files.writeString(
                        folder.resolve("formulas.jsonl"),
                        """
                        {"id": 7, "name": "=HYPERLINK(1,2)", "age": -5}
                        """);
        assertEquals(0, run("import", rows.toString(), set, "-k", "id").status());
        String[] lookup = {"lookup", set, "7", "-c", "name:Utf8,age:Int32", "-f", "csv"};
        assertEquals("__key,name,age\n7,\"=HYPERLINK(1,2)\",-5\n", run(lookup).out());
        List<String> guarded = new ArrayList<>(List.of(lookup));
        guarded.add("--guard-formulas");
        CommandRun run = run(guarded.toArray(String[]::new));
        assertEquals("__key,name,age\n7,\"'=HYPERLINK(1,2)\",-5\n", run.out());
        assertTrue(run.errors().contains("1 text has an apostrophe in front"), run.errors());
        guarded.set(6, "jsonl");
        assertEquals(2, run(guarded.toArray(String[]::new)).status());
    }

    @Test
    void controlCharactersOfValuesReachNoTerminal() throws IOException {
        Path rows =
                Files.writeString(
                        folder.resolve("escapes.jsonl"),
                        """
                        {"id": "\\u001b[2Jk", "name": "\\u001b]0;title\\u0007\\u009b31m"}
                        """);
        assertEquals(0, run("import", rows.toString(), set + "e", "-k", "id").status());
        CommandRun misfit = run("export", set + "e", "-c", "name:Int32");
        assertEquals(5, misfit.status(), misfit.errors());
        assertTrue(
                misfit.errors().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)),
                misfit.errors());
        CommandRun shown =
                CommandRun.builder()
                        .terminal(Stream.OUT)
                        .run(withHosts("export", set + "e", "-c", "name:Utf8", "-qf", "csv"));
        assertTrue(shown.out().contains("\\u001b]0;title\\u0007\\u009b31m"), shown.out());
        assertTrue(
                shown.out().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)),
                shown.out());
        CommandRun table = run("lookup", set + "e", "\u001b[2Jk", "-qf", "table");
        assertTrue(
                table.out().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)),
                table.out());
        CommandRun piped = run("export", set + "e", "-c", "name:Utf8", "-q");
        assertTrue(piped.out().contains("\u001b]0;title"), "in a pipe rows are what they are");
    }

    @Test
    void valuesCanBeKeptOutOfMessages() throws IOException {
        CommandRun shown = run("export", set, "-c", "name:Int32");
        assertTrue(shown.errors().contains("holds STRING \""), shown.errors());
        CommandRun hidden = run("export", set, "-c", "name:Int32", "--hide-values");
        assertEquals(shown.status(), hidden.status());
        assertTrue(hidden.errors().contains("holds STRING of"), hidden.errors());
        Path file = Files.writeString(folder.resolve("ages.csv"), "id,age\n1,secret\n");
        CommandRun refused =
                run(
                        "import",
                        file.toString(),
                        set,
                        "-k",
                        "id",
                        "--type",
                        "age=int",
                        "--hide-values");
        assertEquals(5, refused.status(), refused.errors());
        assertTrue(!refused.errors().contains("secret"), refused.errors());
    }

    @Test
    void aPlantedLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = folder.resolve("people.csv");
        Files.createSymbolicLink(folder.resolve("people.csv.partial"), elsewhere);
        CommandRun run =
                run("export", set, "-c", "name:Utf8", "-o", target.toString(), "--resumable");
        assertEquals(6, run.status(), run.errors());
        assertTrue(run.errors().contains("is a link"), run.errors());
    }

    @Test
    void lookupOnATerminalIsATable() {
        CommandRun run =
                CommandRun.builder()
                        .terminal(Stream.OUT)
                        .run(withHosts("lookup", set, "1", "-c", "name:Utf8"));
        assertTrue(run.out().contains("│ Ada  │"), run.out());
    }

    @Test
    void lookupTakesKeysFromStandardInput() {
        CommandRun run =
                CommandRun.builder()
                        .input("2\n\n 1 \n")
                        .run(withHosts("lookup", set, "-k", "-", "-c", "age:Int32", "-f", "jsonl"));
        assertEquals(
                """
                {"__key":2,"age":null}
                {"__key":1,"age":36}
                """,
                run.out());
    }

    @Test
    void lookupOfAColumnCountsItsNulls() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.csv"), "n,who\n1,2\n2,\n3,1\n4,77\n");
        CommandRun run =
                run(
                        "lookup",
                        set,
                        "-k",
                        keys.toString(),
                        "--key-column",
                        "who",
                        "-c",
                        "name:Utf8",
                        "-f",
                        "jsonl",
                        "--json");
        assertEquals(
                """
                {"__key":2,"name":"Grace, \\"Amazing\\""}
                {"__key":null,"name":null}
                {"__key":1,"name":"Ada"}
                {"__key":77,"name":null}
                """,
                run.out());
        assertTrue(
                run.errors()
                        .contains(
                                "{\"rows\":4,\"found\":2,\"missing\":1,\"nullKeys\":1,\"failed\":0"),
                run.errors());
    }

    @Test
    void lookupThatRequiresAllFailsAfterItsRows() {
        CommandRun run = run("lookup", set, "1", "99", "-c", "age:Int32", "--require-all");
        assertEquals(7, run.status());
        assertEquals("__key,age\n1,36\n99,\n", run.out());
        assertTrue(run.errors().contains("1 of 2 keys has no record in " + set), run.errors());
    }

    @Test
    void lookupIntoAFileSaysSizeAndTime() {
        Path file = folder.resolve("found.csv");
        CommandRun run = run("lookup", set, "1", "99", "-c", "age:Int32", "-o", file.toString());
        assertEquals(0, run.status(), run.errors());
        assertTrue(
                run.errors().contains("2 keys: 1 found, 1 missing, in " + file + " (19 bytes), "),
                run.errors());
        assertTrue(run.errors().strip().endsWith(" s"), run.errors());
    }

    @Test
    void keysOfADictionaryAreItsValues() throws IOException {
        Path keys = folder.resolve("keys.arrow");
        try (BufferAllocator allocator = new RootAllocator();
                BigIntVector values = new BigIntVector("values", allocator);
                IntVector indices =
                        new IntVector(
                                "key",
                                new FieldType(
                                        true,
                                        new ArrowType.Int(32, true),
                                        new DictionaryEncoding(1, false, null)),
                                allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(indices);
                FileChannel channel =
                        FileChannel.open(
                                keys, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            values.setSafe(0, 3);
            values.setSafe(1, 1);
            values.setValueCount(2);
            indices.setSafe(0, 1);
            indices.setSafe(1, 0);
            root.setRowCount(2);
            DictionaryProvider.MapDictionaryProvider dictionaries =
                    new DictionaryProvider.MapDictionaryProvider(
                            new Dictionary(values, new DictionaryEncoding(1, false, null)));
            try (ArrowFileWriter writer = new ArrowFileWriter(root, dictionaries, channel)) {
                writer.writeBatch();
            }
        }
        CommandRun run = run("lookup", set, "-k", keys.toString(), "-c", "age:Int32", "-f", "csv");
        assertEquals(0, run.status(), run.errors());
        assertEquals("__key,age\n1,36\n3,41\n", run.out());
    }

    @Test
    void keysOfCsvAreWhatTheFileHas() throws IOException {
        Path keys = Files.writeString(folder.resolve("codes.csv"), "code\n0007\n12\n");
        CommandRun run = run("lookup", set, "-k", keys.toString(), "-c", "age:Int32", "-f", "csv");
        assertEquals("__key,age\n0007,\n12,\n", run.out());
        assertEquals(8, run.status(), "texts where the keys of the set are integers");
        assertTrue(run.errors().contains("--key-type int"), run.errors());
        Path mixed = Files.writeString(folder.resolve("mixed.jsonl"), "{\"k\":1}\n{\"k\":\"1\"}\n");
        CommandRun refused = run("lookup", set, "-k", mixed.toString(), "-c", "age:Int32");
        assertEquals(5, refused.status(), refused.errors());
        assertTrue(refused.errors().contains("mixed.jsonl, line 2: column k: "), refused.errors());
    }

    @Test
    void keysOfATextAreUtf8() throws IOException {
        Path marked = Files.writeString(folder.resolve("marked.txt"), "\uFEFF1\n");
        CommandRun run =
                run("lookup", set, "-k", marked.toString(), "-c", "age:Int32", "-f", "csv");
        assertEquals("__key,age\n1,36\n", run.out(), run.errors());
        Path broken = folder.resolve("broken.txt");
        Files.write(broken, "Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
        CommandRun refused = run("lookup", set, "-k", broken.toString(), "-c", "age:Int32");
        assertEquals(5, refused.status(), refused.errors());
        assertTrue(refused.errors().contains("broken.txt are no UTF-8"), refused.errors());
    }

    @Test
    void aKeyThatIsNoNumberIsNamed() {
        CommandRun run = run("lookup", set, "1", "two", "-c", "age:Int32");
        assertEquals(5, run.status());
        assertTrue(
                run.errors()
                        .contains(
                                "Key 2 of the arguments is \"two\", but an integer was expected."
                                        + " If the keys are texts: --key-type text."),
                run.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow", "arrows", "csv", "jsonl"})
    void whatIsExportedCanBeImported(String format) throws IOException {
        Path file = folder.resolve("copy." + format);
        CommandRun export = run("export", set, "-o", file.toString());
        assertEquals(0, export.status(), export.errors());
        assertEquals("", export.out());
        assertTrue(export.errors().contains("3 rows in " + file), export.errors());
        String copy = set + "c";
        CommandRun imported = run("import", file.toString(), copy, "--json");
        assertEquals(0, imported.status(), imported.errors());
        assertTrue(
                imported.out().startsWith("{\"rows\":3,\"written\":3,\"notWritten\":[]"),
                imported.out());
        String columns = "name:Utf8,age:Int32";
        assertEquals(
                run("lookup", set, "1", "2", "3", "-c", columns).out(),
                run("lookup", copy, "1", "2", "3", "-c", columns).out());
        List<String> names = new ArrayList<>(List.of("people.jsonl", "copy." + format));
        if (format.equals("csv") || format.equals("jsonl")) {
            names.add("copy." + format + ".schema.json");
        }
        assertOnly(names);
    }

    private void assertOnly(List<String> names) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    names.stream().sorted().toList(),
                    files.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void theDigestLeadsBackToTheRecord() {
        Path file = folder.resolve("digests.parquet");
        assertEquals(
                0, run("export", set, "-o", file.toString(), "-c", "__digest,age:Int64").status());
        CommandRun imported = run("import", file.toString(), set, "--bins", "age");
        assertEquals(0, imported.status(), imported.errors());
        assertTrue(imported.errors().contains("1 row has nothing but a key"), imported.errors());
        assertEquals(
                """
                __key,age,__generation
                1,36,2
                3,41,2
                """,
                run("lookup", set, "1", "3", "-c", "age:Int32,__generation").out());
    }

    @Test
    void theFileOfASchemaCanBeCorrectedAndUsed() throws IOException {
        CommandRun schema = run("schema", set, "--json");
        assertEquals(0, schema.status(), schema.errors());
        Path file = folder.resolve("people.schema");
        Files.writeString(
                file, schema.out().replaceFirst("\"type\":\"Int64\"", "\"type\":\"Int8\""));
        CommandRun export =
                run("export", set, "--schema", file.toString(), "-m", "key", "-f", "arrows");
        assertEquals(0, export.status(), export.errors());
        assertTrue(run("schema", set).out().contains("Proposed for all 3 records of " + set));
        assertTrue(run("schema", set, "--java").out().contains("class ProposedSchema"));
    }

    @Test
    void aTableIsForReadingAndNamesItsRest() {
        CommandRun table = run("export", set, "-c", "__key,age:Int32", "-f", "Table");
        assertTrue(table.out().startsWith("┌"), table.out());
        assertTrue(table.out().endsWith("3 rows\n"), table.out());
        CommandRun file = run("export", set, "-f", "table", "-o", folder.resolve("t").toString());
        assertEquals(2, file.status());
        assertTrue(file.errors().contains("A table is for reading"), file.errors());
    }

    @Test
    void oneRecordThatIsWiderThanTheTerminalIsLines() throws IOException {
        Path rows =
                Files.writeString(
                        folder.resolve("wide.jsonl"),
                        "{\"id\": 1, \"col10\": \""
                                + "x".repeat(60)
                                + "\", \"col2\": \""
                                + "y".repeat(60)
                                + "\"}\n");
        assertEquals(0, run("import", rows.toString(), set + "w", "-k", "id").status());
        CommandRun shown =
                CommandRun.builder()
                        .terminal(Stream.OUT)
                        .run(withHosts("lookup", set + "w", "1", "-q"));
        assertEquals(
                "__key  Int64  1\ncol2   Utf8   "
                        + "y".repeat(60)
                        + "\ncol10  Utf8   "
                        + "x".repeat(60)
                        + "\n",
                shown.out());
    }

    private CommandRun headOnSmallTerminal(String pager) {
        return CommandRun.builder()
                .terminal(Stream.OUT)
                .environment(Map.of("TERM", "xterm", "LINES", "5", "PAGER", pager))
                .run("head", set, "-c", "name:Utf8", "--hosts", hosts);
    }

    @Test
    void whatIsLargerThanTheTerminalIsShownByThePager() throws IOException {
        Path shown = folder.resolve("shown");
        CommandRun run = headOnSmallTerminal("cat > '" + shown + "'");
        assertEquals(0, run.status(), run.errors());
        assertEquals("", run.out());
        assertTrue(Files.readString(shown).endsWith("3 rows\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-pager", "/dev/null"})
    void withoutSuchAPagerTheTableIsPrinted(String pager) {
        CommandRun run = headOnSmallTerminal(pager);
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().endsWith("3 rows\n"), run.out());
    }

    @Test
    void aPagerThatHasEnoughIsNoFailure() {
        CommandRun run = headOnSmallTerminal("true");
        assertEquals(0, run.status(), run.errors());
        assertEquals("", run.out());
    }

    @Test
    void infoListsSetsWithTheirRecords() {
        CommandRun info = run("info", "--json");
        String name = set.substring(set.indexOf('.') + 1);
        assertTrue(info.out().contains("{\"name\":\"" + name + "\",\"records\":3,"), info.out());
        assertTrue(run("info").out().contains(name), "for people");
    }

    @Test
    void infoTellsRoomExpiryAndIndexes(TestCluster cluster) throws IOException {
        SetName target = SetName.parse(set);
        String index = cluster.uniqueSet() + "_age";
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            client.createIndex(
                    IndexDefinition.of(target, index, "age", IndexDefinition.Type.NUMERIC),
                    Duration.ofSeconds(30));
        }
        CommandRun info = run("info", "--json");
        assertEquals(0, info.status(), info.errors());
        JsonNode namespace = null;
        for (JsonNode each : new ObjectMapper().readTree(info.out()).get("namespaces")) {
            namespace = each.get("name").asText().equals(target.namespace()) ? each : namespace;
        }
        assertNotNull(namespace, info.out());
        assertEquals("memory", namespace.get("storage").asText());
        assertTrue(namespace.get("dataUsedBytes").asLong() > 0, info.out());
        assertTrue(namespace.get("indexBytes").asLong() >= 64 * 3, info.out());
        assertEquals(0, namespace.get("nodesThatStopWrites").asLong());
        assertEquals(0, namespace.get("defaultTtlSeconds").asLong());
        assertTrue(namespace.get("nsupPeriodSeconds").asLong() > 0);
        JsonNode found = null;
        for (JsonNode each : namespace.get("indexes")) {
            found = each.get("name").asText().equals(index) ? each : found;
        }
        assertNotNull(found, info.out());
        assertEquals(target.name(), found.get("set").asText());
        assertEquals("numeric age", found.get("holds").asText());
        assertTrue(found.get("usable").asBoolean());

        String text = run("info").out();
        assertTrue(text.contains("\n  storage: memory, "), text);
        assertTrue(text.contains("\n  expiry: never by default, removed every "), text);
        assertTrue(
                text.matches(
                        "(?s).*\n  " + index + " +" + target.name() + " +numeric age +usable\n.*"),
                text);
    }

    @Test
    void rowsThatCannotBeWrittenAreRefusedOrCounted() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "k,v\n1,a\n,b\n3,c\n");
        CommandRun refused = run("import", file.toString(), set + "x", "-k", "k");
        assertEquals(5, refused.status());
        assertTrue(
                refused.errors().contains("bad.csv, line 3: column k: the key is null."),
                refused.errors());
        CommandRun skipped = run("import", file.toString(), set + "x", "-k", "k", "--skip-invalid");
        assertEquals(7, skipped.status());
        assertTrue(
                skipped.errors().contains("1 of 3 rows was not written: 1 null key, first row 1"),
                skipped.errors());
    }

    @Test
    void createDoesNotTouchWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("more.csv"), "id,age\n1,99\n4,5\n");
        CommandRun run = run("import", file.toString(), set, "-k", "id", "--mode", "create");
        assertEquals(7, run.status());
        assertTrue(run.errors().contains("RECORD_EXISTS"), run.errors());
        assertEquals(
                List.of("__key,age", "1,36", "4,5"),
                run("lookup", set, "1", "4", "-c", "age:Int32").out().lines().toList());
    }
}
