package dev.aerospikearrow.columnar.read;

/** Names of the records of rows, for people: in messages. */
interface RowNames {
    /** The row's key, digest, or why it has none. */
    String describe(int row);
}
