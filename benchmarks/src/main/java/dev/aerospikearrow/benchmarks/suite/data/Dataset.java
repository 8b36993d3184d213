package dev.aerospikearrow.benchmarks.suite.data;

import java.util.stream.IntStream;

/**
 * Records that clients work on.
 *
 * @param setName the set that holds them
 * @param keys their user keys
 * @param shape what is in them
 * @param rows how many keys there are
 * @param missingPercent how many of a hundred keys have no record
 */
public record Dataset(
        String setName, UserKeys keys, RecordLayout shape, int rows, int missingPercent) {
    /** The namespace of all records. */
    public static final String NAMESPACE = "test";

    /**
     * The user keys of a dataset, by which clients that write have records of their own.
     *
     * @param prefix what a text starts with, the row follows; empty for integers
     * @param first the integer of the first row
     */
    public record UserKeys(String prefix, long first) {
        /** Texts. */
        public static UserKeys texts(String prefix) {
            return new UserKeys(prefix, 0);
        }

        /** Integers. */
        public static UserKeys integers(long first) {
            return new UserKeys("", first);
        }

        /** Whether they are integers, and no texts. */
        public boolean areIntegers() {
            return prefix.isEmpty();
        }
    }

    /** Every key is a text and has a record. */
    public static Dataset of(String setName, String keyPrefix, RecordLayout shape, int rows) {
        return of(setName, UserKeys.texts(keyPrefix), shape, rows);
    }

    /** Every key has a record. */
    public static Dataset of(String setName, UserKeys keys, RecordLayout shape, int rows) {
        return new Dataset(setName, keys, shape, rows, 0);
    }

    /** The same records, of which some are missing. */
    public Dataset missing(int percent) {
        UserKeys others = UserKeys.texts(keys.prefix() + percent + "_");
        return new Dataset(setName, others, shape, rows, percent);
    }

    /** The same keys, of whose records other bins are wanted. */
    public Dataset with(RecordLayout other) {
        return new Dataset(setName, keys, other, rows, missingPercent);
    }

    /** The user key of a row: {@code Long} or {@code String}. */
    public Object key(int row) {
        return keys.areIntegers() ? (Object) (keys.first() + row) : keys.prefix() + row;
    }

    /** All user keys, which are texts. */
    public String[] texts() {
        return IntStream.range(0, rows).mapToObj(this::key).toArray(String[]::new);
    }

    /** Whether there is a record for that row. */
    public boolean isStored(int row) {
        // 37 has no factor in common with 100, so the missing ones are spread.
        return row * 37L % 100 >= missingPercent;
    }
}
