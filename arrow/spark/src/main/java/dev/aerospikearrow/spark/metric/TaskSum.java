package dev.aerospikearrow.spark.metric;

import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.util.Utils;

/**
 * A count whose values of tasks are added up. Spark makes one by the name of its class, too, which
 * therefore is public and has a constructor without parameters.
 */
public abstract class TaskSum extends CustomSumMetric {
    private final String name;
    private final String description;
    private final Unit unit;

    /** What is added up, which Spark's user interface shows as it does its own metrics. */
    protected enum Unit {
        /** Of rows and other things. */
        COUNT {
            @Override
            String text(long sum) {
                return String.format(Locale.ROOT, "%,d", sum);
            }
        },
        /** Shown in the unit that suits the size. */
        BYTES {
            @Override
            String text(long sum) {
                return Utils.bytesToString(sum);
            }
        },
        /** Shown in the unit that suits the time. */
        MILLISECONDS {
            @Override
            String text(long sum) {
                return Utils.msDurationToString(sum);
            }
        };

        abstract String text(long sum);
    }

    /**
     * @param name one word
     * @param description for people
     */
    protected TaskSum(String name, String description, Unit unit) {
        this.name = name;
        this.description = description;
        this.unit = unit;
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

    @Override
    public final String aggregateTaskMetrics(long[] counts) {
        return unit.text(LongStream.of(counts).sum());
    }
}
