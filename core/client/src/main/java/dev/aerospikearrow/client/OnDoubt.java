package dev.aerospikearrow.client;

/**
 * What happens to a write whose fate is unknown: it was sent, and no answer came. It may have been
 * carried out.
 */
public enum OnDoubt {
    /** The call fails and says that it is in doubt. */
    FAIL,
    /** It is sent again. For writes that may happen twice, such as putting the same bins. */
    RETRY
}
