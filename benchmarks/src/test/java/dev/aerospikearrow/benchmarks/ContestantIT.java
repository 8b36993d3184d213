package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestClusterExtension.class)
class ContestantIT {
    private static final int ROWS = 300;

    private static String hosts = "";

    @BeforeAll
    static void store(TestCluster cluster) {
        hosts = String.join(",", cluster.hosts());
        BenchmarkCluster target = BenchmarkCluster.at(hosts);
        for (Shape shape : Shape.values()) {
            target.store(SampleTable.of(shape, ROWS));
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void everyClientReadsWhatWasStored(Client client) {
        try (Contestant contestant = client.connect(hosts)) {
            for (Shape shape : Shape.values()) {
                SampleTable table = SampleTable.of(shape, ROWS);
                List<Map<String, Object>> cells = contestant.cells(table, 0, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    assertEquals(table.cells(row), cells.get(row));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"COLUMNAR", "MAPS", "OFFICIAL"})
    void everyCallCountsTheRecordsThatItFound(Client client) throws Exception {
        try (Contestant contestant = client.connect(hosts)) {
            assertTrue(contestant.prepare(new Work.BatchRead(Shape.DOUBLES_5, 10)).isPresent());
            assertFound(10, contestant, new Work.BatchRead(Shape.DOUBLES_5, 10));
            assertFound(ROWS, contestant, new Work.BatchRead(Shape.MIXED_6, ROWS));
            assertFound(1, contestant, new Work.Get(Shape.DOUBLES_5));
            assertFound(ROWS, contestant, new Work.AsyncGets(Shape.DOUBLES_5, 50));
            assertFound(ROWS, contestant, new Work.Scan(Shape.DOUBLES_20));
            assertFound(ROWS, contestant, new Work.ColumnWrite(Shape.DOUBLES_20, ROWS));
            assertFound(ROWS, contestant, new Work.KeyStream(Shape.DOUBLES_20, ROWS));
        }
    }

    /** Real clusters may hold more, from benchmarks that were run on them. */
    private static void assertFound(int atLeast, Contestant contestant, Work work)
            throws Exception {
        var call = contestant.prepare(work);
        if (call.isPresent()) {
            int found = call.get().run(0);
            assertTrue(found >= atLeast, work.title() + " found " + found);
        }
    }
}
