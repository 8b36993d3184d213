package dev.aerospikearrow.columnar;

/**
 * A value that does not fit its field, where the field's policy is {@link OnMismatch#FAIL}. The
 * message names the row, its key, the bin, what was found, what was wanted and what to do.
 */
public final class TypeMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Mismatch mismatch;

    /** Internal: thrown by reads. */
    public TypeMismatchException(Mismatch mismatch, String advice) {
        super(mismatch.message() + " " + advice);
        this.mismatch = mismatch;
    }

    /** The value that did not fit. */
    public Mismatch mismatch() {
        return mismatch;
    }
}
