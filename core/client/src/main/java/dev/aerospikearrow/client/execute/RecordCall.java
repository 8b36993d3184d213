package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/** A command for one record. */
final class RecordCall<T> extends Call<T> {
    private final Key key;
    private final PreparedCommand<T> prepared;
    private final RecordAnswer<T> answer;
    private @Nullable MessageExchange exchange;
    private @Nullable TransportFailure problem;

    RecordCall(Cluster cluster, Key key, PreparedCommand<T> prepared) {
        super(cluster, prepared.times());
        this.key = key;
        this.prepared = prepared;
        answer = new RecordAnswer<>(prepared);
    }

    @Override
    void sendAttempt() {
        NamespacePartitions partitions = partitionsOf(key.namespace());
        Route route =
                writes() ? Route.ofWrite() : Route.ofRead(prepared.choice(), partitions, attempt());
        Node owner = route.node(partitions, key.partitionId());
        Node node = owner == null ? anyNode() : owner;
        if (route.prefersRack()) {
            cluster().readCounts().readPreferringRack(partitions, node, 1);
        }
        MessageExchange next =
                new MessageExchange(
                        this,
                        Extent.SHORT,
                        this::encode,
                        ReplyDecoder.single(answer.binNames(), answer));
        exchange = next;
        problem = null;
        send(node, next);
    }

    private void encode(WireBuffer target) {
        MessageEncoder.encodeRecord(
                target, key, prepared.sendKey(), prepared.command(), serverTimeoutMillis());
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
        RuntimeException takerFailure = ended.decoder().takerFailure();
        if (takerFailure != null) {
            throw takerFailure;
        }
        int code = ended.decoder().resultCode();
        if (answer.accepts(code)) {
            succeed(answer.result());
        } else if (ResultCode.isTransient(code)) {
            noteTransientCode(code, ended.endpoint());
            retry();
        } else {
            String reason = answer.reason();
            throw new ServerException(
                    reason.isEmpty() ? describe() : describe() + " (" + reason + ")",
                    code,
                    String.valueOf(ended.endpoint()),
                    key,
                    false);
        }
    }

    @Override
    String describe() {
        return prepared.describe(key);
    }

    @Override
    Key key() {
        return key;
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
