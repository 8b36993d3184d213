package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.WritePolicy;
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
    private final RecordCommand command;
    private final CommandPolicy policy;
    private final CallTimes times;
    private final ReplicaPolicy replica;
    private final SendKey sendKey;
    private final OnDoubt onDoubt;
    private final Supplier<BinNames> names;
    private final RecordResult<T> result;

    private PreparedCommand(
            RecordCommand command,
            CommandPolicy policy,
            ReplicaPolicy replica,
            SendKey sendKey,
            OnDoubt onDoubt,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        this.command = command;
        this.policy = policy;
        this.times = CallTimes.of(policy);
        this.replica = replica;
        this.sendKey = sendKey;
        this.onDoubt = onDoubt;
        this.names = names;
        this.result = result;
    }

    /**
     * A command that reads.
     *
     * @param policy how long it may take, and how often it is tried
     * @param replica which copies are read
     * @param names how bins become columns: one table for all, or a new one for each reply
     */
    public static <T> PreparedCommand<T> read(
            RecordCommand command,
            CommandPolicy policy,
            ReplicaPolicy replica,
            Supplier<BinNames> names,
            RecordResult<T> result) {
        return new PreparedCommand<>(
                command, policy, replica, SendKey.DIGEST_ONLY, OnDoubt.FAIL, names, result);
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
                ReplicaPolicy.MASTER,
                policy.options().sendKey(),
                policy.onDoubt(),
                names,
                result);
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

    ReplicaPolicy replica() {
        return replica;
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
