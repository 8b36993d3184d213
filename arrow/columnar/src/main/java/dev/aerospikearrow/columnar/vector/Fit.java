package dev.aerospikearrow.columnar.vector;

/** The result of a value on its way into a column. */
public enum Fit {
    /** It is in the column as it was. */
    EXACT("fits"),
    /** It is in the column after a conversion that only COERCE allows. */
    COERCED("was converted"),
    /** The column has no place for values of this type. */
    WRONG_TYPE("has another type"),
    /** The number is outside the column's range. */
    OUT_OF_RANGE("is out of range"),
    /** The number cannot be represented without loss. */
    INEXACT("would lose precision"),
    /** A fixed size is declared, and the value has another. */
    WRONG_LENGTH("has another length"),
    /** The bytes of a text are no UTF-8. */
    NOT_UTF8("is not valid UTF-8"),
    /** A null where the schema declares that there is none. */
    NULL_VALUE("is null in a field that is declared not nullable"),
    /** The dictionary has as many different texts as its indices can count. */
    DICTIONARY_FULL("is one more different text than the dictionary's indices can count");

    private final String meaning;

    Fit(String meaning) {
        this.meaning = meaning;
    }

    /** For messages: {@code is out of range}. */
    public String meaning() {
        return meaning;
    }

    /** Whether the value is in the column. */
    public boolean isWritten() {
        return this == EXACT || this == COERCED;
    }
}
