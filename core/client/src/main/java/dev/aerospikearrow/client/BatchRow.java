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

    BatchRow(
            Key key, int resultCode, @Nullable StoredRecord record, List<@Nullable Object> values) {
        this.key = key;
        this.resultCode = resultCode;
        this.record = record;
        this.values = values;
    }

    static BatchRow unanswered(Key key) {
        return new BatchRow(key, NO_ANSWER, null, List.of());
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

    /** For rows of operations: one value per operation, as in {@link OperateResult#values()}. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(values);
    }

    @Override
    public String toString() {
        String answer =
                resultCode == NO_ANSWER
                        ? "no answer"
                        : record == null ? ResultCode.describe(resultCode) : record.toString();
        return key + ": " + answer;
    }
}
