package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of what they did, and of what they would do. */
@ExtendWith(TestClusterExtension.class)
final class StatisticsCommandIT {
    @TempDir private Path folder = Path.of("");

    private String hosts = "";
    private String set = "";

    @BeforeEach
    void write(TestCluster cluster) throws IOException {
        hosts = String.join(",", cluster.hosts());
        set = cluster.namespace() + "." + cluster.uniqueSet();
        StringBuilder rows = new StringBuilder("id,age\n");
        for (int i = 0; i < 100; i++) {
            rows.append(i).append(',').append(20 + i).append('\n');
        }
        Path file = Files.writeString(folder.resolve("people.csv"), rows);
        CommandRun run = run("import", file.toString(), set, "-k", "id", "--stats");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().contains("batch_write"), run.errors());
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--hosts", hosts));
        return CommandRun.of(all.toArray(new String[0]));
    }

    @Test
    void statisticsStandOnStandardErrorBesideTheRows() {
        CommandRun plain = run("lookup", set, "1", "2", "500", "-c", "age:Int32");
        CommandRun run = run("lookup", set, "1", "2", "500", "-c", "age:Int32", "--stats");

        assertEquals(plain.out(), run.out());
        for (String head : List.of("calls ", "nodes ", "requests ", "stages ", "rows ")) {
            assertTrue(run.errors().contains(head), run.errors());
        }
        assertTrue(run.errors().contains("batch_read"), run.errors());
        assertTrue(run.errors().contains("decode"), run.errors());
        assertTrue(!plain.errors().contains("batch_read"), plain.errors());
    }

    @Test
    void statisticsForProgramsAreAnObject() throws IOException {
        Path file = folder.resolve("ages.csv");
        CommandRun run =
                run("export", set, "-c", "age:Int32", "-o", file.toString(), "--json", "--stats");

        assertEquals(0, run.status(), run.errors());
        JsonNode statistics = new ObjectMapper().readTree(run.errors()).get("statistics");
        assertEquals(100, statistics.get("rows").get("found").asInt());
        assertEquals(1, statistics.get("calls").get("scan").get("count").asInt());
        assertTrue(statistics.get("nodes").size() >= 1);
    }

    @Test
    void statisticsAreSaidAlsoWhenACommandFails() {
        CommandRun run = run("export", set, "-c", "age:Utf8", "--stats");

        assertTrue(run.status() != 0);
        assertTrue(run.errors().contains("calls "), run.errors());
    }

    @Test
    void aLookupIsExplainedWithoutReading() {
        CommandRun run =
                run("lookup", set, "1", "2", "500", "-c", "age:Int32", "--explain", "-f", "csv");

        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().startsWith("Batch read of 3 keys of " + set), run.out());
        assertTrue(run.out().contains("bins: age"), run.out());
        assertTrue(run.out().contains("Int32"), run.out());
    }

    @Test
    void anExportIsExplainedWithoutReading() {
        CommandRun run = run("export", set, "-c", "age:Int32", "--explain", "-f", "csv");

        assertEquals(0, run.status(), run.errors());
        assertTrue(run.out().startsWith("Scan of " + set), run.out());
        assertTrue(run.out().contains("no index"), run.out());
    }
}
