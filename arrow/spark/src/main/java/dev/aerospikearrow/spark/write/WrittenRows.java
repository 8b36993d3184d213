package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Counts of rows none of which failed, by what became of them.
 *
 * @param rowCount how many were written
 * @param withoutBins how many were not, because they have no value in any bin
 * @param firstWithoutBins the key of the first of these, for people; empty if there is none
 */
record WrittenRows(long rowCount, long withoutBins, String firstWithoutBins)
        implements WriterCommitMessage {
    static final WrittenRows NONE = new WrittenRows(0, 0, "");

    static WrittenRows of(WriteResult result) {
        return result.counts().stream()
                .filter(count -> count.resultCode() == WriteResult.NOTHING_TO_WRITE)
                .findFirst()
                .map(
                        empty ->
                                new WrittenRows(
                                        result.writtenCount(), empty.rowCount(), empty.firstKey()))
                .orElseGet(() -> new WrittenRows(result.writtenCount(), 0, ""));
    }

    /** These rows and those that came after them. */
    WrittenRows plus(WrittenRows later) {
        return new WrittenRows(
                rowCount + later.rowCount,
                withoutBins + later.withoutBins,
                withoutBins > 0 ? firstWithoutBins : later.firstWithoutBins);
    }

    /** What whoever saved the rows should know; empty if all were written. */
    Optional<String> warning(String place) {
        return withoutBins == 0
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%,d of %s %s no value in any bin and %s not written to %s: there"
                                        + " are no records without bins. The first: %s.",
                                withoutBins,
                                Quantity.grouped(rowCount + withoutBins, "row"),
                                withoutBins == 1 ? "has" : "have",
                                withoutBins == 1 ? "was" : "were",
                                place,
                                firstWithoutBins));
    }
}
