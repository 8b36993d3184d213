package dev.aerospikearrow.client;

import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TlsCluster;

/** The same over TLS. */
@TlsCluster
class MapApiTlsIT extends MapApiIT {
    MapApiTlsIT(TestCluster cluster) {
        super(cluster);
    }
}
