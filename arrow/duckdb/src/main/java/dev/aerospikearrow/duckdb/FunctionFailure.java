package dev.aerospikearrow.duckdb;

/**
 * A failure as a query is told of it. The driver makes the stack trace part of the message, so
 * there is none; the log has it.
 */
final class FunctionFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    FunctionFailure(String message) {
        super(message, null, false, false);
    }

    /** The driver prints the exception, so its class is not shown. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
