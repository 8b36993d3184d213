package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.testkit.TestCluster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A session of a test class in which the cluster is the catalog {@code aero}. */
final class TestCatalog {
    static final String NAME = "aero";

    private final SparkSession session;
    private final String namespace;

    /**
     * @param options pairs of names and values, without the catalog's prefix
     */
    TestCatalog(SparkSession spark, TestCluster cluster, String... options) {
        session = spark.newSession();
        namespace = cluster.namespace();
        String catalog = "spark.sql.catalog." + NAME;
        session.conf().set(catalog, AerospikeCatalog.class.getName());
        session.conf().set(catalog + ".seedhost", String.join(",", cluster.hosts()));
        for (int i = 0; i < options.length; i += 2) {
            session.conf().set(catalog + "." + options[i], options[i + 1]);
        }
    }

    /** Waits until no task holds memory: those of a failed statement end after it has failed. */
    static void awaitEndOfTasks() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (TaskMemory.allocatedBytes() > 0 || TaskMemory.allocatorCount() > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(TaskMemory.allocatedBytes() + " bytes are still held.");
            }
            Thread.sleep(5);
        }
    }

    SparkSession session() {
        return session;
    }

    /** The full name of a set's table. */
    String table(String setName) {
        return NAME + "." + namespace + ".`" + setName + "`";
    }

    /** The rows of a statement as texts. */
    List<String> rows(String statement, Object... arguments) {
        return session.sql(String.format(statement, arguments)).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    /** Why a statement fails, with all causes. */
    String failure(String statement, Object... arguments) {
        try {
            session.sql(String.format(statement, arguments)).collectAsList();
        } catch (Exception e) {
            StringBuilder text = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                text.append(cause.getMessage()).append('\n');
            }
            return text.toString();
        }
        throw new AssertionError(
                "The statement did not fail: " + String.format(statement, arguments));
    }
}
