package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.CallInterruptedException;
import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClientListener.CallBegin;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.UnknownNamespaceException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.cluster.PartitionMap;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.telemetry.CallWatch;
import dev.aerospikearrow.client.telemetry.Telemetry;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopBrokenException;
import dev.aerospikearrow.client.transport.LoopTask;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a caller, from the first request to the result. An attempt sends requests to one or
 * several nodes; when all have ended, the call has a result, has failed, or sends what is still
 * unanswered again after a pause. What time allows is known to {@link Deadlines}, how it has fared
 * so far to {@link Attempts}, and what it says when it gives up to {@link Trouble}.
 *
 * <p>Whether a loop is run by the caller or in the background makes no difference here: everything
 * happens on the loop's thread.
 *
 * @param <T> the result
 */
public abstract class Call<T> implements LoopTask {
    /** About the bytes of a message with namespace, set and digest. */
    static final int ABOUT_A_HEADER = 100;

    /** As exact as a selector is. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Cluster cluster;
    private final CallTimes times;
    private final Deadlines deadlines;

    /** The exchanges of this attempt that have not ended. */
    private final List<Exchange> live = new ArrayList<>(1);

    private Attempts attempts = Attempts.FIRST;
    private boolean lastAttempt;
    private boolean announced;
    private long digestNanos;
    private @Nullable CallWatch watch;
    private @Nullable IoLoop loop;
    private @Nullable CompletableFuture<T> future;
    private Completions completions = Completions.ON_LOOP;
    private volatile boolean cancelled;
    private boolean done;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Call(Cluster cluster, CallTimes times) {
        this.cluster = cluster;
        this.times = times;
        deadlines = new Deadlines(times);
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

    /**
     * How long a node may be silent before the same is asked elsewhere, too; {@link Long#MAX_VALUE}
     * for any time.
     */
    long hedgeNanos() {
        return ReadChoice.NO_HEDGE;
    }

    /** Asks elsewhere, too, for what a node has not answered in that time. */
    void hedge(MessageExchange late) {}

    /** The call has ended: releases what it holds besides its result. */
    void release() {}

    /** A request that changes something was sent and will not be answered. */
    void onDoubt(Exchange exchange) {}

    /** What is unanswered, for messages, without a period; empty if that goes without saying. */
    String describeRemainder() {
        return "";
    }

    /** The record that the call is about, if it is about one. */
    @Nullable Key key() {
        return null;
    }

    /** The kind of the call, for statistics. */
    CallKind kind() {
        return CallKind.OTHER;
    }

    /** The set that the call is about, if it is about one. */
    Optional<SetName> set() {
        return Optional.ofNullable(key()).map(Key::set);
    }

    /** How many records the call names. */
    int rowCount() {
        return key() == null ? 0 : 1;
    }

    /** Whether requests change something, so that an unanswered one leaves a doubt. */
    abstract boolean writes();

    /** Whether requests that may have been carried out may be sent again. */
    abstract boolean mayRepeat();

    /** What its user would have to be allowed, for messages; empty if the node says it. */
    String neededPrivilege() {
        return "";
    }

    // What they have in common

    final Cluster cluster() {
        return cluster;
    }

    /** The number of this attempt, from 0 on. */
    final int attempt() {
        return attempts.number();
    }

    /** Whether there will be no other one, whatever this one meets. */
    final boolean isLastAttempt() {
        return lastAttempt;
    }

    /** Whether no result can be trusted any more. */
    final boolean isHopeless() {
        return attempts.areHopeless();
    }

    /** Whether this attempt has met trouble. */
    final boolean attemptFailed() {
        return attempts.failed();
    }

    final int serverTimeoutMillis() {
        return deadlines.serverTimeoutMillis(loop().nanoTime());
    }

    /** The call in messages. */
    final CallText text() {
        return new CallText(describe(), attempts.number(), describeRemainder(), key());
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

    final void send(Node node, Exchange exchange) {
        live.add(exchange);
        if (watch != null) {
            watch.requestBegins(exchange);
        }
        loop().send(node.endpoint(), exchange);
    }

    /** Whether an exchange of this attempt has not ended. */
    final boolean isLive(Exchange exchange) {
        return live.contains(exchange);
    }

    /** The partitions of a namespace, or a failure that says which ones there are. */
    final NamespacePartitions partitionsOf(String namespace) {
        PartitionMap map = cluster.partitions();
        NamespacePartitions partitions = map.namespace(namespace);
        if (partitions == null) {
            if (map.namespaces().isEmpty()) {
                throw new NoNodeException();
            }
            throw new UnknownNamespaceException(namespace, map.namespaces());
        }
        return partitions;
    }

    /** Any node; the server forwards what is not its own. */
    final Node anyNode() {
        List<Node> nodes = cluster.nodes();
        if (nodes.isEmpty()) {
            throw new NoNodeException();
        }
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    /** An attempt finds nobody to ask, before it has sent anything. */
    private static final class NoNodeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoNodeException() {
            super(null, null, false, false);
        }
    }

    // Who watches

    /** The caller has made the call; called in its thread, where there is one. */
    final void announce() {
        Telemetry telemetry = cluster.telemetry();
        if (!announced && telemetry.isWatched()) {
            watch =
                    telemetry.watch(
                            kind(),
                            new CallBegin(
                                    kind().label(), set(), rowCount(), Optional.ofNullable(key())));
            watch.add(CallStage.DIGEST, digestNanos);
        }
        announced = true;
    }

    /** Before the call was made, its keys were digested for so long. */
    public final void digested(long nanos) {
        digestNanos = nanos;
    }

    /** The taker of records, timed if stages are measured. */
    final RecordTaker timed(RecordTaker taker) {
        return watch == null ? taker : watch.timed(taker);
    }

    /** The result of what was answered, timed if stages are measured. */
    final <R> R filled(Answer<R> answer) {
        if (watch == null) {
            return answer.result();
        }
        long start = watch.clock();
        R made = answer.result();
        watch.spent(CallStage.FILL, start);
        return made;
    }

    /** Who watches the call; null if nobody does. */
    final @Nullable CallWatch watch() {
        return watch;
    }

    // How it goes on

    @Override
    public final void start(IoLoop runningLoop) {
        announce();
        if (watch != null) {
            watch.started();
        }
        loop = runningLoop;
        deadlines.start(runningLoop.nanoTime());
        beginAttempt();
    }

    private void beginAttempt() {
        deadlines.wake();
        lastAttempt =
                attempts.retries() >= times.maxRetries()
                        || attempts.retries() > 0 && deadlines.retryLeft(loop().nanoTime()) <= 0;
        try {
            sendAttempt();
        } catch (NoNodeException e) {
            attempts = attempts.meets(new Trouble.NoNode(cluster.nodeTroubles()));
            cluster.requestRefresh();
            retry();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    final void exchangeEnded(Exchange exchange, @Nullable TransportFailure problem) {
        if (done || !live.remove(exchange)) {
            return;
        }
        RequestReport.tell(exchange, problem, kind(), attempts.number() + 1, watch);
        if (problem != null) {
            attempts = attempts.meets(new Trouble.NoReply(problem));
            if (problem.kind() != Kind.LOCAL && problem.kind() != Kind.LEFT_ALONE) {
                cluster.requestRefresh();
            }
            if (problem.sent() == Sent.COMPLETELY) {
                doubt(exchange);
            }
        }
        try {
            onExchangeEnd(exchange, problem);
            if (!live.isEmpty() || done) {
                return;
            }
            if (attempts.areHopeless()) {
                // Part of the broken reply may have been taken: no result can be trusted.
                giveUp();
            } else {
                settle();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** A request was sent and will not be answered. */
    private void doubt(Exchange exchange) {
        if (writes()) {
            attempts = attempts.doubtful();
            onDoubt(exchange);
        }
    }

    /** A node's answer that may be another one soon. */
    final void noteTransientCode(int resultCode, @Nullable Endpoint from) {
        noteTransientCode(resultCode, ErrorDetails.NONE, from);
    }

    /** The same, with what the node says besides the code. */
    final void noteTransientCode(int resultCode, ErrorDetails details, @Nullable Endpoint from) {
        attempts = attempts.meets(new Trouble.Refusal(resultCode, details, from));
        if (resultCode == ResultCode.DEVICE_OVERLOAD.code() && from != null) {
            from.countError(loop().nanoTime(), "answered " + ResultCode.describe(resultCode));
        }
        if (ResultCode.of(resultCode)
                .filter(row -> row.retry() == ResultCode.Retry.AFTER_MAP_REFRESH)
                .isPresent()) {
            cluster.requestRefresh();
        }
        if (writes() && resultCode == ResultCode.TIMEOUT.code()) {
            attempts = attempts.doubtful();
        }
    }

    /** The attempt has brought the call forward: it is no failed one, whatever else it met. */
    final void noteProgress() {
        attempts = attempts.bringsForward();
        deadlines.leaveTrouble();
        lastAttempt = false;
    }

    /**
     * A node's answer that is no success.
     *
     * @param what the call, in messages
     * @param details what the node says besides the code
     */
    final ServerException refusal(
            String what, int resultCode, ErrorDetails details, @Nullable Endpoint from) {
        return new ServerException(
                what,
                resultCode,
                String.valueOf(from),
                key(),
                false,
                resultCode == ResultCode.ROLE_VIOLATION.code() ? neededPrivilege() : "",
                details.subcode(),
                details.message());
    }

    /** Sends what is unanswered again, if the policy still allows it; else fails. */
    final void retry() {
        if (lastAttempt || attempts.inDoubt() && !mayRepeat()) {
            giveUp();
            return;
        }
        long now = loop().nanoTime();
        deadlines.meetTrouble(now);
        attempts = attempts.next();
        cluster.telemetry().retried(kind());
        if (watch != null) {
            watch.retried(attempts.number() + 1, RetryReason.of(attempts.trouble()));
        }
        long pause = loop().shorten(times.sleepBefore(attempts.retries()));
        deadlines.sleep(now, Math.max(0, Math.min(pause, deadlines.retryLeft(now))));
    }

    /** Goes on with another step of the same call after a pause; no retry is used up. */
    final void goOnAfter(long pauseNanos) {
        attempts = attempts.nextStep();
        deadlines.sleep(loop().nanoTime(), pauseNanos);
    }

    /** The caller goes away: what nodes do not say does not count before {@link #listen()}. */
    final void stopListening() {
        deadlines.stopListening(loop().lastPollNanos());
    }

    /** The caller is back. */
    final void listen() {
        deadlines.listen(loop().nanoTime());
    }

    /** A frame of a reply was decoded. */
    void onFrame() {}

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
        long wait = deadlines.totalLeft(nowNanos);
        if (wait <= 0) {
            onTotalTimeout();
            return Long.MAX_VALUE;
        }
        if (!deadlines.isSleeping()) {
            return Math.min(wait, Math.min(checkSilence(nowNanos), checkHedges(nowNanos)));
        }
        long sleep = deadlines.sleepLeft(nowNanos);
        if (sleep > 0) {
            return Math.min(wait, sleep);
        }
        beginAttempt();
        return done ? Long.MAX_VALUE : 0;
    }

    private long checkSilence(long nowNanos) {
        long wait = Long.MAX_VALUE;
        for (int i = 0; i < live.size(); i++) {
            Exchange exchange = live.get(i);
            if (waitsForRoom(exchange)) {
                continue;
            }
            long limit = silenceLimit(exchange);
            long left = deadlines.silenceLeft(limit, exchange.lastActivityNanos(), nowNanos);
            if (left <= 0) {
                exchangeEnded(exchange, silence(exchange, limit));
                return 0;
            }
            wait = Math.min(wait, left);
        }
        return wait;
    }

    @Override
    public final long firstCheckNanos() {
        long limit = hedgeNanos();
        return limit == ReadChoice.NO_HEDGE ? limit : Math.max(0, limit - TICK_NANOS);
    }

    private long checkHedges(long nowNanos) {
        long limit = hedgeNanos();
        if (limit == ReadChoice.NO_HEDGE || done || deadlines.isSleeping()) {
            return Long.MAX_VALUE;
        }
        long wait = Long.MAX_VALUE;
        // What is asked in addition goes behind these.
        int count = live.size();
        for (int i = 0; i < count; i++) {
            if (live.get(i) instanceof MessageExchange exchange && !exchange.isHedged()) {
                // Selectors wait whole milliseconds and rather too long: better some of one early.
                long left = limit - (nowNanos - exchange.lastActivityNanos()) - TICK_NANOS;
                if (left <= 0) {
                    exchange.hedge();
                    hedgeIfAnybody(exchange);
                    wait = 0;
                }
                wait = Math.min(wait, Math.max(0, left));
            }
        }
        return wait;
    }

    private void hedgeIfAnybody(MessageExchange late) {
        try {
            hedge(late);
        } catch (NoNodeException e) {
            // Then the first is waited for, as without.
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Asks a node, in addition to others, for what another one has not answered. */
    final void sendHedge(Node node, MessageExchange exchange) {
        exchange.hedge();
        cluster.telemetry().hedges().sent();
        send(node, exchange);
    }

    /** Others have all connections that there may be: no fault of the node's. */
    private static boolean waitsForRoom(Exchange exchange) {
        Endpoint endpoint = exchange.endpoint();
        return exchange.isWaitingForConnection() && endpoint != null && endpoint.isFull();
    }

    /** A node in doubt is waited for by what can be asked for elsewhere only a while. */
    private long silenceLimit(Exchange exchange) {
        return writes()
                ? times.silenceNanos()
                : Math.min(times.silenceNanos(), exchange.silenceLimitNanos());
    }

    private TransportFailure silence(Exchange exchange, long limitNanos) {
        Endpoint endpoint =
                Objects.requireNonNull(exchange.endpoint(), "the endpoint of what was sent");
        String what =
                (exchange.isWaitingForConnection()
                                ? "accepted no connection for "
                                : "was silent for ")
                        + TimeUnit.NANOSECONDS.toMillis(limitNanos)
                        + " ms"
                        + (limitNanos < times.silenceNanos()
                                ? ", and does not tell of the cluster either"
                                : "");
        endpoint.countError(loop().nanoTime(), what);
        return new TransportFailure(Kind.SILENT, endpoint, what, null, exchange.abandon());
    }

    // How it ends

    /** Makes the call fail soon, with a {@link CancellationException}; from any thread. */
    public final void cancel() {
        cancelled = true;
    }

    final void succeed(T value) {
        result = value;
        if (!live.isEmpty()) {
            // Somebody else has answered what they were asked.
            abandonAll();
        }
        end();
    }

    /** Fails with what the attempts met. */
    private void giveUp() {
        fail(
                Objects.requireNonNull(
                        attempts.failure(text()), "the trouble of a call that gives up"));
    }

    private void onTotalTimeout() {
        String waitingFor =
                live.stream().map(Call::waitingFor).distinct().collect(Collectors.joining(", "));
        CallText text = text();
        Throwable before = attempts.failure(text);
        abandonAll();
        String told =
                text.tell(
                        " was not complete within "
                                + TimeUnit.NANOSECONDS.toMillis(times.totalNanos())
                                + " ms",
                        waitingFor.isEmpty() ? "" : " Waiting for " + waitingFor + ".");
        fail(
                new RequestTimeoutException(
                        before == null ? told : told + " Before that: " + before.getMessage(),
                        before,
                        attempts.inDoubt()));
    }

    private static String waitingFor(Exchange exchange) {
        Endpoint endpoint =
                Objects.requireNonNull(exchange.endpoint(), "the endpoint of what was sent");
        return waitsForRoom(exchange)
                ? (endpoint.maxConnections() == 1
                                ? "the one connection"
                                : "one of the " + endpoint.maxConnections() + " connections")
                        + " to node "
                        + endpoint
                        + " that maxConnectionsPerNode allows"
                : "node " + endpoint;
    }

    /** As many calls as there may be connections were under way to the end of the whole time. */
    final void failWithoutLoop(int maxConnections) {
        fail(
                new RequestTimeoutException(
                        text().tell(
                                        " was not complete within "
                                                + TimeUnit.NANOSECONDS.toMillis(times.totalNanos())
                                                + " ms",
                                        " Waiting for "
                                                + (maxConnections == 1
                                                        ? "the one connection"
                                                        : "one of the "
                                                                + maxConnections
                                                                + " connections")
                                                + " to each node that"
                                                + " maxConnectionsPerNode allows."),
                        null,
                        false));
    }

    /** What the whole call may take. */
    final long totalNanos() {
        return times.totalNanos();
    }

    /** About how many bytes it sends at first. */
    long requestBytes() {
        return ABOUT_A_HEADER;
    }

    /** The call has waited so long before it was started, which counts. */
    final void hasWaited(long nanos) {
        deadlines.spend(nanos);
    }

    @Override
    public final void fail(Throwable reason) {
        if (done) {
            return;
        }
        abandonAll();
        boolean inDoubt = attempts.inDoubt();
        Throwable told = reason;
        if (reason instanceof InterruptedException) {
            told =
                    new CallInterruptedException(
                            describe() + ": the calling thread was interrupted.", reason, inDoubt);
        } else if (reason instanceof IllegalStateException && (loop == null || loop.isClosing())) {
            told =
                    new ClientClosedException(
                            describe() + ": the client was closed.", reason, inDoubt);
        } else if (reason instanceof LoopBrokenException) {
            told =
                    new ConnectionException(
                            describe() + ": " + reason.getMessage(), reason.getCause(), inDoubt);
        } else if (reason instanceof MalformedReplyException) {
            told =
                    new BrokenReplyException(
                            describe() + ": " + reason.getMessage(), reason, inDoubt);
        } else if (reason instanceof Error && inDoubt) {
            told = new AerospikeException(describe() + ": " + reason, reason, true);
        }
        failure = told(told);
        end();
    }

    /** The failure as the caller gets it. */
    Throwable told(Throwable reason) {
        return reason;
    }

    private void abandonAll() {
        // None of them is heard of again: what ends one may end others, too.
        List<Exchange> abandoned = List.copyOf(live);
        live.clear();
        for (Exchange exchange : abandoned) {
            RequestReport.tellAbandoned(exchange, kind(), attempts.number() + 1, watch);
            if (exchange.abandon() == Sent.COMPLETELY) {
                doubt(exchange);
            }
        }
    }

    private void end() {
        done = true;
        try {
            release();
        } catch (RuntimeException | Error e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            closeUnwanted(result);
        }
        tellEnd();
        CompletableFuture<T> waiting = future;
        if (waiting != null) {
            completions.run(() -> complete(waiting));
        }
    }

    private void tellEnd() {
        IoLoop ran = loop;
        cluster.telemetry()
                .ended(kind(), deadlines.spentNanos(ran == null ? 0 : ran.nanoTime()), failure);
        if (watch != null) {
            watch.ended(attempts.number() + 1, failure);
        }
    }

    private void complete(CompletableFuture<T> waiting) {
        if (failure != null) {
            waiting.completeExceptionally(failure);
        } else if (!waiting.complete(result)) {
            closeUnwanted(result);
        }
    }

    /** Nobody can take the result: the future was cancelled before, say. */
    private static void closeUnwanted(@Nullable Object unwanted) {
        if (unwanted instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public final boolean isDone() {
        return done;
    }

    // How the result reaches the caller

    /** Completes with the call, on the loop's thread. */
    final CompletableFuture<T> future() {
        return future(Completions.ON_LOOP);
    }

    /** Completes with the call, where the others do. */
    final CompletableFuture<T> future(Completions where) {
        CompletableFuture<T> made = new CompletableFuture<>();
        completions = where;
        future = made;
        return made;
    }

    /** Its future is completed there from now on. */
    final void completeBy(Completions where) {
        completions = where;
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
        throw new AerospikeException(describe() + ": " + thrown, thrown, attempts.inDoubt());
    }
}
