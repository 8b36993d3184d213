package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A command for a record, whichever it is, and what the answer becomes: everything about a command
 * but its key. Made once, it serves any number of calls. Immutable.
 *
 * @param <T> the result
 */
public final class PreparedCommand<T> {
    private final CallKind kind;
    private final RecordCommand command;
    private final CommandPolicy policy;
    private final CallTimes times;
    private final ReadChoice choice;
    private final SendKey sendKey;
    private final OnDoubt onDoubt;
    private final Supplier<BinNames> names;
    private final RecordResult<T> result;

    private PreparedCommand(
            RecordCommand command,
            CommandPolicy policy,
            ReadChoice choice,
            SendKey sendKey,
            OnDoubt onDoubt,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        this.command = command;
        kind = CallKind.of(command);
        this.policy = policy;
        this.times = CallTimes.of(policy);
        this.choice = choice;
        this.sendKey = sendKey;
        this.onDoubt = onDoubt;
        this.names = names;
        this.result = result;
    }

    /**
     * A command that reads.
     *
     * @param policy how long it may take, and how often it is tried
     * @param choice which copies are read, and how
     * @param names how bins become columns: one table for all, or a new one for each reply
     */
    public static <T> PreparedCommand<T> read(
            RecordCommand command,
            CommandPolicy policy,
            ReadChoice choice,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        return new PreparedCommand<>(
                choice.applyTo(command),
                policy,
                choice,
                SendKey.DIGEST_ONLY,
                OnDoubt.FAIL,
                names,
                result);
    }

    /** A command that writes. */
    public static <T> PreparedCommand<T> write(
            RecordCommand command,
            WritePolicy policy,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        return new PreparedCommand<>(
                command,
                policy,
                ReadChoice.MASTER,
                policy.options().sendKey(),
                policy.onDoubt(),
                names,
                result);
    }

    CallKind kind() {
        return kind;
    }

    RecordCommand command() {
        return command;
    }

    CommandPolicy policy() {
        return policy;
    }

    CallTimes times() {
        return times;
    }

    ReadChoice choice() {
        return choice;
    }

    SendKey sendKey() {
        return sendKey;
    }

    OnDoubt onDoubt() {
        return onDoubt;
    }

    /** The names of one reply. */
    BinNames names() {
        return names.get();
    }

    RecordResult<T> result() {
        return result;
    }

    /** The command for messages, such as {@code Read [get bin a] of test.flights 17}. */
    String describe(Key key) {
        String name = command.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " of " + key;
    }
}
