package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MismatchReport;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;

/** The counts of a lookup, for Spark's user interface. */
record LookupMetrics(
        SQLMetric found,
        SQLMetric missing,
        SQLMetric nullKeys,
        SQLMetric failed,
        SQLMetric requests,
        SQLMetric nulled,
        SQLMetric coerced,
        SQLMetric readTime,
        SQLMetric outputRows)
        implements Serializable {

    static LookupMetrics of(SparkContext context) {
        return new LookupMetrics(
                SQLMetrics.createMetric(context, "records found"),
                SQLMetrics.createMetric(context, "records missing"),
                SQLMetrics.createMetric(context, "null keys"),
                SQLMetrics.createMetric(context, "failed rows"),
                SQLMetrics.createMetric(context, "batch requests"),
                SQLMetrics.createMetric(context, "values that became null"),
                SQLMetrics.createMetric(context, "values that were converted"),
                SQLMetrics.createNanoTimingMetric(context, "time of batch requests", 0),
                SQLMetrics.createMetric(context, "number of output rows"));
    }

    Map<String, SQLMetric> byName() {
        Map<String, SQLMetric> metrics = new LinkedHashMap<>();
        metrics.put("numOutputRows", outputRows);
        metrics.put("found", found);
        metrics.put("missing", missing);
        metrics.put("nullKeys", nullKeys);
        metrics.put("failed", failed);
        metrics.put("requests", requests);
        metrics.put("readTime", readTime);
        metrics.put("nulled", nulled);
        metrics.put("coerced", coerced);
        return metrics;
    }

    /** A batch was read in so much time. */
    void count(ColumnarBatch batch, long nanos) {
        ColumnarBatch.RowCounts counts = batch.counts();
        for (MismatchReport report : batch.mismatches()) {
            nulled.add(report.nullCount());
            coerced.add(report.coercedCount());
        }
        readTime.add(nanos);
        found.add(counts.found());
        missing.add(counts.missing() + counts.filtered());
        nullKeys.add(counts.nullKeys());
        failed.add(counts.failed());
        requests.add(1);
    }
}
