package dev.aerospikearrow.server.store;

import org.jspecify.annotations.Nullable;

/** Is told of every change of a record, in the order of the changes of that record. */
@FunctionalInterface
public interface RecordListener {
    /** For a store that nobody watches. */
    RecordListener NONE = (before, after) -> {};

    /**
     * Called while the record is locked: quick, and without touching the store.
     *
     * @param before what the record was; null if it is new
     * @param after what it is; null if it is gone
     */
    void recordChanged(@Nullable RecordSnapshot before, @Nullable RecordSnapshot after);
}
