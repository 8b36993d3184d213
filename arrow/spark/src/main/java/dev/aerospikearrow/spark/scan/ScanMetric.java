package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.metric.TaskSum;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The counts of a scan, for Spark's user interface. */
final class ScanMetric {
    static final TaskSum BYTES = new Bytes();
    static final TaskSum RECEIVED = new Received();
    static final TaskSum RETRIES = new Retries();
    static final TaskSum NULLED = new Nulled();
    static final TaskSum COERCED = new Coerced();
    static final TaskSum READ_MILLIS = new ReadMillis();

    private ScanMetric() {}

    /** One of each. */
    static CustomMetric[] all() {
        return new CustomMetric[] {BYTES, RECEIVED, RETRIES, NULLED, COERCED, READ_MILLIS};
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

    /** Made by Spark by its name. */
    public static final class Bytes extends TaskSum {
        /** For Spark. */
        public Bytes() {
            super("aerospikeBytes", "size of Arrow vectors", Unit.BYTES);
        }
    }

    /** Made by Spark by its name. */
    public static final class Received extends TaskSum {
        /** For Spark. */
        public Received() {
            super("aerospikeBytesReceived", "data received from Aerospike", Unit.BYTES);
        }
    }

    /** Made by Spark by its name. */
    public static final class Retries extends TaskSum {
        /** For Spark. */
        public Retries() {
            super("aerospikeRetries", "retries of Aerospike scans", Unit.COUNT);
        }
    }

    /** Made by Spark by its name. */
    public static final class Nulled extends TaskSum {
        /** For Spark. */
        public Nulled() {
            super(
                    "aerospikeNulled",
                    "values that did not fit their column and became null",
                    Unit.COUNT);
        }
    }

    /** Made by Spark by its name. */
    public static final class Coerced extends TaskSum {
        /** For Spark. */
        public Coerced() {
            super("aerospikeCoerced", "values that were converted to fit their column", Unit.COUNT);
        }
    }

    /** Made by Spark by its name. */
    public static final class ReadMillis extends TaskSum {
        /** For Spark. */
        public ReadMillis() {
            super("aerospikeReadMillis", "time of reading from Aerospike", Unit.MILLISECONDS);
        }
    }
}
