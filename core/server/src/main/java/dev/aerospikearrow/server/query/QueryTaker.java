package dev.aerospikearrow.server.query;

import dev.aerospikearrow.server.store.RecordSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The receiver of what a query finds. Used by one thread. */
interface QueryTaker {
    /**
     * Takes a record.
     *
     * @param sortValue its value in the index; null for a scan
     * @return false if the record does not count
     */
    boolean record(RecordSnapshot record, @Nullable Long sortValue) throws IOException;

    /** How many records could not be dealt with. */
    default long failedCount() {
        return 0;
    }

    /** A partition cannot be read on this node. */
    void unavailable(int partitionId);

    /** There is no more, for the reason that the code says. */
    void end(int resultCode) throws IOException;
}
