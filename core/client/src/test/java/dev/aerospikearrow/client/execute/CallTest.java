package dev.aerospikearrow.client.execute;

import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.last;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.CallInterruptedException;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClusterUnavailableException;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.client.transport.SimulatedMachine;
import dev.aerospikearrow.client.transport.SimulatedMachine.Reply;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of a call, on simulated time: what nodes reply is scripted, request by request. */
class CallTest {
    private static final byte[] OK = frame(last(0));
    private static final byte[] BUSY = frame(last(ResultCode.KEY_BUSY.code()));
    private static final Node A = FixedCluster.node("A");
    private static final Node B = FixedCluster.node("B");

    private final List<Reply> replies = new ArrayList<>();
    private final SimulatedMachine machine =
            new SimulatedMachine(
                    (number, frame) ->
                            number < replies.size() ? replies.get(number) : Reply.of(OK));
    private final Cluster cluster = FixedCluster.of(machine, A, B);
    private final IoLoop loop = new IoLoop(machine, FixedCluster.SETTINGS);

    /** Asks each node, and has the number of the attempt as its result. */
    private class Asking extends Call<Integer> {
        final List<Node> nodes;
        final boolean writes;
        final boolean mayRepeat;
        int released;
        int doubts;
        int steps = 1;

        Asking(CallTimes times, boolean writes, boolean mayRepeat, Node... nodes) {
            this(cluster, times, writes, mayRepeat, nodes);
        }

        Asking(Cluster asked, CallTimes times, boolean writes, boolean mayRepeat, Node... nodes) {
            super(asked, times);
            this.nodes = List.of(nodes);
            this.writes = writes;
            this.mayRepeat = mayRepeat;
        }

        @Override
        void sendAttempt() {
            for (Node node : nodes) {
                send(
                        node,
                        new MessageExchange(
                                this,
                                Extent.SHORT,
                                target -> target.putBytes(OK),
                                ReplyDecoder.single(BinNames.NONE, block -> {})));
            }
        }

        @Override
        void onExchangeEnd(Exchange exchange, @Nullable TransportFailure problem) {
            int code = ((MessageExchange) exchange).decoder().resultCode();
            if (problem == null && code != 0) {
                noteTransientCode(code, exchange.endpoint());
            }
        }

        @Override
        void settle() {
            if (attemptFailed()) {
                retry();
            } else if (--steps > 0) {
                goOnAfter(TimeUnit.MILLISECONDS.toNanos(20));
            } else {
                succeed(attempt());
            }
        }

        @Override
        String describe() {
            return "Asking";
        }

        @Override
        void release() {
            released++;
        }

        @Override
        void onDoubt(Exchange exchange) {
            doubts++;
        }

        @Override
        boolean writes() {
            return writes;
        }

        @Override
        boolean mayRepeat() {
            return mayRepeat;
        }
    }

    private static final int AS_TIME_ALLOWS = Integer.MAX_VALUE;

    private static CallTimes times(int totalMillis, int silenceMillis, int maxRetries) {
        return new CallTimes(
                TimeUnit.MILLISECONDS.toNanos(totalMillis),
                TimeUnit.MILLISECONDS.toNanos(silenceMillis),
                Long.MAX_VALUE,
                maxRetries,
                TimeUnit.MILLISECONDS.toNanos(10));
    }

    private Asking read(Node... nodes) {
        return new Asking(times(1_000, 100, 3), false, true, nodes);
    }

    private Asking write(boolean mayRepeat) {
        return new Asking(times(1_000, 100, 3), true, mayRepeat, A);
    }

    private @Nullable Integer resultOf(Asking call) {
        loop.run(call);
        assertTrue(call.isDone());
        assertEquals(1, call.released);
        return call.join();
    }

    private <E extends Throwable> E failureOf(Class<E> type, Asking call) {
        return assertThrows(type, () -> resultOf(call));
    }

    private long elapsedMillis() {
        return machine.elapsed().toMillis();
    }

    @AfterEach
    void close() {
        loop.close();
        assertEquals(0, machine.openChannels());
    }

