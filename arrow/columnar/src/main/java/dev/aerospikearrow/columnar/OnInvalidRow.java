package dev.aerospikearrow.columnar;

/**
 * What happens to a row that cannot be written: its key is null, a value has no place on the wire,
 * or it is too large.
 */
public enum OnInvalidRow {
    /** The call fails with an {@link InvalidRowException} before anything of the batch is sent. */
    FAIL,
    /** The row is not sent; the {@link WriteResult} says which and why. */
    SKIP
}
