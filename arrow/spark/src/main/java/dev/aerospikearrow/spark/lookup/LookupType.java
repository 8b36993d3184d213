package dev.aerospikearrow.spark.lookup;

/** Which rows a lookup keeps. */
public enum LookupType {
    /** All rows; those without a record have nulls. */
    LEFT,
    /** The rows that have a record. */
    INNER
}
