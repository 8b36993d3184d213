package dev.aerospikearrow.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * A count whose values of tasks are added up. Spark makes one by the name of its class, too, which
 * therefore is public and has a constructor without parameters.
 */
public abstract class TaskSum extends CustomSumMetric {
    private final String name;
    private final String description;

    /**
     * @param name one word
     * @param description for people
     */
    protected TaskSum(String name, String description) {
        this.name = name;
        this.description = description;
    }

    private record TaskValue(String name, long value) implements CustomTaskMetric {}

    /** What one task has counted. */
    public final CustomTaskMetric value(long count) {
        return new TaskValue(name, count);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }
}
