package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aerospikearrow.cli.console.Console.Stream;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told in a sentence, with an exit code, and leaves no file behind. */
@ExtendWith(TestClusterExtension.class)
final class BadInputIT {
    private static String hosts = "";
    private static String set = "";

    @TempDir private Path folder = Path.of("");

    @BeforeAll
    static void importPeople(TestCluster cluster, @TempDir Path files) throws IOException {
        hosts = People.hosts(cluster);
        set = People.importInto(cluster, files);
    }

    private String[] withHosts(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--hosts", hosts));
        return all.toArray(String[]::new);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(withHosts(arguments));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void assertNoFiles() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    /** A set's name with two neighbours exchanged. */
    private static String mistyped(String name) {
        int last = name.length() - 1;
        return name.substring(0, last - 1) + name.charAt(last) + name.charAt(last - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow", "arrows", "csv", "jsonl"})
    void anUnknownSetIsRefusedBeforeAFileIsThere(String format) throws IOException {
        CommandRun run =
                run("export", set + "_no", "-o", path("none." + format), "-c", "a:Int32,b:Utf8");
        assertEquals(8, run.status(), run.errors());
        assertTrue(run.errors().contains("There is no set "), run.errors());
        assertNoFiles();
    }

    @Test
    void aColumnThatCannotBeFilledIsRefusedBeforeTheSetIsAskedFor() {
        CommandRun run = run("export", set + "_no", "-c", "name,age:Int33");
        assertEquals(2, run.status(), run.errors());
        assertTrue(run.errors().contains("Int33"), run.errors());
    }

    @Test
    void anUnknownSetIsRefusedWithTheNearestAndItsRecords() {
        String wanted =
                "Did you mean " + set.substring(set.indexOf('.') + 1) + " (20,000 records)?";
        for (String[] command :
                List.of(
                        new String[] {"export", set + "s"},
                        new String[] {"lookup", set + "s", "1"},
                        new String[] {"schema", set + "s"})) {
            CommandRun run = run(command);
            assertEquals(8, run.status(), run.errors());
            assertEquals("", run.out());
            assertTrue(run.errors().contains(wanted), run.errors());
        }
    }

    @Test
    void anUnknownSetIsAnAnswerIfSomebodySaysSo() {
        CommandRun run = run("export", set + "_no", "--allow-empty", "--json");
        assertEquals(0, run.status(), run.errors());
        assertEquals("__digest\n", run.out());
        assertTrue(run.errors().contains("{\"warning\":\"No record of"), run.errors());
        assertEquals(0, run("schema", set + "_no", "--allow-empty").status());
        assertEquals(0, run("lookup", set + "_no", "1", "--allow-empty").status());
    }

    @Test
    void anUnknownNamespaceIsRefusedWithTheKnownOnes() {
        String namespace = set.substring(0, set.indexOf('.'));
        CommandRun run = run("export", mistyped(namespace) + ".people", "-o", path("x.csv"));
        assertEquals(4, run.status());
        assertTrue(run.errors().contains("Did you mean " + namespace + " ("), run.errors());
        CommandRun unlike = run("export", "nowhere.people", "-o", path("x.csv"));
        assertEquals(4, unlike.status());
        assertTrue(unlike.errors().contains("has no namespace nowhere"), unlike.errors());
    }

    @Test
    void aBinThatNoRecordHasIsNamedWithTheNearest() {
        CommandRun export = run("export", set, "-c", "nmae:Utf8");
        assertEquals(8, export.status(), export.errors());
        assertTrue(export.errors().contains("a bin nmae"), export.errors());
        assertTrue(export.errors().contains("Did you mean name?"), export.errors());

        CommandRun lookup = run("lookup", set, "1", "-c", "nmae:Utf8,name:Utf8");
        assertEquals(8, lookup.status(), lookup.errors());
        assertTrue(lookup.out().contains("person 1"), "rows are written all the same");

        CommandRun untyped = run("export", set, "-c", "nmae");
        assertEquals(2, untyped.status(), untyped.errors());
        assertTrue(untyped.errors().contains("Did you mean name?"), untyped.errors());

        assertEquals(0, run("export", set, "-c", "nmae:Utf8", "--allow-empty", "-q").status());
    }

    @Test
    void keysOfAnotherTypeAreSaidToBeSoWhenNoneIsFound() {
        CommandRun run = run("lookup", set, "one", "two", "-c", "name:Utf8");
        assertEquals(8, run.status(), run.errors());
        assertTrue(
                run.errors()
                        .contains(
                                "They were taken for keys of the type text, but those of the set"
                                        + " are of the type int: --key-type int."),
                run.errors());
        assertEquals(0, run("lookup", set, "one", "-c", "name:Utf8", "--allow-empty").status());
        CommandRun missing = run("lookup", set, "999999", "-c", "name:Utf8");
        assertEquals(0, missing.status(), "a key of the right type may have no record");
    }

    @Test
    void noRowsAreWrittenIfNoneAreWanted() {
        CommandRun run = run("export", set, "-c", "name:Utf8", "--limit", "0");
        assertEquals(0, run.status(), run.errors());
        assertEquals("name\n", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow", "csv"})
    void aWrongTypeNamesBinAndRecordAndLeavesNoFile(String format) throws IOException {
        CommandRun run = run("export", set, "-o", path("x." + format), "-c", "name:Int64");
        assertEquals(5, run.status(), run.errors());
        assertTrue(run.errors().contains("Bin \"name\" holds "), run.errors());
        assertTrue(run.errors().contains("--on-mismatch null or coerce"), run.errors());
        assertNoFiles();
    }

    @Test
    void valuesThatDoNotFitCanBeNullAndAreCounted() {
        CommandRun run =
                run(
                        "export",
                        set,
                        "-c",
                        "name:Int64",
                        "--on-mismatch",
                        "null",
                        "-o",
                        path("x.csv"));
        assertEquals(0, run.status(), run.errors());
        assertTrue(
                run.errors().contains("Column name: 20,000 values did not fit and became null"),
                run.errors());
    }

    @Test
    void aTypeThatParquetHasNotIsRefusedAtOnce() throws IOException {
        CommandRun run = run("export", set, "-o", path("x.parquet"), "-c", "name:Float16");
        assertEquals(2, run.status());
        assertTrue(run.errors().contains("Use Float32 instead"), run.errors());
        assertNoFiles();
    }

    @Test
    void aClusterThatCannotBeReachedIsNamed() throws IOException {
        CommandRun run =
                CommandRun.of(
                        "export",
                        set,
                        "-o",
                        path("x.parquet"),
                        "--hosts",
                        "127.0.0.1:1,127.0.0.1:2",
                        "--connect-timeout",
                        "0.5",
                        "--json");
        assertEquals(3, run.status());
        assertTrue(run.errors().contains("127.0.0.1:1: "), run.errors());
        assertTrue(run.errors().contains("127.0.0.1:2: "), run.errors());
        assertTrue(run.errors().contains("\"kind\":\"unreachable\",\"exitCode\":3"), run.errors());
        assertNoFiles();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow", "arrows", "csv", "jsonl"})
    void aFullDeviceFailsWithItsReason(String format) {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        CommandRun run = run("export", set, "-o", "/dev/full", "-f", format);
        assertEquals(6, run.status(), run.errors());
        assertTrue(run.errors().contains("No space left on device"), run.errors());
    }

    @Test
    void aFileThatMayNotGrowIsRemoved() throws Exception {
        // Limits the size of files, in blocks of 1,024 bytes: writing fails in the middle.
        String line =
                "ulimit -f 200; exec $cli export "
                        + set
                        + " -o people.arrow -c name:Utf8 --hosts "
                        + hosts;
        try (LauncherRun run = LauncherRun.shell(folder, line)) {
            assertEquals(6, run.status(), run.errors());
            assertTrue(run.errors().contains("File too large"), run.errors());
        }
        assertNoFiles();
    }

    @Test
    void ctrlCLeavesNoFile() throws Exception {
        String[] slow =
                withHosts(
                        "export",
                        set,
                        "-o",
                        "people.parquet",
                        "--records-per-second",
                        "200",
                        "--rows-per-batch",
                        "100",
                        "-c",
                        "name:Utf8");
        try (LauncherRun run = LauncherRun.start(folder, slow)) {
            run.awaitWhileRunning(() -> !isEmpty(folder)).interrupt();
            assertEquals(130, run.status(), run::errors);
            assertEquals("Interrupted.", run.errors().strip());
        }
        assertNoFiles();
    }

    private static boolean isEmpty(Path folder) {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoeverReadsTheOutputMayHaveEnough() throws Exception {
        String line =
                "$cli export "
                        + set
                        + " -c name:Utf8 -q --hosts "
                        + hosts
                        + " | head -1; echo ${PIPESTATUS[0]}";
        try (LauncherRun run = LauncherRun.shell(folder, line)) {
            assertEquals(0, run.status());
            assertEquals("name\n141\n", run.out());
            assertEquals("", run.errors());
        }
    }

    @Test
    void aStreamThatFailsIsAFailure() {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("the line is cut");
                    }
                };
        CommandRun run =
                CommandRun.builder()
                        .output(failing)
                        .run(withHosts("export", set, "-c", "name:Utf8"));
        assertEquals(6, run.status());
        assertTrue(run.errors().contains("the line is cut"), run.errors());
    }

    @Test
    void aFileIsReplacedOnlyIfThatIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "mine");
        CommandRun refused = run("export", set, "-o", file.toString(), "-c", "name:Utf8");
        assertEquals(6, refused.status());
        assertTrue(refused.errors().contains("is there already"), refused.errors());
        assertEquals("mine", Files.readString(file));
        assertEquals(
                0,
                run("export", set, "-o", file.toString(), "-c", "name:Utf8", "--overwrite")
                        .status());
        assertTrue(Files.readString(file).startsWith("name\n"), "replaced");
    }

    @Test
    void bytesAreNotShownOnATerminal() {
        CommandRun run =
                CommandRun.builder()
                        .terminal(Stream.OUT)
                        .run(withHosts("export", set, "-f", "parquet"));
        assertEquals(2, run.status());
        assertTrue(run.errors().contains("A terminal cannot show parquet"), run.errors());
    }

    @Test
    void progressIsDrawnOnATerminalOnly() {
        String[] export = withHosts("export", set, "-c", "name:Utf8", "-o", path("a.csv"));
        CommandRun drawn = CommandRun.builder().terminal(Stream.ERR).run(export);
        assertTrue(drawn.errors().contains("Exporting"), drawn.errors());
        export[5] = path("b.csv");
        CommandRun plain = CommandRun.of(export);
        assertFalse(plain.errors().contains("Exporting"), plain.errors());
    }

    @Test
    void misspelledOptionsAreRefusedWithTheNearest() {
        CommandRun run = run("export", set, "--partition", "1");
        assertEquals(2, run.status());
        assertTrue(run.errors().contains("--partitions"), run.errors());
        assertTrue(run.errors().contains("Try 'aerospike-arrow export --help'."), run.errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export test.a -p 4096",
                "export test.a -c x:Integer",
                "export test.a -c __ttl:Utf8",
                "export test.a -o noformat",
                "export test. ",
                "export test.a --resumable",
                "export test.a --restart -o x.csv",
                "export test.a --resumable -o x.csv --limit 1",
                "export test.a --keys - --limit 1",
                "lookup test.a",
                "lookup test.a 1 --keys -",
                "import - test.a -k id",
                "nonsense"
            })
    void wrongArgumentsAreRefusedBeforeAnythingIsDone(String line) {
        CommandRun run = CommandRun.of(withHosts(line.strip().split(" ")));
        assertEquals(2, run.status(), run.errors());
        assertFalse(run.errors().isBlank(), "something is said");
        assertEquals("", run.out());
    }

    @Test
    void filesThatAreNotWhatTheirNamesSayAreRefused() throws IOException {
        for (String name : List.of("x.parquet", "x.arrow", "x.arrows")) {
            Path file = Files.writeString(folder.resolve(name), "nothing of the kind");
            CommandRun run = run("import", file.toString(), set, "-k", "id");
            assertTrue(run.status() == 5 || run.status() == 6, name + ": " + run);
            assertFalse(run.errors().isBlank(), name);
        }
        CommandRun missing = run("import", path("missing.csv"), set, "-k", "id");
        assertEquals(6, missing.status());
        assertTrue(missing.errors().contains("There is no file"), missing.errors());
    }
}
