package dev.aerospikearrow.columnar.vector;

/** How far a column goes to meet a value. */
public enum Conversion {
    /** Values are taken as the type table says, without loss. */
    EXACT,
    /** Also the conversions in the type table's COERCE column. */
    COERCE
}