    @Test
    void aCallIsDoneWhenTheLastNodeHasAnswered() {
        replies.add(Reply.of(OK).after(Duration.ofMillis(30)));

        assertEquals(0, resultOf(read(A, B)));
        assertEquals(2, machine.requestCount());
        assertEquals(30, elapsedMillis());
    }

    @Test
    void aNodeThatHangsUpIsAskedAgainAfterAPause() {
        replies.add(Reply.HANG_UP);
        replies.add(Reply.HANG_UP);

        assertEquals(2, resultOf(read(A)));
        assertEquals(3, machine.requestCount());
        assertPauses(10 + 20);
    }

    /** The selector waits in whole milliseconds and rather too long. */
    private void assertPauses(long expectedMillis) {
        long late = elapsedMillis() - expectedMillis;
        assertTrue(late >= 0 && late <= 5, elapsedMillis() + " ms, not " + expectedMillis);
    }

    @Test
    void aSilentNodeIsGivenUpAndAskedAgain() {
        replies.add(Reply.SILENCE);

        assertEquals(1, resultOf(read(A)));
        assertPauses(100 + 10);
    }

    /** Asks a node of its own that comes into doubt after a second; it is asked again then. */
    private long millisUntilEnd(boolean writes) {
        Node doubted = FixedCluster.node("C");
        replies.add(Reply.of(OK).after(Duration.ofSeconds(4)));
        Asking call = new Asking(times(10_000, 5_000, AS_TIME_ALLOWS), writes, true, doubted);
        loop.enter();
        call.start(loop);
        loop.poll(0);
        loop.poll(0);
        machine.pass(Duration.ofSeconds(1));
        doubted.endpoint().doubt(machine.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1_500));
        loop.drive(call, () -> false);
        loop.leave();
        call.join();
        return elapsedMillis();
    }

    @Test
    void aReadGivesUpANodeThatDoesNotTellOfTheClusterEither() {
        long millis = millisUntilEnd(false);

        assertTrue(millis >= 1_510 && millis < 1_600, millis + " ms");
        assertEquals(2, machine.requestCount());
    }

    @Test
    void aWriteWaitsForANodeInDoubtForAsLongAsItMay() {
        assertEquals(4_000, millisUntilEnd(true));
        assertEquals(1, machine.requestCount());
    }

    @Test
    void aCallWithoutRetriesTellsWhatHappened() {
        machine.refuse();

        ConnectionException failure =
                failureOf(
                        ConnectionException.class,
                        new Asking(times(1_000, 100, 0), false, true, A));

        assertEquals(
                "Asking: node A (127.0.0.1:3000) refuses the connection: Connection refused.",
                failure.getMessage());
        assertFalse(failure.inDoubt());
    }

    @Test
    void aCallThatHasUsedItsRetriesTellsTheLastTrouble() {
        replies.add(Reply.HANG_UP);
        replies.addAll(List.of(Reply.of(BUSY), Reply.of(BUSY), Reply.of(BUSY)));

        ServerException failure = failureOf(ServerException.class, read(A));

        assertEquals(ResultCode.KEY_BUSY.code(), failure.resultCode());
        assertTrue(failure.getMessage().startsWith("Asking (attempt 4): node A"));
        assertEquals(4, machine.requestCount());
    }

    @Test
    void theTotalTimeEndsACallAndTellsWhomItWaitedForAndWhatWasBefore() {
        replies.add(Reply.HANG_UP);
        replies.add(Reply.SILENCE);

        RequestTimeoutException failure =
                failureOf(
                        RequestTimeoutException.class,
                        new Asking(times(60, 5_000, 3), false, true, A));

        assertEquals(
                "Asking was not complete within 60 ms (attempt 2). Waiting for node A"
                        + " (127.0.0.1:3000). Before that: Asking: node A (127.0.0.1:3000) closed"
                        + " the connection (attempt 2).",
                failure.getMessage());
        assertPauses(60);
    }

    @Test
    void aCallIsTriedAgainForAsLongAsItMayTake() {
        // After 0, 10, 30, 70, 150, 310 and 630 ms; what is left then is for a last attempt.
        replies.addAll(Collections.nCopies(7, Reply.of(BUSY)));

        assertEquals(7, resultOf(new Asking(times(1_000, 100, AS_TIME_ALLOWS), false, true, A)));
        assertPauses(900);
    }

    @Test
    void theLastAttemptBeginsWhileThereIsTimeForItAndItsTroubleIsTold() {
        machine.refuse();

        ConnectionException failure =
                failureOf(
                        ConnectionException.class,
                        new Asking(times(1_000, 100, AS_TIME_ALLOWS), true, false, A));

        assertEquals(
                "Asking: node A (127.0.0.1:3000) refuses the connection: Connection refused"
                        + " (attempt 8).",
                failure.getMessage());
        assertPauses(900);
    }

    @Test
    void aCallWithoutATotalTimeIsTriedAgainForItsPatience() {
        machine.refuse();
        CallTimes patient =
                new CallTimes(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        TimeUnit.SECONDS.toNanos(60),
                        AS_TIME_ALLOWS,
                        TimeUnit.MILLISECONDS.toNanos(10));

        failureOf(ConnectionException.class, new Asking(patient, false, true, A));

        assertEquals(60, machine.elapsed().toSeconds());
    }

    @Test
    void pausesAreShorterByChanceSoThatCallersDoNotComeBackTogether() {
        IoLoop real = new IoLoop(Machine.THIS, FixedCluster.SETTINGS);
        Set<Long> pauses = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            long pause = real.shorten(1_000_000);
            assertTrue(pause >= 500_000 && pause <= 1_000_000, pause + " ns");
            pauses.add(pause);
        }
        real.close();
        assertTrue(pauses.size() > 50);
    }

    @Test
    void aCallThatFindsNoNodeIsTriedAgainAndThenSaysSo() {
        Cluster empty = FixedCluster.of(machine);
        Asking lonely =
                new Asking(empty, times(1_000, 100, AS_TIME_ALLOWS), false, true) {
                    @Override
                    void sendAttempt() {
                        anyNode();
                    }
                };

        assertEquals(
                "Asking: no node of the cluster answers at the moment (attempt 8). The client keeps"
                        + " looking for them.",
                failureOf(ClusterUnavailableException.class, lonely).getMessage());
        assertPauses(900);
    }

    @Test
    void whoFindsNoNodeToAskTellsWhatIsKnownOfTheNodes() {
        Trouble trouble = new Trouble.NoNode(List.of("Node A1 (a:1): refuses the connection."));

        assertEquals(
                "Asking: no node of the cluster answers at the moment (attempt 8). Node A1 (a:1):"
                        + " refuses the connection. The client keeps looking for them.",
                trouble.asFailure(new CallText("Asking", 7, "", null), false).getMessage());
    }

    @Test
    void aBrokenReplyIsFinalAndNotAskedForAgain() {
        replies.add(Reply.of(new byte[] {9, 9, 9, 9, 9, 9, 9, 9}));

        BrokenReplyException failure = failureOf(BrokenReplyException.class, read(A, B));

        assertTrue(failure.getMessage().contains("frame version 2 expected, found 9"));
        assertEquals(2, machine.requestCount());
    }

    @Test
    void aWriteThatIsNotAnsweredIsInDoubtAndNotRepeated() {
        replies.add(Reply.HANG_UP);
        Asking call = write(false);

        assertTrue(failureOf(ConnectionException.class, call).inDoubt());
        assertEquals(1, call.doubts);
        assertEquals(1, machine.requestCount());
    }

    @Test
    void aWriteThatMayBeRepeatedIs() {
        replies.add(Reply.HANG_UP);

        assertEquals(1, resultOf(write(true)));
    }

    @Test
    void aWriteThatCouldNotBeSentIsSentAgainWithoutDoubt() {
        machine.refuse();
        Asking call = write(false);

        assertFalse(failureOf(ConnectionException.class, call).inDoubt());
        assertEquals(0, call.doubts);
        assertPauses(10 + 20 + 40);
    }

    @Test
    void aWriteThatTimedOutOnTheNodeIsInDoubt() {
        replies.add(Reply.of(frame(last(ResultCode.TIMEOUT.code()))));

        assertTrue(failureOf(ServerException.class, write(false)).inDoubt());
        assertEquals(1, machine.requestCount());
    }

    @Test
    void aStepMoreIsNoRetry() {
        Asking call = new Asking(times(1_000, 100, 0), false, true, A);
        call.steps = 3;

        assertEquals(0, resultOf(call));
        assertEquals(3, machine.requestCount());
        assertPauses(40);
    }

    @Test
    void aCancelledCallEndsAndItsWriteIsInDoubt() {
        replies.add(Reply.SILENCE);
        Asking call = write(false);
        loop.enter();
        call.start(loop);
        loop.poll(0);
        loop.poll(0);
        call.cancel();
        loop.drive(call, () -> false);
        loop.leave();

        assertThrows(CancellationException.class, call::join);
        assertEquals(1, call.doubts);
    }

    @Test
    void aCallWhoseFutureIsCancelledEnds() {
        replies.add(Reply.SILENCE);
        Asking call = read(A);
        CompletableFuture<Integer> future = call.future();
        future.cancel(false);
        loop.run(call);

        assertTrue(call.isDone());
        assertEquals(1, call.released);
    }

    @Test
    void whatIsThrownWhileAnAttemptIsSentFailsTheCallAndEndsWhatWasSent() {
        IllegalStateException thrown = new IllegalStateException("no node");
        Asking call =
                new Asking(times(1_000, 100, 3), false, true, A) {
                    @Override
                    void sendAttempt() {
                        super.sendAttempt();
                        throw thrown;
                    }
                };

        assertSame(thrown, failureOf(IllegalStateException.class, call));
        assertEquals(0, machine.requestCount());
    }

    @Test
    void anErrorFailsTheCallAndNotTheLoop() {
        Asking failing =
                new Asking(times(1_000, 100, 3), false, true, A) {
                    @Override
                    void settle() {
                        throw new StackOverflowError();
                    }
                };

        failureOf(StackOverflowError.class, failing);
        assertEquals(0, resultOf(read(A)));
    }

    @Test
    void anErrorWhileACallIsReleasedStillCompletesItsFuture() {
        Asking failing =
                new Asking(times(1_000, 100, 3), false, true, A) {
                    @Override
                    void release() {
                        throw new OutOfMemoryError("released");
                    }
                };
        CompletableFuture<Integer> future = failing.future();
        loop.run(failing);

        assertTrue(future.isCompletedExceptionally());
    }

    @Test
    void aWriteThatAnErrorEndsIsInDoubtAndInTheFamily() {
        replies.add(Reply.of(OK));
        Asking failing =
                new Asking(times(1_000, 100, 3), true, false, A) {
                    @Override
                    void settle() {
                        noteTransientCode(ResultCode.TIMEOUT.code(), A.endpoint());
                        throw new OutOfMemoryError("settled");
                    }
                };

        AerospikeException failure = failureOf(AerospikeException.class, failing);
        assertTrue(failure.inDoubt());
        assertTrue(failure.getMessage().contains("Asking: java.lang.OutOfMemoryError: settled"));
    }

    @Test
    void aBrokenValueThatIsFoundAfterTheReplyIsInTheFamily() {
        Asking failing =
                new Asking(times(1_000, 100, 3), false, true, A) {
                    @Override
                    void settle() {
                        throw new MalformedReplyException("a value", 7);
                    }
                };

        BrokenReplyException failure = failureOf(BrokenReplyException.class, failing);
        assertEquals("Asking: Malformed reply: a value; at byte offset 7", failure.getMessage());
    }

    @Test
    void anInterruptedCallerAndAClosedClientAreTold() {
        replies.add(Reply.SILENCE);
        Asking interrupted = write(false);
        interrupted.start(loop);
        interrupted.fail(new InterruptedException());
        assertThrows(CallInterruptedException.class, interrupted::join);

        Asking closed = read(A);
        closed.fail(new IllegalStateException("closed"));
        AerospikeException failure = assertThrows(ClientClosedException.class, closed::join);
        assertEquals("Asking: the client was closed.", failure.getMessage());
    }
}
