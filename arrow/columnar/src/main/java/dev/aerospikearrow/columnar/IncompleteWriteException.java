package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.AerospikeException;

/**
 * A write of columns that ended early. {@link #result()} has what is known of each row; rows
 * without an answer are {@link WriteResult#UNANSWERED}, and those of them that may have been
 * written are {@linkplain WriteResult#isInDoubt in doubt}.
 */
public final class IncompleteWriteException extends AerospikeException {
    private static final long serialVersionUID = 1L;

    private final transient WriteResult result;

    /**
     * What a write throws.
     *
     * @param cause why it ended
     * @param result what is known of the rows
     */
    public IncompleteWriteException(Exception cause, WriteResult result) {
        super("Writing columns ended early: " + result + ". " + cause.getMessage(), cause, false);
        this.result = result;
    }

    /** What is known of the rows that were taken up. */
    public WriteResult result() {
        return result;
    }

    @Override
    public boolean inDoubt() {
        return result.inDoubtCount() > 0;
    }
}
