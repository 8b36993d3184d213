package dev.aerospikearrow.spark.write;

import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Counts of records by what a statement did to them.
 *
 * @param updated how many were changed
 * @param inserted how many were made
 * @param deleted how many were removed
 */
record ChangedRows(long updated, long inserted, long deleted) implements WriterCommitMessage {
    static final ChangedRows NONE = new ChangedRows(0, 0, 0);

    ChangedRows plus(ChangedRows more) {
        return new ChangedRows(
                updated + more.updated, inserted + more.inserted, deleted + more.deleted);
    }

    @Override
    public String toString() {
        return updated + " updated, " + inserted + " inserted, " + deleted + " deleted";
    }
}
