package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.CallInterruptedException;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClusterUnavailableException;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.ReplyTooLargeException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.UnknownNamespaceException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.cluster.PartitionMap;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopTask;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a caller, from the first request to the result: the one place where attempts,
 * deadlines and retries are. An attempt sends requests to one or several nodes; when all have
 * ended, the call has a result, has failed, or sends what is still unanswered again after a pause.
 *
 * <p>Whether a loop is run by the caller or in the background makes no difference here: everything
 * happens on the loop's thread.
 *
 * @param <T> the result
 */
public abstract class Call<T> implements LoopTask {
    private final Cluster cluster;
    private final CallTimes times;
    private final List<Exchange> live = new ArrayList<>(1);

    private @Nullable IoLoop loop;
    private @Nullable CompletableFuture<T> future;
    private long startNanos;
    private long listeningSinceNanos;
    private int attempt;
    private int openExchanges;
    private boolean sleeping;
    private long wakeNanos;
    private boolean doubtful;
    private @Nullable TransportFailure lastFailure;
    private @Nullable TransportFailure finalFailure;
    private boolean attemptFailed;
    private int lastCode;
    private @Nullable Endpoint lastCodeFrom;

    private volatile boolean cancelled;
    private boolean done;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Call(Cluster cluster, CallTimes times) {
        this.cluster = cluster;
        this.times = times;
    }

    // What kinds of calls differ in

    /** Sends the requests of an attempt, one at least, or ends the call at once. */
    abstract void sendAttempt();

    /** An exchange of the attempt has ended; {@code problem} says why if it has no reply. */
    abstract void onExchangeEnd(Exchange exchange, @Nullable TransportFailure problem);

    /**
     * All exchanges of the attempt have ended, with nothing that rules a result out: calls {@link
     * #succeed}, {@link #fail} or one of the {@code retry} methods.
     */
    abstract void settle();

    /** The call for messages, such as {@code Get of test.flights 17}. */
    abstract String describe();

    /** The call has ended: releases what it holds besides its result. */
    void release() {}

    /** A request that changes something was sent and will not be answered. */
    void onDoubt(Exchange exchange) {}

    /** What remains to be answered, for messages; empty if that goes without saying. */
    String describeRemainder() {
        return "";
    }

    /** The record that the call is about, if it is about one. */
    @Nullable Key key() {
        return null;
    }

    /** Whether requests change something, so that an unanswered one leaves a doubt. */
    abstract boolean writes();

    /** Whether requests that may have been carried out may be sent again. */
    abstract boolean mayRepeat();

    // What they have in common

    final Cluster cluster() {
        return cluster;
    }

    final CallTimes times() {
        return times;
    }

    /** The number of this attempt, from 0 on. */
    final int attempt() {
        return attempt;
    }

    final boolean isLastAttempt() {
        return attempt >= times.maxRetries();
    }

    final int serverTimeoutMillis() {
        return times.serverTimeoutMillis(loop().nanoTime() - startNanos);
    }

    final void send(Node node, Exchange exchange) {
        live.add(exchange);
        openExchanges++;
        loop().send(node.endpoint(), exchange);
    }

    /** The partitions of a namespace, or a failure that says which ones there are. */
    final NamespacePartitions partitionsOf(String namespace) {
        PartitionMap map = cluster.partitions();
        NamespacePartitions partitions = map.namespace(namespace);
        if (partitions == null) {
            if (map.namespaces().isEmpty()) {
                throw unavailable();
            }
            throw new UnknownNamespaceException(namespace, map.namespaces());
        }
        return partitions;
    }

