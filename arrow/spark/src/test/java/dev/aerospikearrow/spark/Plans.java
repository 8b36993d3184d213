package dev.aerospikearrow.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import scala.jdk.javaapi.CollectionConverters;

/** What plans did that were executed. */
final class Plans {
    private Plans() {}

    /** The operators of a query that was executed, inside of its stages, too. */
    static List<SparkPlan> operators(Dataset<Row> rows) {
        List<SparkPlan> operators = new ArrayList<>();
        add(rows.queryExecution().executedPlan(), operators);
        return operators;
    }

    private static void add(SparkPlan plan, List<SparkPlan> operators) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            add(adaptive.executedPlan(), operators);
            return;
        }
        if (plan instanceof QueryStageExec stage) {
            add(stage.plan(), operators);
            return;
        }
        operators.add(plan);
        CollectionConverters.asJava(plan.children()).forEach(child -> add(child, operators));
    }

    /** How many rows came from sets that were scanned or read by keys. */
    static long scannedRows(Dataset<Row> rows) {
        return operators(rows).stream()
                .filter(BatchScanExec.class::isInstance)
                .mapToLong(scan -> scan.metrics().apply("numOutputRows").value())
                .sum();
    }
}
