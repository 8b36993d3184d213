package dev.aerospikearrow.spark.scan;

import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The counts of a scan, for Spark's user interface. */
enum ScanMetric {
    BYTES("aerospikeBytes", "bytes of Arrow vectors"),
    MISFITS("aerospikeMisfits", "values that did not fit their column");

    private final String metricName;
    private final String description;

    ScanMetric(String metricName, String description) {
        this.metricName = metricName;
        this.description = description;
    }

    private record TaskValue(String name, long value) implements CustomTaskMetric {}

    CustomTaskMetric value(long value) {
        return new TaskValue(metricName, value);
    }

    /** Made by Spark by its name, too. */
    public static final class Bytes extends CustomSumMetric {
        /** For Spark. */
        public Bytes() {}

        @Override
        public String name() {
            return BYTES.metricName;
        }

        @Override
        public String description() {
            return BYTES.description;
        }
    }

    /** Made by Spark by its name, too. */
    public static final class Misfits extends CustomSumMetric {
        /** For Spark. */
        public Misfits() {}

        @Override
        public String name() {
            return MISFITS.metricName;
        }

        @Override
        public String description() {
            return MISFITS.description;
        }
    }
}
