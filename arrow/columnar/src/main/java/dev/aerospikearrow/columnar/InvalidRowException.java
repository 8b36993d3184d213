package dev.aerospikearrow.columnar;

/** A row that cannot be written. The message names row, key and field, and says what to do. */
public final class InvalidRowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int row;
    private final String fieldName;

    /**
     * What a write throws.
     *
     * @param key the key, for people
     * @param reason what is wrong with the value, and what to do
     */
    public InvalidRowException(int row, String key, String fieldName, String reason) {
        super(
                "Row "
                        + row
                        + " ("
                        + key
                        + ") cannot be written: field "
                        + fieldName
                        + " "
                        + reason
                        + " With OnInvalidRow.SKIP the other rows are written.");
        this.row = row;
        this.fieldName = fieldName;
    }

    /** Which row; in a stream counted over all its batches. */
    public int row() {
        return row;
    }

    /** The field that is wrong; the key's for a row that is too large. */
    public String fieldName() {
        return fieldName;
    }
}
