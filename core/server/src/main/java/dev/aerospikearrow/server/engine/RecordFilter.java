package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.server.store.StoredRecord;

/** A compiled filter expression. Used by one thread at a time. */
@FunctionalInterface
public interface RecordFilter {
    /** For requests without a filter. */
    RecordFilter ALL = record -> true;

    /** Whether the expression is true for the record; unknown counts as false. */
    boolean matches(StoredRecord record);
}
