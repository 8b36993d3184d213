package dev.aerospikearrow.columnar.read;

/** Says which record a row is, for people: in messages. */
interface RowNames {
    /** The row's key, digest, or why it has none. */
    String describe(int row);
}
