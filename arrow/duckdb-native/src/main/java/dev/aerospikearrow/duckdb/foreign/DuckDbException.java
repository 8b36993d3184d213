package dev.aerospikearrow.duckdb.foreign;

/** A failure that DuckDB reports. */
public final class DuckDbException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DuckDbException(String message) {
        super(message);
    }

    DuckDbException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a name or a type in a statement is wrong, so that nothing of it was done. */
    boolean isOfBinder() {
        return String.valueOf(getMessage()).startsWith("Binder Error");
    }
}
