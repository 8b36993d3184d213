package dev.aerospikearrow.spark.scan;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The counts of a scan, for Spark's user interface. */
enum ScanMetric {
    BYTES("aerospikeBytes", "bytes of Arrow vectors", Bytes::new),
    RECEIVED("aerospikeBytesReceived", "bytes received from Aerospike", Received::new),
    RETRIES("aerospikeRetries", "retries of Aerospike scans", Retries::new),
    NULLED("aerospikeNulled", "values that did not fit their column and became null", Nulled::new),
    COERCED("aerospikeCoerced", "values that were converted to fit their column", Coerced::new),
    READ_MILLIS("aerospikeReadMillis", "milliseconds of reading from Aerospike", ReadMillis::new);

    private final String metricName;
    private final String description;
    private final Supplier<Sum> maker;

    ScanMetric(String metricName, String description, Supplier<Sum> maker) {
        this.metricName = metricName;
        this.description = description;
        this.maker = maker;
    }

    private record TaskValue(String name, long value) implements CustomTaskMetric {}

    CustomTaskMetric value(long value) {
        return new TaskValue(metricName, value);
    }

    /** Those of reads by keys, which count neither bytes that were received nor retries. */
    static CustomTaskMetric[] ofKeys(long bytes, long nulled, long coerced, long readNanos) {
        return new CustomTaskMetric[] {
            BYTES.value(bytes),
            NULLED.value(nulled),
            COERCED.value(coerced),
            READ_MILLIS.value(TimeUnit.NANOSECONDS.toMillis(readNanos))
        };
    }

    /** One of each. */
    static CustomMetric[] all() {
        return Arrays.stream(values())
                .map(metric -> metric.maker.get())
                .toArray(CustomMetric[]::new);
    }

    /** The sum of the tasks' values. Spark makes its subclasses by their names, too. */
    abstract static class Sum extends CustomSumMetric {
        abstract ScanMetric metric();

        @Override
        public String name() {
            return metric().metricName;
        }

        @Override
        public String description() {
            return metric().description;
        }
    }

    /** Made by Spark by its name. */
    public static final class Bytes extends Sum {
        /** For Spark. */
        public Bytes() {}

        @Override
        ScanMetric metric() {
            return BYTES;
        }
    }

    /** Made by Spark by its name. */
    public static final class Received extends Sum {
        /** For Spark. */
        public Received() {}

        @Override
        ScanMetric metric() {
            return RECEIVED;
        }
    }

    /** Made by Spark by its name. */
    public static final class Retries extends Sum {
        /** For Spark. */
        public Retries() {}

        @Override
        ScanMetric metric() {
            return RETRIES;
        }
    }

    /** Made by Spark by its name. */
    public static final class Nulled extends Sum {
        /** For Spark. */
        public Nulled() {}

        @Override
        ScanMetric metric() {
            return NULLED;
        }
    }

    /** Made by Spark by its name. */
    public static final class Coerced extends Sum {
        /** For Spark. */
        public Coerced() {}

        @Override
        ScanMetric metric() {
            return COERCED;
        }
    }

    /** Made by Spark by its name. */
    public static final class ReadMillis extends Sum {
        /** For Spark. */
        public ReadMillis() {}

        @Override
        ScanMetric metric() {
            return READ_MILLIS;
        }
    }
}
