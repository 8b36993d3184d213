package dev.aerospikearrow.spark.stream;

/**
 * What becomes of a record that is written again after the time at which the epoch ends, and before
 * it is read: the state that the epoch should have is gone.
 */
enum WrittenMeanwhile {
    /** It comes with a later epoch, and with none while it is written more often than that. */
    LATER,
    /** It comes as it is, and again with a later epoch. */
    AT_ONCE
}
