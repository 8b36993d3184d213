package dev.aerospikearrow.spark.option;

/** The type of the metadata column {@code __key}. */
public enum UserKeyType {
    /** Text; integer keys are shown as text. */
    STRING,
    /** Integers of 32 bits. */
    INT,
    /** Integers of 64 bits. */
    LONG,
    /** Byte strings. */
    BYTES
}
