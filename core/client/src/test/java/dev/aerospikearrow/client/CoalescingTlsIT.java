package dev.aerospikearrow.client;

import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TlsCluster;

/** The same over TLS. */
@TlsCluster
class CoalescingTlsIT extends CoalescingIT {
    CoalescingTlsIT(TestCluster cluster) {
        super(cluster);
    }
}
