package dev.aerospikearrow.columnar;

/**
 * What became of the rows of a batch.
 *
 * @param found rows with a record
 * @param missing rows whose record does not exist (result code 2)
 * @param filtered rows whose record the filter expression left out (result code 27)
 * @param failed rows with any other result code
 * @param nullKeys rows that were not sent because their key is null
 */
public record RowCounts(int found, int missing, int filtered, int failed, int nullKeys) {

    /** All rows. */
    public int total() {
        return found + missing + filtered + failed + nullKeys;
    }
}
