package dev.aerospikearrow.columnar.vector;

/** The order of a packed number's bytes, as field metadata names it. */
enum ByteOrderName {
    LITTLE,
    BIG
}
