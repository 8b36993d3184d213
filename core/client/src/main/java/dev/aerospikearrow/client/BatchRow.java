package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer for one row of a batch, at the position of its key. Immutable, as its record is. */
public final class BatchRow {
    /** The code of a row that was not answered: only in {@link IncompleteBatchException}. */
    public static final int NO_ANSWER = -1;

    private final Key key;
    private final int resultCode;
    private final @Nullable StoredRecord record;
    private final List<@Nullable Object> values;
    private final String reason;
    private final long subcode;

    BatchRow(
            Key key, int resultCode, @Nullable StoredRecord record, List<@Nullable Object> values) {
        this(key, resultCode, record, values, "", 0);
    }

    private BatchRow(
            Key key,
            int resultCode,
            @Nullable StoredRecord record,
            List<@Nullable Object> values,
            String reason,
            long subcode) {
        this.key = key;
        this.resultCode = resultCode;
        this.record = record;
        this.values = values;
        this.reason = reason;
        this.subcode = subcode;
    }

    static BatchRow unanswered(Key key) {
        return failed(key, NO_ANSWER, "", 0);
    }

    static BatchRow failed(Key key, int resultCode, String reason, long subcode) {
        return new BatchRow(key, resultCode, null, List.of(), reason, subcode);
    }

    /** Which record. */
    public Key key() {
        return key;
    }

    /** 0, or why there is no record; see {@link ResultCode}. */
    public int resultCode() {
        return resultCode;
    }

    /** Whether the row was carried out. */
    public boolean isOk() {
        return resultCode == 0;
    }

    /**
     * The record; empty if {@link #resultCode()} is not 0. Rows that write have the record's
     * header, and bins only for what operations gave.
     */
    public Optional<StoredRecord> record() {
        return Optional.ofNullable(record);
    }

    /**
     * For rows of operations: one value per operation, as in {@link OperateResult#values()}. For
     * rows that call a function: what it returned, if it returned something.
     */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(values);
    }

    /**
     * Why the row failed: what a function that was called said, or what the node says, which
     * servers before 8.2 do not. Empty for nothing, and for a record that is missing or filtered
     * out.
     */
    public String reason() {
        return reason;
    }

    /**
     * Which of the causes of the result code it was, by the server's numbers: each code counts its
     * own. 0 if the node did not tell, as servers before 8.2 never do.
     */
    public long subcode() {
        return subcode;
    }

    @Override
    public String toString() {
        String answer =
                resultCode == NO_ANSWER
                        ? "no answer"
                        : record == null ? ResultCode.describe(resultCode) : record.toString();
        return key + ": " + answer + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
