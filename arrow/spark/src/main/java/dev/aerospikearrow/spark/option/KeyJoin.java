package dev.aerospikearrow.spark.option;

/** The choice of joins that become batch reads of the keys of their other side. */
public enum KeyJoin {
    /** Those whose other side has far fewer rows than the set has records, as far as is known. */
    AUTO,
    /** All that can. */
    ALWAYS,
    /** None. */
    NEVER
}
