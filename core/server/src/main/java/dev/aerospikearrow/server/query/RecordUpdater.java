package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import org.jspecify.annotations.Nullable;

/** The update of the records that a background query finds. Used by one thread. */
final class RecordUpdater implements QueryTaker {
    private final RecordStore store;
    private final RecordUpdateRequest update;
    private final SingleCommands commands;
    private long failedCount;

    RecordUpdater(RecordStore store, RecordUpdateRequest update, SingleCommands commands) {
        this.store = store;
        this.update = update;
        this.commands = commands;
    }

    @Override
    public boolean record(RecordSnapshot record, @Nullable Long sortValue) {
        int code = commands.carryOut(update.of(store, record));
        boolean goneOrChanged =
                code == ResultCode.NOT_FOUND.code() || code == ResultCode.FILTERED_OUT.code();
        if (code != 0 && !goneOrChanged) {
            failedCount++;
        }
        return code == 0;
    }

    @Override
    public long failedCount() {
        return failedCount;
    }

    /** The partition has moved since the query began; its new owner is not told. */
    @Override
    public void unavailable(int partitionId) {}

    @Override
    public void end(int resultCode) {}
}
