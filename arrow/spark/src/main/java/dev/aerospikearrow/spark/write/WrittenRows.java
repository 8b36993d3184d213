package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Counts of rows none of which failed, by what became of them.
 *
 * @param rowCount how many were written
 * @param thereAlready how many were not, because their record has had them before
 * @param withoutBins how many were not, because they have no value in any bin
 * @param firstWithoutBins the key of the first of these, for people; empty if there is none
 */
public record WrittenRows(
        long rowCount, long thereAlready, long withoutBins, String firstWithoutBins)
        implements WriterCommitMessage {
    /** No rows. */
    public static final WrittenRows NONE = new WrittenRows(0, 0, 0, "");

    static WrittenRows of(WriteResult result) {
        WrittenRows rows =
                new WrittenRows(
                        result.writtenCount(), result.count(ResultCode.FILTERED_OUT.code()), 0, "");
        return result.counts().stream()
                .filter(count -> count.resultCode() == WriteResult.NOTHING_TO_WRITE)
                .findFirst()
                .map(empty -> rows.plus(withoutBins(empty.rowCount(), empty.firstKey())))
                .orElse(rows);
    }

    /**
     * Rows that have no value in any bin.
     *
     * @param firstKey the key of the first of them, for people
     */
    public static WrittenRows withoutBins(long count, String firstKey) {
        return new WrittenRows(0, 0, count, firstKey);
    }

    /** The sum of what tasks have told. */
    public static WrittenRows sum(WriterCommitMessage[] messages) {
        WrittenRows rows = NONE;
        for (WriterCommitMessage message : messages) {
            rows = message instanceof WrittenRows task ? rows.plus(task) : rows;
        }
        return rows;
    }

    /** These rows and those that came after them. */
    public WrittenRows plus(WrittenRows later) {
        return new WrittenRows(
                rowCount + later.rowCount,
                thereAlready + later.thereAlready,
                withoutBins + later.withoutBins,
                withoutBins > 0 ? firstWithoutBins : later.firstWithoutBins);
    }

    /** What whoever saved the rows should know; empty if all were written. */
    public Optional<String> warning(String place) {
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
