package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/** A command for one record. */
final class RecordCall<T> extends Call<T> {
    private final Key key;
    private final PreparedCommand<T> prepared;
    private final RecordAnswer<T> answer;

    /** The one that has been answered last in this attempt. */
    private @Nullable MessageExchange answered;

    /** What has been asked in addition. */
    private @Nullable MessageExchange hedge;

    RecordCall(Cluster cluster, Key key, PreparedCommand<T> prepared) {
        super(cluster, prepared.times());
        this.key = key;
        this.prepared = prepared;
        answer = new RecordAnswer<>(prepared);
    }

    @Override
    void sendAttempt() {
        NamespacePartitions partitions = partitionsOf(key.namespace());
        Route chosen =
                writes() ? Route.ofWrite() : Route.ofRead(prepared.choice(), partitions, attempt());
        Node owner = chosen.node(partitions, key.partitionId());
        Node node = owner == null ? anyNode() : owner;
        NestingLimit.check(prepared.command(), node, this::describe);
        if (chosen.prefersRack()) {
            cluster().countRackRead(partitions, node, 1);
        }
        answered = null;
        hedge = null;
        send(node, exchange());
    }

    private MessageExchange exchange() {
        return new MessageExchange(
                this,
                Extent.SHORT,
                this::encode,
                ReplyDecoder.single(answer.binNames(), timed(answer)));
    }

    @Override
    long hedgeNanos() {
        return prepared.choice().hedgeNanos();
    }

    @Override
    void hedge(MessageExchange late) {
        NamespacePartitions partitions = partitionsOf(key.namespace());
        Route route = Route.ofRead(prepared.choice(), partitions, attempt());
        Route next = route.next();
        if (next == null) {
            return;
        }
        // Where any copy may be read, another one may have its turn already.
        Node node = route.node(partitions, key.partitionId());
        if (node == null || node.endpoint() == late.endpoint()) {
            node = next.node(partitions, key.partitionId());
        }
        if (node != null && node.endpoint() != late.endpoint()) {
            MessageExchange other = exchange();
            hedge = other;
            sendHedge(node, other);
        }
    }

    private void encode(WireBuffer target) {
        MessageEncoder.encodeRecord(
                target, key, prepared.sendKey(), prepared.command(), serverTimeoutMillis());
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        if (failure == null && ended instanceof MessageExchange reply) {
            answered = reply;
            if (hedge != null && !isTransient(reply)) {
                if (reply == hedge) {
                    cluster().telemetry().hedges().won();
                }
                settle();
            }
        }
    }

    private boolean isTransient(MessageExchange reply) {
        int code = reply.decoder().resultCode();
        return !answer.accepts(code) && ResultCode.isTransient(code);
    }

    @Override
    void settle() {
        MessageExchange ended = answered;
        if (ended == null) {
            retry();
            return;
        }
        RuntimeException takerFailure = ended.decoder().takerFailure();
        if (takerFailure != null) {
            throw takerFailure;
        }
        int code = ended.decoder().resultCode();
        if (!ResultCode.isTransient(code)) {
            note(code);
        }
        if (answer.accepts(code)) {
            succeed(answer.result());
        } else if (ResultCode.isTransient(code)) {
            noteTransientCode(code, ended.decoder().errorDetails(), ended.endpoint());
            retry();
        } else {
            String reason = answer.reason();
            throw refusal(
                    reason.isEmpty() ? describe() : describe() + " (" + reason + ")",
                    code,
                    ended.decoder().errorDetails(),
                    ended.endpoint());
        }
    }

    private void note(int code) {
        if (writes()) {
            cluster().telemetry().rows().wrote(code);
        } else {
            cluster().telemetry().rows().read(code);
        }
    }

    @Override
    CallKind kind() {
        return prepared.kind();
    }

    @Override
    String describe() {
        return prepared.describe(key);
    }

    @Override
    String neededPrivilege() {
        return NeededPrivilege.of(prepared.command(), key.namespace(), key.setName());
    }

    @Override
    Key key() {
        return key;
    }

    @Override
    long requestBytes() {
        long bytes = ABOUT_A_HEADER;
        for (Operation operation : prepared.command().operations()) {
            bytes += operation.encodedLength();
        }
        return bytes;
    }

    @Override
    boolean writes() {
        return prepared.command().writes();
    }

    @Override
    boolean mayRepeat() {
        return prepared.onDoubt() == OnDoubt.RETRY;
    }
}
