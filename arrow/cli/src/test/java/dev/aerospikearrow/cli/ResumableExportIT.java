package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.cli.load.KeyValues;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports whose process is killed in the middle, and that another process goes on with. */
@ExtendWith(TestClusterExtension.class)
final class ResumableExportIT {
    private static String hosts = "";
    private static String set = "";

    @TempDir private Path folder = Path.of("");

    @BeforeAll
    static void importPeople(TestCluster cluster, @TempDir Path files) throws IOException {
        hosts = People.hosts(cluster);
        set = People.importInto(cluster, files);
    }

    /** Slow, so that it can be killed in the middle; what is kept is small. */
    private String[] slowExport(String file) {
        return new String[] {
            "export",
            set,
            "-o",
            file,
            "--resumable",
            "--checkpoint-rows",
            "1000",
            "--rows-per-batch",
            "200",
            "--records-per-second",
            "2000",
            "--hosts",
            hosts,
            "-c",
            "__key:Int64,name:Utf8"
        };
    }

    private CommandRun goOn(String file, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "export",
                                set,
                                "-o",
                                folder.resolve(file).toString(),
                                "--resumable",
                                "--hosts",
                                hosts,
                                "-c",
                                "__key:Int64,name:Utf8"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private boolean hasCheckpoint(String file) {
        return Files.exists(folder.resolve(file + ".partial").resolve("state.json"));
    }

    private List<Long> keys(String file) throws IOException {
        FileFormat format = InputFile.format(file, Optional.empty());
        return format.isText() ? keysOfRows(file, format) : keysOfColumn(file, format);
    }

    private List<Long> keysOfRows(String file, FileFormat format) throws IOException {
        List<Long> keys = new ArrayList<>();
        try (KeyValues values =
                KeyValues.open(
                        folder.resolve(file).toString(),
                        format,
                        Optional.empty(),
                        InputStream.nullInputStream(),
                        names -> "__key")) {
            for (var key = values.next(); key.isPresent(); key = values.next()) {
                keys.add((Long) key.get().value());
            }
        }
        return keys;
    }

    private List<Long> keysOfColumn(String file, FileFormat format) throws IOException {
        List<Long> keys = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                InputFile rows =
                        InputFile.open(
                                folder.resolve(file).toString(),
                                format,
                                InputStream.nullInputStream(),
                                allocator)) {
            while (rows.next()) {
                BaseIntVector vector =
                        (BaseIntVector) rows.reader().getVectorSchemaRoot().getVector("__key");
                for (int row = 0; row < vector.getValueCount(); row++) {
                    keys.add(vector.getValueAsLong(row));
                }
            }
        }
        return keys;
    }

    private static List<Long> everyKey() {
        return LongStream.range(0, People.COUNT).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrows", "csv"})
    void noRowIsLostOrDoubledIfTheProcessIsKilled(String format) throws Exception {
        String file = "people." + format;
        try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
            run.awaitWhileRunning(() -> hasCheckpoint(file)).kill();
        }
        assertFalse(Files.exists(folder.resolve(file)), "the output has its name already");
        CommandRun resumed = goOn(file);
        assertEquals(0, resumed.status(), resumed.errors());
        assertTrue(resumed.errors().startsWith("Going on after "), resumed.errors());
        assertEquals(everyKey(), keys(file).stream().sorted().toList());
        assertOnly(file);
    }

