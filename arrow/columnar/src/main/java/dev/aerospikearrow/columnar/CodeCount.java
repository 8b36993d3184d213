package dev.aerospikearrow.columnar;

import dev.aerospikearrow.data.ResultCode;

/**
 * How many rows of a write ended with a code, and the first of them.
 *
 * @param resultCode 0, another {@link ResultCode}, or one of the negative codes of {@link
 *     WriteResult}
 * @param rowCount how many rows
 * @param firstRow the first of them
 * @param firstKey its key, for people
 * @param firstProblem what is wrong with it: the field, its value, and what to do; empty where the
 *     code says it
 */
public record CodeCount(
        int resultCode, int rowCount, int firstRow, String firstKey, String firstProblem) {

    /** The code for people: {@code 5 RECORD_EXISTS (record exists already)}. */
    public String description() {
        return switch (resultCode) {
            case WriteResult.NULL_KEY -> "null key";
            case WriteResult.UNANSWERED -> "no answer";
            case WriteResult.NOTHING_TO_WRITE -> "all bins null";
            case WriteResult.INVALID -> "invalid";
            default -> ResultCode.describe(resultCode);
        };
    }

    @Override
    public String toString() {
        return rowCount
                + " x "
                + description()
                + ", first row "
                + firstRow
                + " ("
                + firstKey
                + ")"
                + (firstProblem.isEmpty() ? "" : ": " + firstProblem);
    }
}
