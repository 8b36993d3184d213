package dev.aerospikearrow.columnar;

import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TlsCluster;

/** The same over TLS. */
@TlsCluster
class ColumnarClientTlsIT extends ColumnarClientIT {
    ColumnarClientTlsIT(TestCluster cluster) {
        super(cluster);
    }
}
