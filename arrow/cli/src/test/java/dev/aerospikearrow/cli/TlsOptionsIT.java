package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import dev.aerospikearrow.testkit.TlsCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster with TLS is reached with the options of Aerospike's own tools. */
@TlsCluster
@ExtendWith(TestClusterExtension.class)
final class TlsOptionsIT {
    private final String hosts;
    private final TestCertificates certificates = TestCertificates.shared();

    TlsOptionsIT(TestCluster cluster) {
        hosts = String.join(",", cluster.hosts());
    }

    private CommandRun info(String... options) {
        String[] all = new String[options.length + 5];
        all[0] = "info";
        all[1] = "--hosts";
        all[2] = hosts;
        all[3] = "--connect-timeout";
        all[4] = "10";
        System.arraycopy(options, 0, all, 5, options.length);
        return CommandRun.of(all);
    }

    private static String text(Path file) {
        return file.toString();
    }

    @Test
    void theAuthorityIsNamed() {
        CommandRun run = info("--tls-cafile", text(certificates.authority()));

        assertEquals(0, run.status(), run.errors());
    }

    @Test
    void withoutItNobodyIsTrusted() {
        CommandRun run = info("--tls-enable");

        assertTrue(run.errors().contains("no trusted authority has issued"), run.errors());
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        CommandRun run = info("--tls-certfile", text(certificates.certificatesOf(Owner.CLIENT)));

        assertTrue(run.errors().contains("belong together"), run.errors());
    }
}
