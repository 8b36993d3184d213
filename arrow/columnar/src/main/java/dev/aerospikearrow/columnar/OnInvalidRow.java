package dev.aerospikearrow.columnar;

/**
 * A policy for rows that cannot be written: the key is null, a value has no place on the wire, or
 * the row is too large.
 */
public enum OnInvalidRow {
    /** The call fails with an {@link InvalidRowException} before anything of the batch is sent. */
    FAIL,
    /** The row is not sent; the {@link WriteResult} says which and why. */
    SKIP
}
