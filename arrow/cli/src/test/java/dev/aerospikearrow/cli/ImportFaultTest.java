package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports into nodes that refuse, break off, or are gone. */
final class ImportFaultTest {
    private static final int ROWS = 45_000;

    private final EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();
    private final AerospikeClient client =
            AerospikeClient.connect(String.join(",", cluster.hosts()));

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("rows.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(id -> id + "," + id + "\n")
                        .collect(Collectors.joining("", "__key,v\n", "")));
        assertEquals(0, run("rows.csv", "origin").status());
        CommandRun export =
                CommandRun.of(
                        "export",
                        "test.origin",
                        "-o",
                        folder.resolve("rows.arrow").toString(),
                        "-c",
                        "__key:Int64,v:Int64",
                        "--hosts",
                        String.join(",", cluster.hosts()));
        assertEquals(0, export.status(), export.errors());
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private CommandRun run(String file, String set, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "import",
                                folder.resolve(file).toString(),
                                "test." + set,
                                "-k",
                                "__key",
                                "--hosts",
                                String.join(",", cluster.hosts())));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void setFaults(FaultPlan plan) {
        for (EmbeddedNode node : cluster.nodes()) {
            node.setFaults(plan);
        }
    }

    private long stored(String set) {
        return IntStream.range(0, ROWS)
                .filter(id -> client.exists(Key.of("test", set, id)))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.arrow"})
    void rowsInDoubtAreSentAgain(String file) {
        cluster.node(0).setFaults(FaultPlan.none().refuse(9, 3)); // TIMEOUT
        CommandRun run = run(file, "again");
        assertEquals(0, run.status(), run.errors());
        assertEquals(ROWS, stored("again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.arrow"})
    void aRowThatMustNotExistIsNotSentTwiceAndEveryDoubtIsReported(String file) throws IOException {
        cluster.node(0).setFaults(FaultPlan.none().refuse(9, 4)); // TIMEOUT
        Path refused = folder.resolve("refused.jsonl");
        CommandRun run =
                run(
                        file,
                        "create",
                        "--mode",
                        "create",
                        "--on-error",
                        "continue",
                        "--refused",
                        refused.toString());
        assertEquals(7, run.status(), run.errors());
        assertTrue(run.errors().contains("rows are in doubt, written or not: "), run.errors());
        assertTrue(run.errors().contains(" of rows 0 to 9,999; "), run.errors());
        assertTrue(run.errors().contains(" of rows 10,000 to 1"), run.errors());
        List<String> lines = Files.readAllLines(refused);
        assertEquals(ROWS - lines.size(), stored("create"), "all others are written");
        assertTrue(lines.stream().allMatch(line -> line.contains("\"inDoubt\":true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.arrow"})
    void whatEndsEarlySaysHowFarItCame(String file) {
        cluster.node(0).setFaults(FaultPlan.none().dropAfterBytes(0));
        CommandRun run = run(file, "early", "--retry-for", "0.3");
        cluster.node(0).setFaults(FaultPlan.none());
        assertTrue(run.status() == 3 || run.status() == 4, run.errors());
        assertTrue(run.errors().contains(" rows are written. "), run.errors());
        assertTrue(run.errors().contains(" of rows 0 to 9,999"), run.errors());
        assertEquals(0, run(file, "early").status());
        assertEquals(ROWS, stored("early"));
    }

    @Test
    void aClusterThatIsGoneEndsAnImportThatWasToContinue() {
        setFaults(FaultPlan.none().dropAfterBytes(0));
        CommandRun run = run("rows.csv", "dead", "--on-error", "continue", "--retry-for", "0.2");
        setFaults(FaultPlan.none());
        assertTrue(run.status() == 3 || run.status() == 4, run.errors());
        assertTrue(run.errors().contains("Nothing was written."), run.errors());
        assertTrue(run.errors().contains("10,000 of rows 20,000 to 29,999"), run.errors());
    }
}
