package dev.aerospikearrow.benchmarks.duckdb.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TestClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorksIT {
    private static final long RECORDS = 2_000;

    private final Works works;

    WorksIT(TestCluster cluster) throws SQLException {
        works = new Works(String.join(",", cluster.hosts()), RECORDS);
    }

    @AfterAll
    void close() throws IOException {
        works.close();
    }

    List<Work> works() {
        return works.all();
    }

    @ParameterizedTest
    @MethodSource("works")
    void allContestantsFindTheSameRows(Work work) throws Exception {
        work.preparation().run();

        long rows = work.requireSameOutcomes().rows();

        assertEquals(work.title().startsWith("sum") ? 1 : work.rows(), rows, work.title());
    }
}
