package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.Mismatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.RecordBatchReader;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log of what did not fit its column, for reads whose reader the caller does not see. */
final class MismatchLog {
    private static final Logger LOG = LoggerFactory.getLogger(MismatchLog.class);

    private MismatchLog() {}

    /** Hands over what a reader has counted so far, unless it is nothing. */
    static void report(RecordBatchReader reader, Consumer<MismatchReport> listener) {
        reader.mismatches().stream().filter(report -> report.count() > 0).forEach(listener);
    }

    /** The listener of those who have none. */
    static void warn(MismatchReport report) {
        LOG.warn(
                "Field {}, values that did not fit: {} became null, {} converted. The first: {}",
                report.fieldName(),
                report.nullCount(),
                report.coercedCount(),
                report.first().map(Mismatch::message).orElse("unknown"));
    }
}
