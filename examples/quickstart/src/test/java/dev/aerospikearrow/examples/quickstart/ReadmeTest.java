package dev.aerospikearrow.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path SOURCE =
            Path.of("src/main/java/dev/aerospikearrow/examples/quickstart/ReadmeExample.java");

    @Test
    void theReadmeShowsTheCodeThatIsCompiled() throws Exception {
        String source = Files.readString(SOURCE);
        String shown =
                source.substring(
                                source.indexOf("// README begins\n")
                                        + "// README begins\n".length(),
                                source.indexOf("        // README ends"))
                        .stripTrailing()
                        .stripIndent();

        String readme = Files.readString(Path.of("../../README.md"));

        assertTrue(
                readme.contains("```java\n" + shown + "\n```"),
                () -> "README.md does not contain these lines:\n" + shown);
        String imports =
                source.lines()
                        .filter(line -> line.startsWith("import "))
                        .collect(Collectors.joining("\n"));
        assertTrue(
                readme.contains("```java imports\n" + imports + "\n```"),
                () -> "README.md does not contain these lines:\n" + imports);
    }

    @Test
    void theCodeOfTheReadmeReadsWhatIsThere() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(1).start()) {
            String seeds = String.join(",", cluster.hosts());
            try (AerospikeClient client = AerospikeClient.connect(seeds)) {
                for (long id : new long[] {28, 31, 74}) {
                    client.put(
                            Key.of("test", "flights", id),
                            Bin.of("delay", id),
                            Bin.of("origin", "ORD"));
                }
            }

            assertEquals(28 + 31 + 74, ReadmeExample.read(seeds));
        }
    }
}
