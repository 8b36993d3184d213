package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.metric.TaskSum;

/** The count of rows that an earlier run of their epoch has written. Made by Spark by its name. */
public final class ThereAlreadyMetric extends TaskSum {
    /** For Spark. */
    public ThereAlreadyMetric() {
        super(
                "aerospikeThereAlready",
                "rows that an earlier run of the epoch has written",
                Unit.COUNT);
    }
}