    /** Any node; the server forwards what is not its own. */
    final Node anyNode() {
        List<Node> nodes = cluster.nodes();
        if (nodes.isEmpty()) {
            throw unavailable();
        }
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    private ClusterUnavailableException unavailable() {
        cluster.requestRefresh();
        return new ClusterUnavailableException(
                describe()
                        + ": no node of the cluster answers at the moment. The client keeps looking"
                        + " for them.",
                null);
    }

    @Override
    public final void start(IoLoop runningLoop) {
        loop = runningLoop;
        startNanos = runningLoop.nanoTime();
        listeningSinceNanos = startNanos;
        beginAttempt();
    }

    private void beginAttempt() {
        sleeping = false;
        attemptFailed = false;
        live.clear();
        try {
            sendAttempt();
        } catch (RuntimeException | Error e) {
            abandonAll();
            fail(e);
        }
    }

    final void exchangeEnded(Exchange exchange, @Nullable TransportFailure problem) {
        if (done) {
            return;
        }
        if (problem != null) {
            lastFailure = problem;
            attemptFailed = true;
            if (problem.kind().isFinal() && finalFailure == null) {
                finalFailure = problem;
            }
            if (problem.kind() != Kind.LOCAL) {
                cluster.requestRefresh();
            }
            if (writes() && problem.sent() == Sent.COMPLETELY) {
                doubtful = true;
                onDoubt(exchange);
            }
        }
        try {
            onExchangeEnd(exchange, problem);
            openExchanges--;
            if (openExchanges == 0 && !done) {
                if (finalFailure != null) {
                    // Part of the broken reply may have been taken: no result can be trusted.
                    fail(lastProblem());
                } else {
                    settle();
                }
            }
        } catch (RuntimeException | Error e) {
            abandonAll();
            fail(e);
        }
    }

    /** Makes the call fail soon, with a {@link CancellationException}; from any thread. */
    public final void cancel() {
        cancelled = true;
    }

    /** Whether an exchange of this attempt has no reply. */
    final boolean attemptFailed() {
        return attemptFailed;
    }

    /** A node's answer that may be another one soon. */
    final void noteTransientCode(int resultCode, @Nullable Endpoint from) {
        lastFailure = null;
        lastCode = resultCode;
        lastCodeFrom = from;
        if (ResultCode.of(resultCode)
                .filter(row -> row.retry() == ResultCode.Retry.AFTER_MAP_REFRESH)
                .isPresent()) {
            cluster.requestRefresh();
        }
        if (writes() && resultCode == ResultCode.TIMEOUT.code()) {
            doubtful = true;
        }
    }

    /** Sends what is unanswered again, if the policy still allows it; else fails. */
    final void retry() {
        if (isLastAttempt() || doubtful && !mayRepeat()) {
            fail(lastProblem());
            return;
        }
        attempt++;
        sleepUntil(loop().nanoTime() + times.sleepBefore(attempt));
    }

    /** Goes on with another step of the same call after a pause; no retry is used up. */
    final void goOnAfter(long pauseNanos) {
        sleepUntil(loop().nanoTime() + pauseNanos);
    }

    private void sleepUntil(long nanoTime) {
        sleeping = true;
        wakeNanos = nanoTime;
        live.clear();
    }

    /** The failure of the last attempt, as an exception. */
    private Throwable lastProblem() {
        TransportFailure problem = finalFailure == null ? lastFailure : finalFailure;
        if (problem == null) {
            return new ServerException(
                    describeAll(), lastCode, String.valueOf(lastCodeFrom), key(), doubtful);
        }
        String message =
                describe()
                        + ": node "
                        + problem.endpoint()
                        + " "
                        + problem.what()
                        + attempts()
                        + "."
                        + describeRemainder();
        return switch (problem.kind()) {
            case MALFORMED_REPLY ->
                    new BrokenReplyException(
                            message + " The connection is closed.", problem.cause(), doubtful);
            case REPLY_TOO_LARGE ->
                    new ReplyTooLargeException(
                            message
                                    + " Ask for fewer or smaller records at once, or raise the"
                                    + " client's frameLimit.",
                            doubtful);
            case SILENT ->
                    new RequestTimeoutException(
                            message + " Raise socketTimeout if that is too short.",
                            problem.cause(),
                            doubtful);
            case LOCAL -> localProblem(problem);
            case NOT_CONNECTED, DISCONNECTED ->
                    new ConnectionException(message, problem.cause(), doubtful);
        };
    }

    private Throwable localProblem(TransportFailure problem) {
        Throwable cause = problem.cause();
        return cause != null && !doubtful
                ? cause
                : new AerospikeException(describe() + ": " + problem.what(), cause, doubtful);
    }

    /** The call, the attempt and what remains, for messages that go on after that. */
    final String describeAll() {
        String remainder = describeRemainder().strip();
        return describe()
                + attempts()
                + (remainder.isEmpty()
                        ? ""
                        : " (" + remainder.substring(0, remainder.length() - 1) + ")");
    }

    private String attempts() {
        return attempt == 0 ? "" : " (attempt " + (attempt + 1) + ")";
    }

    final void succeed(T value) {
        result = value;
        end();
    }

    @Override
    public final void fail(Throwable reason) {
        if (done) {
            return;
        }
        abandonAll();
        Throwable told = reason;
        if (reason instanceof InterruptedException) {
            told =
                    new CallInterruptedException(
                            describe() + ": the calling thread was interrupted.",
                            reason,
                            inDoubt());
        } else if (reason instanceof IllegalStateException && loop != null && loop.isClosing()
                || loop == null) {
            told =
                    new ClientClosedException(
                            describe() + ": the client was closed.", reason, inDoubt());
        }
        failure = told(told);
        end();
    }

    private boolean inDoubt() {
        return doubtful;
    }

    private void abandonAll() {
        for (int i = 0; i < live.size(); i++) {
            Exchange exchange = live.get(i);
            if (!exchange.isEnded()) {
                if (writes() && exchange.sent() == Sent.COMPLETELY) {
                    doubtful = true;
                    onDoubt(exchange);
                }
                exchange.abandon();
            }
        }
        live.clear();
    }

    private void end() {
        done = true;
        try {
            release();
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        CompletableFuture<T> waiting = future;
        if (waiting == null) {
            return;
        }
        if (failure != null) {
            waiting.completeExceptionally(failure);
        } else if (!waiting.complete(result)) {
            closeUnwanted(result);
        }
    }

    /** Nobody can take the result: the future was cancelled before. */
    private static void closeUnwanted(@Nullable Object unwanted) {
        if (unwanted instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The loop, once the call was started. */
    private IoLoop loop() {
        IoLoop running = loop;
        if (running == null) {
            throw new IllegalStateException("A call has a loop when it has been started.");
        }
        return running;
    }

    /** The block that the loop lends to whoever decodes. */
    final RecordBlock block() {
        return loop().block();
    }

    /** The failure as the caller gets it. */
    Throwable told(Throwable reason) {
        return reason;
    }

    /** A frame of a reply was decoded. */
    void onFrame() {}

    @Override
    public final boolean isDone() {
        return done;
    }

    /** The silence of nodes counts from now on: the caller was not listening before. */
    final void listen() {
        listeningSinceNanos = loop().nanoTime();
    }

    @Override
    public final long check(long nowNanos) {
        if (done) {
            return Long.MAX_VALUE;
        }
        CompletableFuture<T> waiting = future;
        if (waiting != null && waiting.isDone()) {
            // Cancelled, or completed by its owner: nobody waits any more.
            abandonAll();
            end();
            return Long.MAX_VALUE;
        }
        if (cancelled) {
            fail(new CancellationException(describe() + " was cancelled."));
            return Long.MAX_VALUE;
        }
        long wait = Long.MAX_VALUE;
        if (times.totalNanos() != Long.MAX_VALUE) {
            wait = times.totalNanos() - (nowNanos - startNanos);
            if (wait <= 0) {
                onTotalTimeout();
                return Long.MAX_VALUE;
            }
        }
        if (sleeping) {
            if (wakeNanos - nowNanos > 0) {
                return Math.min(wait, wakeNanos - nowNanos);
            }
            beginAttempt();
            return done ? Long.MAX_VALUE : 0;
        }
        if (times.silenceNanos() < Long.MAX_VALUE) {
            wait = Math.min(wait, checkSilence(nowNanos));
        }
        return wait;
    }

    private long checkSilence(long nowNanos) {
        long wait = Long.MAX_VALUE;
        for (int i = 0; i < live.size(); i++) {
            Exchange exchange = live.get(i);
            if (exchange.isEnded()) {
                continue;
            }
            long since = Math.max(exchange.lastActivityNanos(), listeningSinceNanos);
            long remaining = times.silenceNanos() - (nowNanos - since);
            if (remaining <= 0) {
                TransportFailure silence = silence(exchange);
                exchange.abandon();
                live.remove(i);
                exchangeEnded(exchange, silence);
                return 0;
            }
            wait = Math.min(wait, remaining);
        }
        return wait;
    }

    private TransportFailure silence(Exchange exchange) {
        Endpoint endpoint = exchange.endpoint();
        if (endpoint == null) {
            throw new IllegalStateException("An exchange has an endpoint once it was sent.");
        }
        return new TransportFailure(
                Kind.SILENT,
                endpoint,
                "was silent for " + TimeUnit.NANOSECONDS.toMillis(times.silenceNanos()) + " ms",
                null,
                exchange.sent());
    }

    private void onTotalTimeout() {
        StringBuilder waitingFor = new StringBuilder();
        for (Exchange exchange : live) {
            if (!exchange.isEnded()) {
                waitingFor
                        .append(waitingFor.length() == 0 ? " Waiting for node " : ", ")
                        .append(exchange.endpoint());
            }
        }
        if (waitingFor.length() > 0) {
            waitingFor.append('.');
        }
        Throwable before = lastFailure == null && lastCodeFrom == null ? null : lastProblem();
        abandonAll();
        fail(
                new RequestTimeoutException(
                        describe()
                                + " was not complete within "
                                + TimeUnit.NANOSECONDS.toMillis(times.totalNanos())
                                + " ms"
                                + attempts()
                                + "."
                                + waitingFor
                                + describeRemainder()
                                + (before == null ? "" : " Before that: " + before.getMessage()),
                        before,
                        doubtful));
    }

    // How the result reaches the caller

    /** Completes with the call. */
    final CompletableFuture<T> future() {
        CompletableFuture<T> made = new CompletableFuture<>();
        future = made;
        return made;
    }

    /** The result of a call that is done. */
    final @Nullable T join() {
        Throwable thrown = failure;
        if (thrown == null) {
            return result;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw new AerospikeException(describe() + ": " + thrown, thrown, doubtful);
    }
}
