package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.MessageEncoder.SendKey;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import dev.aerospikearrow.protocol.wire.ResultCode;
import org.jspecify.annotations.Nullable;

/** A command for one record. */
final class RecordCall<T> extends Call<T> {
    private final Key key;
    private final RecordCommand command;
    private final SendKey sendKey;
    private final ReplicaPolicy replica;
    private final OnDoubt onDoubt;
    private final BinNames names;
    private final RecordReply<T> reply;
    private @Nullable MessageExchange exchange;
    private @Nullable TransportFailure problem;

    RecordCall(
            Cluster cluster,
            CallTimes times,
            Key key,
            RecordCommand command,
            SendKey sendKey,
            ReplicaPolicy replica,
            OnDoubt onDoubt,
            BinNames names,
            RecordReply<T> reply) {
        super(cluster, times);
        this.key = key;
        this.command = command;
        this.sendKey = sendKey;
        this.replica = replica;
        this.onDoubt = onDoubt;
        this.names = names;
        this.reply = reply;
    }

    static <T> RecordCall<T> of(Cluster cluster, Key key, RecordRead<T> read) {
        BinNames names = read.names();
        return new RecordCall<>(
                cluster,
                read.times(),
                key,
                read.command(),
                SendKey.DIGEST_ONLY,
                read.replica(),
                OnDoubt.FAIL,
                names,
                read.reply(names));
    }

    @Override
    void sendAttempt() {
        Route route = command.writes() ? Route.ofWrite() : Route.ofRead(replica, attempt());
        Node node = route.node(partitionsOf(key.namespace()), key.partitionId());
        MessageExchange next =
                new MessageExchange(
                        this,
                        Extent.SHORT,
                        target ->
                                MessageEncoder.encodeRecord(
                                        target, key, sendKey, command, serverTimeoutMillis()),
                        ReplyDecoder.single(names, reply));
        exchange = next;
        problem = null;
        send(node == null ? anyNode() : node, next);
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        problem = failure;
    }

    @Override
    void settle() {
        MessageExchange ended = exchange;
        if (problem != null || ended == null) {
            retry();
            return;
        }
        RuntimeException sinkFailure = ended.decoder().sinkFailure();
        if (sinkFailure != null) {
            throw sinkFailure;
        }
        int code = ended.decoder().resultCode();
        if (reply.accepts(code)) {
            succeed(reply.result());
        } else if (ResultCode.isTransient(code)) {
            noteTransientCode(code, ended.endpoint());
            retry();
        } else {
            throw new ServerException(
                    describe(), code, String.valueOf(ended.endpoint()), key, false);
        }
    }

    @Override
    String describe() {
        return RecordRead.describe(command, key);
    }

    @Override
    Key key() {
        return key;
    }

    @Override
    boolean writes() {
        return command.writes();
    }

    @Override
    boolean mayRepeat() {
        return onDoubt == OnDoubt.RETRY;
    }
}
