package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.operation.WriteMode;

/**
 * The states that a write expects of each record, by the names of the option {@code
 * aerospike.write.mode}.
 */
public enum RecordMode {
    /** Creates the record, or changes the bins that are written. */
    UPDATE(WriteMode.UPSERT),
    /** Fails if there is no record. */
    UPDATE_ONLY(WriteMode.UPDATE),
    /** Fails if there is one. */
    CREATE_ONLY(WriteMode.CREATE),
    /** Creates the record, or puts it in the place of the one that is there. */
    REPLACE(WriteMode.UPSERT_REPLACE),
    /** The same, and fails if there is none. */
    REPLACE_ONLY(WriteMode.REPLACE);

    private final WriteMode writeMode;

    RecordMode(WriteMode writeMode) {
        this.writeMode = writeMode;
    }

    WriteMode writeMode() {
        return writeMode;
    }

    /** Whether a row that was written already may be written again, and is not refused then. */
    boolean isRepeatable() {
        return this != CREATE_ONLY;
    }
}
