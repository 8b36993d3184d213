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
}
