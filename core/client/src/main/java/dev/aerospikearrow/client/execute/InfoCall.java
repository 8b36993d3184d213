package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.InfoExchange;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.info.InfoErrorException;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One or several info commands, one after the other, each to one node or to all of them, and each
 * repeated until its answers are as wanted.
 */
final class InfoCall<T> extends Call<T> {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What takes long is asked for less often: the next pause is a quarter longer. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<InfoStep<T>> steps;
    private final Map<Exchange, Node> asked = new LinkedHashMap<>();
    private final Map<Node, InfoResponse> answers = new LinkedHashMap<>();
    private int step;
    private long pauseNanos = PAUSE_NANOS;

    InfoCall(Cluster cluster, Duration timeout, List<InfoStep<T>> steps) {
        super(cluster, CallTimes.within(timeout));
        this.steps = steps;
    }

    @Override
    void sendAttempt() {
        asked.clear();
        answers.clear();
        InfoStep<T> current = steps.get(step);
        List<Node> nodes = new ArrayList<>();
        switch (current.audience()) {
            case ONE_NODE -> nodes.add(anyNode());
            case EVERY_NODE -> {
                anyNode();
                nodes.addAll(cluster().nodes());
            }
            case NAMED_NODE -> nodes.add(namedNode(current.nodeId()));
        }
        InfoRequest request = InfoRequest.of(current.command());
        for (Node node : nodes) {
            asked.put(new Question(request), node);
        }
        List.copyOf(asked.entrySet()).forEach(entry -> send(entry.getValue(), entry.getKey()));
    }

    private Node namedNode(String nodeId) {
        Node node = cluster().node(nodeId);
        if (node == null) {
            throw new IllegalArgumentException(
                    "The cluster has no node \""
                            + nodeId
                            + "\". It has: "
                            + cluster().nodes().stream().map(Node::id).toList()
                            + ".");
        }
        return node;
    }

    @Override
    void onExchangeEnd(Exchange exchange, @Nullable TransportFailure problem) {
        Node node = asked.get(exchange);
        if (node != null && exchange instanceof InfoExchange info && info.response() != null) {
            answers.put(node, info.response());
        }
    }

    @Override
    void settle() {
        InfoStep<T> current = steps.get(step);
        if (answers.size() < asked.size()) {
            if (current.audience() == InfoStep.Audience.EVERY_NODE) {
                // A node may just be leaving; those that stay decide.
                goOnAfter(PAUSE_NANOS);
            } else {
                retry();
            }
            return;
        }
        Map<Node, String> texts = new LinkedHashMap<>();
        for (Map.Entry<Node, InfoResponse> entry : answers.entrySet()) {
            texts.put(entry.getKey(), textOf(current, entry.getKey(), entry.getValue()));
        }
        InfoStep.Verdict<T> verdict = current.judge().judge(texts);
        switch (verdict.kind()) {
            case RESULT -> succeed(verdict.result());
            case ASK_AGAIN -> {
                goOnAfter(pauseNanos);
                pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos + pauseNanos / 4);
            }
            case NEXT_STEP -> {
                step++;
                pauseNanos = PAUSE_NANOS;
                goOnAfter(0);
            }
        }
    }

    private String textOf(InfoStep<T> current, Node node, InfoResponse response) {
        try {
            return current.errors() == InfoStep.Errors.ARE_ANSWERS
                    ? response.find(current.command()).orElseGet(response::toString)
                    : response.value(current.command());
        } catch (InfoErrorException e) {
            throw new ServerException(
                    describe() + " (" + e.error().text() + ")",
                    e.error().code(),
                    node.toString(),
                    null,
                    false);
        }
    }

    @Override
    CallKind kind() {
        return CallKind.INFO;
    }

    @Override
    String describe() {
        return "Info command \"" + steps.get(step).command() + "\"";
    }

    @Override
    boolean writes() {
        return false;
    }

    @Override
    boolean mayRepeat() {
        return true;
    }

    private final class Question extends InfoExchange {
        Question(InfoRequest request) {
            super(request);
        }

        @Override
        protected void onComplete() {
            exchangeEnded(this, null);
        }

        @Override
        protected void onFailure(TransportFailure failure) {
            exchangeEnded(this, failure);
        }
    }
}
