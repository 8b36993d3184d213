package dev.aerospikearrow.client;

/**
 * The promise about what reads of a strongly consistent namespace see (Enterprise servers). Other
 * namespaces take no notice of it.
 */
public enum ReadMode {
    /** One client sees versions of a record in their order; masters alone are read. */
    SESSION,
    /** All clients do. The master asks the other copies at each read. */
    LINEARIZE,
    /** The order is not kept: copies that are complete are read, too. */
    ALLOW_REPLICA,
    /** The same, and partitions are read that are not available, as far as a copy is there. */
    ALLOW_UNAVAILABLE
}
