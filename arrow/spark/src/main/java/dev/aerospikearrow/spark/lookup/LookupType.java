package dev.aerospikearrow.spark.lookup;

/** The rows that a lookup keeps. */
public enum LookupType {
    /** All rows; those without a record have nulls. */
    LEFT,
    /** The rows that have a record. */
    INNER
}
