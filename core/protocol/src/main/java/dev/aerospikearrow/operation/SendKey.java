package dev.aerospikearrow.operation;

/** The choice whether the user key travels with a write, to be stored with the record. */
public enum SendKey {
    /** The record is stored with its digest only. */
    DIGEST_ONLY,
    /** The user key is stored too, where the {@link dev.aerospikearrow.data.Key} has one. */
    WITH_USER_KEY
}
