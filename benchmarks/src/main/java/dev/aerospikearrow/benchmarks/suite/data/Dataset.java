package dev.aerospikearrow.benchmarks.suite.data;

import java.util.stream.IntStream;

/**
 * Records that one client works on; others have their own, told apart by the prefix of the keys.
 *
 * @param setName the set that holds them
 * @param keyPrefix what each user key starts with; the row follows
 * @param shape what is in them
 * @param rows how many keys there are
 * @param missingPercent how many of a hundred keys have no record
 */
public record Dataset(
        String setName, String keyPrefix, RecordShape shape, int rows, int missingPercent) {
    /** The namespace of all records. */
    public static final String NAMESPACE = "test";

    /** Every key has a record. */
    public static Dataset of(String setName, String keyPrefix, RecordShape shape, int rows) {
        return new Dataset(setName, keyPrefix, shape, rows, 0);
    }

    /** The same records, of which some are missing. */
    public Dataset missing(int percent) {
        return new Dataset(setName, keyPrefix + percent + "_", shape, rows, percent);
    }

    /** The same keys, of whose records other bins are wanted. */
    public Dataset with(RecordShape other) {
        return new Dataset(setName, keyPrefix, other, rows, missingPercent);
    }

    /** The user key of a row. */
    public String key(int row) {
        return keyPrefix + row;
    }

    /** All user keys. */
    public String[] keys() {
        return IntStream.range(0, rows).mapToObj(this::key).toArray(String[]::new);
    }

    /** Whether there is a record for that row. */
    public boolean isStored(int row) {
        // 37 has no factor in common with 100, so the missing ones are spread.
        return row * 37L % 100 >= missingPercent;
    }
}
