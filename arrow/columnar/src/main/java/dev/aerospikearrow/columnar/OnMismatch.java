package dev.aerospikearrow.columnar;

/**
 * A policy for values that do not fit their field: because of their type, range, precision or
 * length. A table says which values fit: docs/docs/guides/type-mapping.md.
 */
public enum OnMismatch {
    /** The call fails with a {@link TypeMismatchException}. */
    FAIL,
    /** The value becomes null and is counted in the result's {@link MismatchReport}. */
    NULL,
    /** The value is converted if the table knows how, else it becomes null; both are counted. */
    COERCE
}
