package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One record of a batch, and what is done to it. Immutable; the options start with every default.
 */
public final class BatchWrite {
    private final Key key;
    private final List<Operation> operations;
    private final WriteOptions options;
    private final boolean deletes;

    private BatchWrite(Key key, List<Operation> operations, WriteOptions options, boolean deletes) {
        this.key = Objects.requireNonNull(key, "key");
        this.operations = operations;
        this.options = Objects.requireNonNull(options, "options");
        this.deletes = deletes;
    }

    /** Writes bins. */
    public static BatchWrite put(Key key, Bin... bins) {
        return operate(
                key,
                Arrays.stream(bins)
                        .map(bin -> Operation.put(bin.name(), bin.value()))
                        .toArray(Operation[]::new));
    }

    /** Any operations, of which one writes at least. */
    public static BatchWrite operate(Key key, Operation... operations) {
        if (Arrays.stream(operations).noneMatch(Operation::writes)) {
            throw new IllegalArgumentException(
                    "None of "
                            + Arrays.toString(operations)
                            + " writes. Use BatchRead.operate for reading.");
        }
        return new BatchWrite(key, List.of(operations), WriteOptions.DEFAULT, false);
    }

    /** Deletes the record. */
    public static BatchWrite delete(Key key) {
        return new BatchWrite(key, List.of(), WriteOptions.DEFAULT, true);
    }

    /** The same with other options. */
    public BatchWrite with(WriteOptions newOptions) {
        return new BatchWrite(key, operations, newOptions, deletes);
    }

    /** Which record. */
    public Key key() {
        return key;
    }

    /** How it is written. */
    public WriteOptions options() {
        return options;
    }

    RecordCommand command() {
        return options.applyTo(
                deletes
                        ? RecordCommand.delete()
                        : RecordCommand.operate(options.mode(), operations));
    }

    @Override
    public String toString() {
        return command() + " of " + key;
    }
}
