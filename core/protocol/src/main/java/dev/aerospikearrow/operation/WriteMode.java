package dev.aerospikearrow.operation;

/** The state of a record that a write expects to find. */
public enum WriteMode {
    /** Create the record, or change the named bins of the one that exists. */
    UPSERT,
    /** Fail with RECORD_EXISTS if it exists. */
    CREATE,
    /** Fail with NOT_FOUND if it does not exist. */
    UPDATE,
    /** Drop the bins that are not named; create the record if needed. */
    UPSERT_REPLACE,
    /** Drop the bins that are not named; fail with NOT_FOUND if it does not exist. */
    REPLACE
}
