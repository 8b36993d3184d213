package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A set of many small records with the keys 0, 1, 2 and so on. */
final class People {
    static final int COUNT = 20_000;

    private People() {}

    /** Imports them into a new set and returns its name with the namespace. */
    static String importInto(TestCluster cluster, Path folder) throws IOException {
        String set = cluster.namespace() + "." + cluster.uniqueSet();
        Path file = folder.resolve("people.csv");
        Files.writeString(
                file,
                IntStream.range(0, COUNT)
                        .mapToObj(id -> id + ",person " + id + "\n")
                        .collect(Collectors.joining("", "id,name\n", "")));
        CommandRun run =
                CommandRun.of(
                        "import", file.toString(), set, "-k", "id", "--hosts", hosts(cluster));
        assertEquals(0, run.status(), run.errors());
        Files.delete(file);
        return set;
    }

    static String hosts(TestCluster cluster) {
        return String.join(",", cluster.hosts());
    }
}
