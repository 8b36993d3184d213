package dev.aerospikearrow.columnar.write;

/** A value that has no place on the wire. Caught where row, key and field are known. */
final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableException(String reason) {
        super(reason, null, false, false);
    }

    /** What was found, what is expected, and what to do. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
