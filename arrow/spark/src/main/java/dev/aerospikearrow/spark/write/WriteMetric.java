package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.spark.metric.TaskSum;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The counts of a save, for Spark's user interface. */
public final class WriteMetric {
    static final TaskSum WRITTEN = new Written();
    static final TaskSum WITHOUT_BINS = new WithoutBins();
    static final TaskSum WAIT_MILLIS = new WaitMillis();

    private WriteMetric() {}

    /** One of each. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {WRITTEN, WITHOUT_BINS, WAIT_MILLIS};
    }

    static CustomTaskMetric[] of(WrittenRows rows, long waitNanos) {
        return new CustomTaskMetric[] {
            WRITTEN.value(rows.rowCount()),
            WITHOUT_BINS.value(rows.withoutBins()),
            WAIT_MILLIS.value(TimeUnit.NANOSECONDS.toMillis(waitNanos))
        };
    }

    /** Made by Spark by its name. */
    public static final class Written extends TaskSum {
        /** For Spark. */
        public Written() {
            super("aerospikeRowsWritten", "rows written to Aerospike", Unit.COUNT);
        }
    }

    /** Made by Spark by its name. */
    public static final class WithoutBins extends TaskSum {
        /** For Spark. */
        public WithoutBins() {
            super(
                    "aerospikeRowsWithoutBins",
                    "rows without a value in any bin, which were not written",
                    Unit.COUNT);
        }
    }

    /** Made by Spark by its name. */
    public static final class WaitMillis extends TaskSum {
        /** For Spark. */
        public WaitMillis() {
            super("aerospikeWaitMillis", "time of waiting for Aerospike", Unit.MILLISECONDS);
        }
    }
}
