package dev.aerospikearrow.benchmarks.spark.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.spark.SparkBenchmarkMain;
import dev.aerospikearrow.benchmarks.spark.official.OfficialClients;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TestClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorksIT {
    private static final long RECORDS = 10_000;

    private final Works works;
    private final SparkSession spark = SparkBenchmarkMain.session();

    WorksIT(TestCluster cluster, @TempDir Path folder) {
        works = new Works(spark, String.join(",", cluster.hosts()), RECORDS, folder);
    }

    @AfterAll
    void close() {
        works.close();
        OfficialClients.closeAll();
        spark.stop();
    }

    /** All of one shape; of the other, what its values make different. */
    List<Work> works() {
        return works.all().stream()
                .filter(
                        work ->
                                !work.title().contains("doubles")
                                        || work.title().matches("(scan of all|lookup|write).*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("works")
    void allContestantsFindTheSameRows(Work work) throws Exception {
        work.preparation().run();

        Outcome outcome = work.requireSameOutcomes();

        assertEquals(expectedRows(work), outcome.rows(), work.title());
    }

    private static long expectedRows(Work work) {
        if (work.title().startsWith("count(*)")) {
            return 1;
        }
        return work.title().contains("1 %") ? work.rows() / 100 : work.rows();
    }

    @Test
    void theThreeJoinsArePlannedAsTheyAreCalled() throws Exception {
        Work join =
                works.all().stream()
                        .filter(work -> work.title().startsWith("join"))
                        .findFirst()
                        .orElseThrow();
        join.preparation().run();

        List<String> plans = join.others().stream().map(WorksIT::plan).toList();

        assertTrue(plans.get(0).contains("AerospikeKeyJoin"), plans.get(0));
        assertTrue(plans.get(1).contains("IN dynamicpruning"), plans.get(1));
        assertFalse(plans.get(1).contains("dynamicpruningexpression(true)"), plans.get(1));
        assertFalse(plans.get(2).contains("dynamicpruning"), plans.get(2));
        assertTrue(plans.get(2).contains("BatchScan"), plans.get(2));
    }

    /** As it was executed: Spark may drop a runtime filter at the last moment. */
    private static String plan(Contestant contestant) {
        Dataset<Row> rows = ((Reading) contestant).query().get();
        rows.collectAsList();
        return rows.queryExecution().explainString(ExplainMode.fromString("simple"));
    }
}
