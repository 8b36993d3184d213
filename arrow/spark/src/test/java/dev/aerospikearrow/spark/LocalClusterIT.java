package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same on executors that are processes of their own, so that all that travels is serialised. A
 * process can have one Spark context, and this one's is local: the driver is another process, too.
 */
@ExtendWith(TestClusterExtension.class)
class LocalClusterIT {
    private final TestCluster cluster;

    LocalClusterIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void executorsOfTheirOwnReadWriteAndLookUp() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            for (int key = 0; key < 300; key++) {
                set.put(key, Bin.of("a", key), Bin.of("b", "b" + key));
            }

            Process driver = LocalClusterDriver.start(set.options());

            String output = read(driver.getInputStream());
            boolean ended = driver.waitFor(10, TimeUnit.SECONDS);
            driver.destroyForcibly();
            assertEquals(true, ended, output);
            assertEquals(0, driver.exitValue(), output);
            assertEquals(
                    "scanned 100, written 300, looked up 300",
                    output.lines().reduce("", (before, line) -> line.strip()),
                    output);
        }
    }

    private static String read(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
