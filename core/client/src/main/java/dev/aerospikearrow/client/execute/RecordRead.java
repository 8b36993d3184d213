package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is read of a record, whichever it is, and what the answer becomes: everything about a read
 * but its key. Made once, it serves any number of reads. Immutable.
 *
 * @param <T> the result
 */
public final class RecordRead<T> {
    private final RecordCommand command;
    private final CommandPolicy policy;
    private final ReplicaPolicy replica;
    private final CallTimes times;
    private final Supplier<BinNames> names;
    private final Function<BinNames, RecordReply<T>> reply;

    /**
     * @param command what is done to the record; reads
     * @param policy how long it may take, and how often it is tried
     * @param replica which copies are read
     * @param names how bins become ordinals: one table for all, or a new one for each reply
     * @param reply makes what takes one answer after the other
     */
    public RecordRead(
            RecordCommand command,
            CommandPolicy policy,
            ReplicaPolicy replica,
            Supplier<BinNames> names,
            Function<BinNames, RecordReply<T>> reply) {
        this.command = command;
        this.policy = policy;
        this.replica = replica;
        this.times = CallTimes.of(policy);
        this.names = names;
        this.reply = reply;
    }

    RecordCommand command() {
        return command;
    }

    CommandPolicy policy() {
        return policy;
    }

    ReplicaPolicy replica() {
        return replica;
    }

    CallTimes times() {
        return times;
    }

    /** The names of a reply to this read alone. */
    BinNames names() {
        return names.get();
    }

    /** Takes answers, one after the other. */
    RecordReply<T> reply(BinNames names) {
        return reply.apply(names);
    }

    /** The read of one record for messages, such as {@code Read [get bin a] of test.flights 17}. */
    String describe(Key key) {
        return describe(command, key);
    }

    static String describe(RecordCommand command, Key key) {
        String name = command.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " of " + key;
    }
}
