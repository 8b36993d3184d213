package dev.aerospikearrow.operation;

/** The comparison of a write's generation with the record's. */
public enum GenerationCheck {
    /** The generation does not matter. */
    NONE,
    /** Fail with GENERATION unless they are equal. */
    EQUAL,
    /** Fail with GENERATION unless the given one is greater. */
    GREATER
}
