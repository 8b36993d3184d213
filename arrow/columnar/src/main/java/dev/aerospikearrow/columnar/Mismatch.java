package dev.aerospikearrow.columnar;

/**
 * One value that did not fit its field, or was converted to fit.
 *
 * @param row its row in the result
 * @param key the row's key, for people: the user key if it is known, and the digest
 * @param binName the bin it was in
 * @param fieldName the field it was meant for
 * @param path where in a list, map or struct it was, such as {@code [3].price}; empty for a whole
 *     bin
 * @param found the value: its type on the wire, and the value or its length
 * @param wanted the Arrow type it was to become
 * @param reason what is wrong with it, such as {@code is out of range}
 */
public record Mismatch(
        int row,
        String key,
        String binName,
        String fieldName,
        String path,
        String found,
        String wanted,
        String reason) {

    /** What is where, and what was wanted, in one sentence. */
    public String message() {
        return "Bin \""
                + binName
                + "\" holds "
                + (path.isEmpty() ? "" : "at " + path + " ")
                + found
                + " at row "
                + row
                + " ("
                + key
                + "), but field "
                + fieldName
                + path
                + " is "
                + wanted
                + ": the value "
                + reason
                + ".";
    }
}
