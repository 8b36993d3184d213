package dev.aerospikearrow.client;

/**
 * A policy for writes whose fate is unknown: they were sent, and no answer came. They may have been
 * carried out.
 */
public enum OnDoubt {
    /** The call fails and says that it is in doubt. */
    FAIL,
    /** It is sent again. For writes that may happen twice, such as putting the same bins. */
    RETRY
}
