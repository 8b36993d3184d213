package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A program of somebody else, which is a named module, uses this one on the module path. */
@ExtendWith(TestClusterExtension.class)
class ModulePathIT {
    /** What a project has on its module path that depends on columns and arrow-memory-unsafe. */
    private static final Pattern ON_MODULE_PATH =
            Pattern.compile(
                    ".*(core/protocol|core/client|arrow/columnar)/target/[^/]*"
                            + "|.*/(aerospike-arrow-(protocol|client|columnar)|arrow-vector"
                            + "|arrow-format|arrow-memory-(core|unsafe)|flatbuffers-java|jspecify"
                            + "|jackson-[a-z0-9-]+|commons-codec|slf4j-[a-z]+)-[0-9][^/]*\\.jar");

    private static final String PROGRAM =
            """
            package foreign;

            import dev.aerospikearrow.columnar.ColumnarBatch;
            import dev.aerospikearrow.columnar.ColumnarClient;
            import dev.aerospikearrow.data.Key;
            import java.util.List;
            import org.apache.arrow.vector.types.pojo.ArrowType;
            import org.apache.arrow.vector.types.pojo.Field;
            import org.apache.arrow.vector.types.pojo.Schema;

            public class Main {
                public static void main(String[] args) {
                    Schema schema =
                            new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
                    try (ColumnarClient client = ColumnarClient.connect(args[0]);
                            ColumnarBatch batch =
                                    client.batchRead(schema, Key.of(args[1], args[2], 1))) {
                        System.out.println(
                                Main.class.getModule() + " reads " + batch.vector("n").getObject(0));
                    }
                }
            }
            """;

    private static final String DESCRIPTOR =
            "module foreign { requires dev.aerospikearrow.columnar; }";

    @TempDir private Path folder;

    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .filter(entry -> ON_MODULE_PATH.matcher(entry.replace('\\', '/')).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private record Outcome(int status, String output) {}

    private Outcome run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    private Outcome compile(String program) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Main.java"), program);
        Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
        return run(
                "javac",
                "--module-path",
                modulePath(),
                "-d",
                folder.resolve("classes").toString(),
                folder.resolve("module-info.java").toString(),
                folder.resolve("Main.java").toString());
    }

    @Test
    void aNamedModuleReadsColumns(TestCluster cluster) throws Exception {
        String set = cluster.uniqueSet();
        try (AerospikeClient client = AerospikeClient.connect(String.join(",", cluster.hosts()))) {
            client.put(Key.of(cluster.namespace(), set, 1), Bin.of("n", 42));
        }
        Outcome compiled = compile(PROGRAM);
        assertEquals(0, compiled.status(), compiled.output());

        Outcome outcome =
                run(
                        "java",
                        "--module-path",
                        modulePath() + File.pathSeparator + folder.resolve("classes"),
                        "--add-modules",
                        "org.apache.arrow.memory.unsafe",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "--module",
                        "foreign/foreign.Main",
                        String.join(",", cluster.hosts()),
                        cluster.namespace(),
                        set);
        assertTrue(outcome.output().contains("module foreign reads 42"), outcome.output());
    }

    @Test
    void plumbingIsNotVisible() throws Exception {
        Outcome compiled =
                compile(
                        PROGRAM.replace(
                                "import java.util.List;",
                                "import dev.aerospikearrow.protocol.wire.WireBuffer;\n"
                                        + "import java.util.List;"));
        assertEquals(1, compiled.status(), compiled.output());
        assertTrue(
                compiled.output().contains("dev.aerospikearrow.protocol.wire is not visible")
                        || compiled.output()
                                .contains("package dev.aerospikearrow.protocol.wire is declared"),
                compiled.output());
    }
}
