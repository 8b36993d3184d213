package dev.aerospikearrow.client;

import java.util.List;

/**
 * A batch that writes ended before all its rows were answered. {@link #rows()} has the answers that
 * came; if {@link #inDoubt()}, rows without one may have been written.
 */
public final class IncompleteBatchException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    private final transient List<BatchRow> rows;

    IncompleteBatchException(AerospikeException cause, List<BatchRow> rows) {
        super(cause);
        this.rows = List.copyOf(rows);
    }

    /** All rows by position; {@link BatchRow#NO_ANSWER} for those without an answer. */
    public List<BatchRow> rows() {
        return rows;
    }
}
