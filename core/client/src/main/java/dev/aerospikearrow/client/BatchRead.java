package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One record of a batch, and what is read of it. Immutable. */
public final class BatchRead implements BatchCommand {
    private final Key key;
    private final RecordCommand command;

    private BatchRead(Key key, RecordCommand command) {
        this.key = Objects.requireNonNull(key, "key");
        this.command = command;
    }

    /** All bins. */
    public static BatchRead all(Key key) {
        return new BatchRead(key, RecordCommand.readAll());
    }

    /** The named bins. */
    public static BatchRead bins(Key key, String... binNames) {
        return new BatchRead(key, RecordCommand.read(Arrays.stream(binNames).distinct().toList()));
    }

    /** Generation and expiry only. */
    public static BatchRead header(Key key) {
        return new BatchRead(key, RecordCommand.readHeader());
    }

    /**
     * The results of reading operations.
     *
     * @throws IllegalArgumentException if one of them writes
     */
    public static BatchRead operate(Key key, Operation... operations) {
        for (Operation operation : operations) {
            if (operation.writes()) {
                throw new IllegalArgumentException(
                        operation
                                + " writes; a BatchRead takes operations that read. Use"
                                + " BatchWrite.operate.");
            }
        }
        return new BatchRead(
                key,
                RecordCommand.operate(WriteMode.UPSERT, List.of(operations))
                        .withResultPerOperation());
    }

    @Override
    public Key key() {
        return key;
    }

    RecordCommand command() {
        return command;
    }

    @Override
    public String toString() {
        return command + " of " + key;
    }
}
