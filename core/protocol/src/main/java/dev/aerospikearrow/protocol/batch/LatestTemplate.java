package dev.aerospikearrow.protocol.batch;

import dev.aerospikearrow.protocol.message.RecordCommand;
import org.jspecify.annotations.Nullable;

/**
 * A command's row template for the set that it was last used with: programs mostly do the same to
 * the same set again, and encoding a template costs as much as a small read. Thread-safe.
 */
public final class LatestTemplate {
    private final RecordCommand command;
    private volatile @Nullable Entry latest;

    private record Entry(String namespace, String setName, RowTemplate template) {}

    public LatestTemplate(RecordCommand command) {
        this.command = command;
    }

    /** The template of the command's rows in a set. */
    public RowTemplate of(String namespace, String setName) {
        Entry entry = latest;
        if (entry == null || !entry.setName.equals(setName) || !entry.namespace.equals(namespace)) {
            entry = new Entry(namespace, setName, RowTemplate.of(namespace, setName, command));
            latest = entry;
        }
        return entry.template;
    }
}