    @Test
    void aProcessThatGoesOnCanBeKilledToo() throws Exception {
        String file = "people.arrow";
        for (int round = 0; round < 2; round++) {
            Path state = folder.resolve(file + ".partial").resolve("state.json");
            String before = Files.exists(state) ? Files.readString(state) : "";
            try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
                run.awaitWhileRunning(() -> hasCheckpoint(file) && !before.equals(text(state)))
                        .kill();
            }
        }
        assertEquals(0, goOn(file).status());
        assertEquals(everyKey(), keys(file).stream().sorted().toList());
        assertOnly(file);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // Replaced at this moment.
        }
    }

    @Test
    void ctrlCSaysHowManyRowsAreKeptAndWhatToDo() throws Exception {
        String file = "people.parquet";
        try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
            run.awaitWhileRunning(() -> hasCheckpoint(file)).interrupt();
            assertEquals(130, run.status(), run::errors);
            assertTrue(
                    run.errors()
                            .matches(
                                    "(?s)Interrupted\\. [0-9,]+ rows are kept in"
                                            + " people.parquet.partial: the same command goes on"
                                            + " from there, --restart throws them away\\.\\s*"),
                    run.errors());
        }
        assertEquals(0, goOn(file).status());
        assertEquals(everyKey(), keys(file).stream().sorted().toList());
    }

    @Test
    void keysOfAFileKeepTheirOrder() throws Exception {
        Path keyFile = folder.resolve("keys.txt");
        int keyCount = 150_000;
        Files.writeString(
                keyFile,
                IntStream.range(0, keyCount)
                        .mapToObj(i -> Integer.toString(i * 7 % (People.COUNT + 10)))
                        .collect(Collectors.joining("\n")));
        String[] arguments = {
            "export",
            set,
            "-o",
            "some.arrows",
            "--resumable",
            "--checkpoint-rows",
            "1000",
            "--rows-per-batch",
            "500",
            "--keys",
            "keys.txt",
            "-c",
            "name:Utf8",
            "--hosts",
            hosts,
            "--json"
        };
        try (LauncherRun run = LauncherRun.start(folder, arguments)) {
            run.awaitWhileRunning(() -> hasCheckpoint("some.arrows")).kill();
        }
        try (LauncherRun run = LauncherRun.start(folder, arguments)) {
            assertEquals(0, run.status(), run.errors());
            assertTrue(run.out().startsWith("{\"rows\":" + keyCount + ",\"rowsKept"), run.out());
        }
        assertEquals(
                IntStream.range(0, keyCount)
                        .mapToObj(i -> (long) (i * 7 % (People.COUNT + 10)))
                        .toList(),
                keys("some.arrows"));
    }

    @Test
    void anotherRequestIsRefusedUnlessItRestarts() throws Exception {
        String file = "people.csv";
        try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
            run.awaitWhileRunning(() -> hasCheckpoint(file)).kill();
        }
        CommandRun refused = goOn(file, "--partitions", "0-99");
        assertEquals(2, refused.status());
        assertTrue(
                refused.errors()
                        .contains(
                                "has the rows of another export: {partitions=then \"0-4095\", now"
                                        + " \"0-99\"}"),
                refused.errors());
        CommandRun restarted = goOn(file, "--partitions", "0-99", "--restart");
        assertEquals(0, restarted.status(), restarted.errors());
        assertTrue(keys(file).size() < People.COUNT / 10, "only some partitions");
        assertOnly(file);
    }

    @Test
    void aSecondProcessDoesNotWorkInTheSameFolder() throws Exception {
        String file = "people.csv";
        try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
            run.awaitWhileRunning(() -> hasCheckpoint(file));
            CommandRun second = goOn(file);
            assertEquals(6, second.status());
            assertTrue(second.errors().contains("Another process works on"), second.errors());
            run.kill();
        }
    }

    @Test
    void rowsThatAreGoneAreNoticed() throws Exception {
        String file = "people.csv";
        try (LauncherRun run = LauncherRun.start(folder, slowExport(file))) {
            run.awaitWhileRunning(() -> hasCheckpoint(file)).kill();
        }
        Files.writeString(folder.resolve("people.csv.partial").resolve("rows.csv"), "");
        CommandRun run = goOn(file);
        assertEquals(5, run.status());
        assertTrue(run.errors().contains("shorter than its state says"), run.errors());
    }

    private void assertOnly(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> expected = new ArrayList<>(List.of(folder.resolve(name)));
            if (InputFile.format(name, Optional.empty()).isText()) {
                expected.add(folder.resolve(name + ".schema.json"));
            }
            assertEquals(expected, files.sorted().toList());
        }
    }
}
