package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;

/**
 * A program that runs short commands on a cluster of its own, so that the JVM sees which classes
 * they load: the launcher has it write them into an archive, which the next command maps into its
 * memory. It prints nothing, and listens on a free port of this machine only while it runs.
 */
final class ClassArchive {
    private static final String SET = "test.people";
    private static final String ROWS =
            "{\"id\": 1, \"name\": \"Ada\", \"age\": 36, \"score\": 1.5}\n";

    private ClassArchive() {}

    /** Runs the commands. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        WarmUp.start();
        int failed = 0;
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().port(0).start()) {
            String hosts = String.join(",", cluster.hosts());
            failed += run("import", "-", SET, "-k", "id", "--format", "jsonl", "--hosts", hosts);
            failed += run("lookup", SET, "1", "2", "--hosts", hosts);
            failed += run("lookup", SET, "1", "-f", "table", "--hosts", hosts);
            failed += run("head", SET, "-f", "jsonl", "--hosts", hosts);
            failed += run("schema", SET, "--hosts", hosts);
            failed += run("info", "--hosts", hosts);
            failed += run("complete-sets", "--hosts", hosts);
            failed += run("--help");
        }
        System.exit(failed);
    }

    private static int run(String... arguments) {
        InputStream in = new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8));
        PrintStream errors =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Console console =
                new Console(
                        in,
                        OutputStream.nullOutputStream(),
                        errors,
                        EnumSet.noneOf(Console.Stream.class),
                        Map.of(),
                        prompt -> null);
        return AerospikeArrow.run(console, new Interruption(), arguments);
    }
}
