package dev.aerospikearrow.data;

/**
 * Values that exist only in the arguments of list and map operations, to compare with
 * (docs/docs/internals/wire.md, section 5). The server stores neither.
 */
public enum ArgumentMark {
    /** Equals everything. */
    WILDCARD,
    /** Greater than everything. */
    INFINITY
}
