package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One record of a batch, and what is done to it. Immutable; the options start with every default.
 */
public final class BatchWrite implements BatchCommand {
    private final Key key;

    /** What is done, in each mode; the other options come to it. */
    private final Function<WriteMode, RecordCommand> change;

    private final WriteOptions options;

    private BatchWrite(Key key, Function<WriteMode, RecordCommand> change, WriteOptions options) {
        this.key = Objects.requireNonNull(key, "key");
        this.change = change;
        this.options = Objects.requireNonNull(options, "options");
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
        List<Operation> list = List.of(operations);
        return new BatchWrite(key, mode -> RecordCommand.operate(mode, list), WriteOptions.DEFAULT);
    }

    /** Deletes the record. */
    public static BatchWrite delete(Key key) {
        return new BatchWrite(key, mode -> RecordCommand.delete(), WriteOptions.DEFAULT);
    }

    /**
     * Calls a function on the record. What it returns is the row's only value; if it fails, the row
     * has the code UDF_FAILED and says why.
     */
    public static BatchWrite call(Key key, FunctionCall function) {
        return new BatchWrite(key, mode -> RecordCommand.call(function), WriteOptions.DEFAULT);
    }

    /** The same with other options. */
    public BatchWrite with(WriteOptions newOptions) {
        return new BatchWrite(key, change, newOptions);
    }

    @Override
    public Key key() {
        return key;
    }

    /** How it is written. */
    public WriteOptions options() {
        return options;
    }

    RecordCommand command() {
        return options.applyTo(change.apply(options.mode()));
    }

    @Override
    public String toString() {
        return command() + " of " + key;
    }
}
