package dev.aerospikearrow.client;

import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TlsCluster;

/** The same over TLS. */
@TlsCluster
class ScanTlsIT extends ScanIT {
    ScanTlsIT(TestCluster cluster) {
        super(cluster);
    }
}
