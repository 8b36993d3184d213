package dev.aerospikearrow.spark.catalog;

import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;

/** The statement that Spark runs: writes are not told where their rows come from. */
final class RunningPlan {
    private RunningPlan() {}

    /** Whether this thread runs a MERGE that only inserts, as far as Spark 4.2 and newer tell. */
    static boolean isMergeThatInserts() {
        return ofThread()
                .filter(plan -> plan.exists(node -> node.nodeName().equals("InsertOnlyMerge")))
                .isPresent();
    }

    /** The analysed plan of what this thread runs; empty if it runs no statement. */
    static Optional<LogicalPlan> ofThread() {
        return Optional.ofNullable(
                        SparkContext.getOrCreate()
                                .getLocalProperty(SQLExecution.EXECUTION_ID_KEY()))
                .map(id -> SQLExecution.getQueryExecution(Long.parseLong(id)))
                .map(QueryExecution::analyzed);
    }
}
