package dev.aerospikearrow.columnar;

/**
 * What happens to a value that does not fit its field: because of its type, its range, its
 * precision or its length. Which values fit is a table: docs/docs/guides/type-mapping.md.
 */
public enum OnMismatch {
    /** The call fails with a {@link TypeMismatchException}. */
    FAIL,
    /** The value becomes null and is counted in the result's {@link MismatchReport}. */
    NULL,
    /** The value is converted if the table knows how, else it becomes null; both are counted. */
    COERCE
}
