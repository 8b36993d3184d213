package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Only the records that pass a filter. */
@ExtendWith(TestClusterExtension.class)
final class WhereOptionIT {
    @TempDir private Path folder = Path.of("");

    private final String hosts;
    private final String set;

    WhereOptionIT(TestCluster cluster) {
        hosts = String.join(",", cluster.hosts());
        String name = cluster.uniqueSet();
        set = cluster.namespace() + "." + name;
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            for (int i = 0; i < 20; i++) {
                client.put(
                        Key.of(cluster.namespace(), name, i),
                        Bin.of("delay", i),
                        Bin.of("origin", i % 2 == 0 ? "SEA" : "PDX"));
            }
        }
    }

    private CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--hosts";
        all[arguments.length + 1] = hosts;
        return CommandRun.of(all);
    }

    @Test
    void exportAndHeadHaveTheRecordsThatPass() {
        String filter = "delay >= 17 and origin = 'PDX'";
        CommandRun export = run("export", set, "-c", "delay", "-f", "jsonl", "--where", filter);
        assertEquals(0, export.status(), export.errors());
        assertEquals(
                "{\"delay\":17}\n{\"delay\":19}\n",
                export.out().lines().sorted().map(line -> line + "\n").reduce("", String::concat));

        CommandRun head = run("head", set, "-c", "delay", "--where", "delay = 5", "-f", "jsonl");
        assertEquals("{\"delay\":5}\n", head.out(), head.errors());
    }

    @Test
    void nothingThatPassesIsSaidSo() {
        CommandRun run = run("export", set, "-c", "delay", "--where", "delay > 99");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().contains("No record of " + set + " passes --where"), run.errors());
    }

    @Test
    void aWrongFilterIsRefusedWithItsPosition() {
        CommandRun run = run("export", set, "--where", "delay >");
        assertEquals(2, run.status(), run.errors());
        assertTrue(run.errors().contains("--where: "), run.errors());
    }

    @Test
    void aBinThatNoRecordHasIsRefusedWithTheNearest() {
        CommandRun run = run("head", set, "--where", "dealy > 3");
        assertEquals(8, run.status(), run.errors());
        assertTrue(run.errors().contains("Did you mean delay?"), run.errors());
        assertEquals(0, run("head", set, "--where", "dealy > 3", "--allow-empty").status());
    }

    @Test
    void anExportWithAnotherFilterDoesNotGoOn() {
        String file = folder.resolve("some.csv").toString();
        CommandRun keys = run("export", set, "--where", "delay > 3", "--keys", "-");
        assertEquals(2, keys.status(), keys.errors());
        assertTrue(keys.errors().contains("--where"), keys.errors());
        CommandRun whole =
                run(
                        "export",
                        set,
                        "-c",
                        "delay",
                        "-o",
                        file,
                        "--resumable",
                        "--where",
                        "delay > 3");
        assertEquals(0, whole.status(), whole.errors());
    }
}
