package dev.aerospikearrow.spark.option;

/** The form in which decimals are written, by the names of the option. */
public enum DecimalForm {
    /** The integer that a decimal equals; one that equals none fails. */
    INTEGER,
    /** A text of its digits. */
    TEXT
}
