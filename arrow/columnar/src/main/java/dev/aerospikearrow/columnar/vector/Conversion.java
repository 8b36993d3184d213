package dev.aerospikearrow.columnar.vector;

/** The extent to which a column converts values. */
public enum Conversion {
    /** Values are taken as the type table says, without loss. */
    EXACT,
    /** Also the conversions in the type table's COERCE column. */
    COERCE
}
