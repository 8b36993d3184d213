package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BackgroundJob;
import dev.aerospikearrow.client.BackgroundJob.NodeState;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.query.BackgroundRequest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The start of a background write on every node. One node is asked alone first: what it refuses,
 * the others would refuse, too, and then nothing has begun anywhere.
 */
final class BackgroundCall extends Call<BackgroundJob> {
    /** A node answers with a code alone. */
    private static final RecordTaker NOTHING = block -> {};

    private final BackgroundRequest request;
    private final Map<Exchange, Node> asked = new IdentityHashMap<>();
    private final Map<String, NodeState> answered = new TreeMap<>();

    BackgroundCall(Cluster cluster, BackgroundRequest request, QueryPolicy policy) {
        super(cluster, CallTimes.of(policy));
        this.request = request;
    }

    @Override
    void sendAttempt() {
        asked.clear();
        partitionsOf(request.set().namespace());
        anyNode();
        List<Node> open = open();
        if (open.isEmpty()) {
            succeed(new BackgroundJob(request.queryId(), answered, 0, 0, 0, 0));
            return;
        }
        for (Node node : answered.isEmpty() ? open.subList(0, 1) : open) {
            MessageExchange exchange =
                    new MessageExchange(
                            this,
                            Extent.SHORT,
                            target -> request.encode(target, serverTimeoutMillis()),
                            ReplyDecoder.query(BinNames.NONE, NOTHING));
            asked.put(exchange, node);
        }
        Map.copyOf(asked).forEach((exchange, node) -> send(node, exchange));
    }

    private List<Node> open() {
        return cluster().nodes().stream().filter(node -> !answered.containsKey(node.id())).toList();
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        Node node = asked.get(ended);
        if (node == null || failure != null || !(ended instanceof MessageExchange exchange)) {
            return;
        }
        int code = exchange.decoder().resultCode();
        if (code == 0) {
            answered.put(node.id(), NodeState.RUNNING);
        } else if (hasNothing(code)) {
            answered.put(node.id(), NodeState.DONE);
        } else if (mayPass(code)) {
            noteTransientCode(code, exchange.decoder().errorDetails(), ended.endpoint());
        } else {
            throw refusal(
                    text().summary(), code, exchange.decoder().errorDetails(), ended.endpoint());
        }
    }

    /** A node that has never had a record of the set does not know it. */
    private static boolean hasNothing(int code) {
        return code == ResultCode.NOT_FOUND.code() || code == ResultCode.INVALID_NAMESPACE.code();
    }

    /**
     * A node whose query threads are all in use answers FORBIDDEN, as it does without functions.
     */
    private boolean mayPass(int code) {
        return ResultCode.isTransient(code)
                || code == ResultCode.FORBIDDEN.code() && request.command().function().isEmpty();
    }

    @Override
    void settle() {
        if (attemptFailed()) {
            retry();
        } else {
            goOnAfter(0);
        }
    }

    @Override
    CallKind kind() {
        return CallKind.BACKGROUND;
    }

    @Override
    Optional<SetName> set() {
        return Optional.of(request.set());
    }

    @Override
    String neededPrivilege() {
        return NeededPrivilege.of(
                request.command(), request.set().namespace(), request.set().name());
    }

    @Override
    String describe() {
        return "Background job "
                + Long.toUnsignedString(request.queryId())
                + " ("
                + request.command()
                + " of all that match in "
                + request.set()
                + ")";
    }

    @Override
    String describeRemainder() {
        List<String> begun =
                answered.entrySet().stream()
                        .filter(entry -> entry.getValue() == NodeState.RUNNING)
                        .map(Map.Entry::getKey)
                        .toList();
        return begun.isEmpty() ? "" : "It has begun on " + begun + "; abortJob ends it there";
    }

    @Override
    boolean writes() {
        return true;
    }

    /** A node refuses a second job of the same id, and does not say that this is why. */
    @Override
    boolean mayRepeat() {
        return false;
    }
}
