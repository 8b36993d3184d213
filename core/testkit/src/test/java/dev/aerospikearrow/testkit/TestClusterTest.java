package dev.aerospikearrow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestClusterExtension.class)
class TestClusterTest {
    private final TestCluster cluster;

    TestClusterTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void everyNodeIsASeed() {
        assertEquals(cluster.embedded().nodes().size(), cluster.hosts().size());
    }

    @Test
    void aSetIsHandedOutOnce() {
        assertNotEquals(cluster.uniqueSet(), cluster.uniqueSet());
        assertTrue(cluster.uniqueSet().length() <= 63, cluster.uniqueSet());
    }

    @Test
    void theNodesKnowTheNamespaces() {
        for (String host : cluster.hosts()) {
            assertTrue(InfoProbe.namespaces(host).contains(cluster.namespace()), host);
        }
        assertEquals("bar", cluster.secondNamespace());
    }

    @Test
    void allClassesGetTheSameCluster(TestCluster again) {
        assertEquals(cluster, again);
    }
}
