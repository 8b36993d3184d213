package dev.aerospikearrow.client.transport;

import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.last;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.SimulatedMachine.Reply;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.client.transport.TransportSettings.Pipelining;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loops and connections on simulated time. */
class IoLoopTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private Reply reply = Reply.of(frame(last(0)));
    private final SimulatedMachine machine = new SimulatedMachine((number, request) -> reply);
    private final LoopPool pool = new LoopPool(machine, FixedCluster.SETTINGS, 2, 0);
    private final IoLoop loop = borrowed();
    private final Node node = FixedCluster.node("A");

    /** Ends with one frame. */
    private static class OneFrame extends Exchange {
        boolean complete;
        @Nullable TransportFailure failure;

        @Override
        protected void encode(WireBuffer target) {
            target.putBytes(frame(last(0)));
        }

        @Override
        protected int replyType() {
            return FrameDescriptor.TYPE_MESSAGE;
        }

        @Override
        protected Extent extent() {
            return Extent.SHORT;
        }

        @Override
        protected boolean onFrame(byte[] bytes, int offset, int length) {
            return true;
        }

        @Override
        protected void onComplete() {
            complete = true;
        }

        @Override
        protected void onFailure(TransportFailure failure) {
            this.failure = failure;
        }
    }

    private IoLoop borrowed() {
        IoLoop free = pool.borrow();
        assertNotNull(free);
        return free;
    }

    /** Sends and waits for the end, or for as long as nobody should wait. */
    private OneFrame exchange() {
        OneFrame exchange = new OneFrame();
        loop.send(node.endpoint(), exchange);
        while (!exchange.isEnded() && machine.elapsed().compareTo(Duration.ofSeconds(10)) < 0) {
            loop.poll(MILLI.toNanos());
        }
        return exchange;
    }

    private static Kind kindOf(OneFrame exchange) {
        assertNotNull(exchange.failure);
        return exchange.failure.kind();
    }

    @AfterEach
    void everySocketIsClosedWithTheLoops() {
        pool.close();
        assertEquals(0, machine.openChannels());
        assertEquals(0, node.endpoint().connections());
    }

    @Test
    void theSecondExchangeUsesTheConnectionOfTheFirst() {
        reply = reply.after(Duration.ofMillis(7));

        assertNull(exchange().failure);
        assertNull(exchange().failure);
        assertEquals(1, machine.openChannels());
        assertEquals(2, machine.requestCount());
    }

    private static Endpoint limited(EndpointLimits limits) {
        return new Endpoint(
                FixedCluster.node("A").endpoint().address(),
                limits,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void callersOfANodeThatComesBackConnectSomeAtATime() {
        Endpoint endpoint = limited(new EndpointLimits(100, 4, 0, 0));
        List<IoLoop> loops = new ArrayList<>();
        List<OneFrame> exchanges = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < 50; i++) {
            IoLoop caller = new IoLoop(machine, FixedCluster.SETTINGS);
            loops.add(caller);
            OneFrame exchange = new OneFrame();
            exchanges.add(exchange);
            caller.send(endpoint, exchange);
            most = Math.max(most, endpoint.connecting());
        }
        while (!exchanges.stream().allMatch(Exchange::isEnded)) {
            for (IoLoop caller : loops) {
                caller.poll(0);
                most = Math.max(most, endpoint.connecting());
            }
        }
        assertEquals(4, most);
        assertEquals(0, endpoint.connecting());
        exchanges.forEach(exchange -> assertNull(exchange.failure));
        loops.forEach(IoLoop::close);
        assertEquals(0, endpoint.connections());
    }

    @Test
    void whereConnectionsAreStuckOneMoreIsBegunFromTimeToTime() {
        machine.beUnreachable();
        Endpoint endpoint = limited(new EndpointLimits(100, 4, 0, 0));
        List<IoLoop> loops = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            IoLoop caller = new IoLoop(machine, FixedCluster.SETTINGS);
            loops.add(caller);
            caller.send(endpoint, new OneFrame());
        }
        assertEquals(4, endpoint.connecting());
        machine.pass(Duration.ofMillis(21));
        loops.forEach(caller -> caller.poll(0));
        assertEquals(5, endpoint.connecting());
        loops.forEach(IoLoop::close);
        assertEquals(0, endpoint.connecting());
    }

    @Test
    void aNodeThatMakesTooManyErrorsIsLeftAloneUntilItAnswersAgain() {
        Endpoint endpoint = limited(new EndpointLimits(100, 4, 2, Duration.ofSeconds(1).toNanos()));
        reply = Reply.HANG_UP;
        for (int i = 0; i < 3; i++) {
            assertEquals(Kind.DISCONNECTED, kindOf(exchangeWith(endpoint)));
        }
        int asked = machine.requestCount();

        OneFrame refused = exchangeWith(endpoint);
        assertEquals(Kind.LEFT_ALONE, kindOf(refused));
        assertTrue(
                refused.failure.what().matches("is not asked until .*, after 3 errors within .*"),
                refused.failure.what());
        assertEquals(asked, machine.requestCount());

        machine.pass(Duration.ofSeconds(1));
        assertEquals(Kind.DISCONNECTED, kindOf(exchangeWith(endpoint)));
        assertEquals(Kind.LEFT_ALONE, kindOf(exchangeWith(endpoint)));

        machine.pass(Duration.ofSeconds(1));
        reply = Reply.of(frame(last(0)));
        assertNull(exchangeWith(endpoint).failure);
        assertNull(exchangeWith(endpoint).failure);
    }

    @Test
    void connectionsThatAreClosedInPeaceAreNoErrors() {
        Endpoint endpoint = limited(new EndpointLimits(100, 4, 1, Duration.ofSeconds(1).toNanos()));
        for (int i = 0; i < 5; i++) {
            assertNull(exchangeWith(endpoint).failure);
            machine.hangUp();
            loop.noticeClosedConnections();
        }
        assertNull(exchangeWith(endpoint).failure);
    }

    private OneFrame exchangeWith(Endpoint endpoint) {
        OneFrame exchange = new OneFrame();
        loop.send(endpoint, exchange);
        while (!exchange.isEnded()) {
            loop.poll(MILLI.toNanos());
        }
        return exchange;
    }

    @Test
    void connectionsAreMadeAheadInAsManyLoopsAsKeepThem() {
        try (LoopPool keeping = new LoopPool(machine, FixedCluster.SETTINGS, 10, 3)) {
            keeping.prepare(List.of(node.endpoint(), FixedCluster.node("B").endpoint()));
            assertEquals(6, machine.openChannels());
            machine.pass(Duration.ofHours(1));
            keeping.trim(MILLI.toNanos());
            assertEquals(6, machine.openChannels());
            keeping.prepare(List.of(node.endpoint()));
            assertEquals(6, machine.openChannels());
        }
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForInEachLoop() {
        machine.beUnreachable();
        try (LoopPool keeping = new LoopPool(machine, FixedCluster.SETTINGS, 10, 3)) {
            keeping.prepare(List.of(node.endpoint()));
            assertTrue(machine.elapsed().toMillis() < 1_100, machine.elapsed().toString());
        }
    }

    @Test
    void aConnectionThatIsNotMadeIsGivenUpAfterItsTime() {
        machine.beUnreachable();

        OneFrame exchange = exchange();

        assertEquals(Kind.NOT_CONNECTED, kindOf(exchange));
        assertEquals("does not accept a connection within 1000 ms", exchange.failure.what());
        long late = machine.elapsed().minusSeconds(1).toMillis();
        assertTrue(late >= 0 && late <= 2, late + " ms late");
    }

    @Test
    void aConnectionThatIsRefusedSaysSoAtOnce() {
        machine.refuse();

        assertEquals(Kind.NOT_CONNECTED, kindOf(exchange()));
        assertEquals(Duration.ZERO, machine.elapsed());
    }

    @Test
    void aReplyThatNobodyWaitsForIsReadOffWithinItsTime() {
        reply = reply.after(Duration.ofMillis(1_500));
        OneFrame abandoned = new OneFrame();
        loop.send(node.endpoint(), abandoned);
        loop.poll(0);
        loop.poll(0);
        abandoned.abandon();
        while (!abandoned.isEnded()) {
            loop.poll(MILLI.toNanos());
        }

        assertFalse(abandoned.complete);
        assertEquals(1, machine.openChannels());
    }

    @Test
    void aReplyThatDoesNotComeInTimeIsNotWaitedForWithItsConnection() {
        reply = Reply.SILENCE;
        OneFrame abandoned = new OneFrame();
        loop.send(node.endpoint(), abandoned);
        loop.poll(0);
        loop.poll(0);
        abandoned.abandon();
        machine.pass(Duration.ofMillis(1_999));
        loop.poll(0);
        assertEquals(1, machine.openChannels());
        machine.pass(MILLI);
        loop.poll(0);

        assertEquals(0, machine.openChannels());
    }

    private OneFrame sent(IoLoop by, Endpoint endpoint) {
        OneFrame exchange = new OneFrame();
        by.send(endpoint, exchange);
        return exchange;
    }

    private void runFor(IoLoop running, Duration time) {
        Duration end = machine.elapsed().plus(time);
        while (machine.elapsed().compareTo(end) < 0) {
            running.poll(MILLI.toNanos());
        }
    }

    /** Its requests follow one another on one connection. */
    private IoLoop pipelining() {
        return new IoLoop(machine, FixedCluster.SETTINGS.with(Pipelining.SHORT_REQUESTS));
    }

    @Test
    void whoGivesUpDoesNotEndWhatOthersWaitForOnTheSameConnection() {
        reply = reply.after(Duration.ofSeconds(4));
        try (IoLoop shared = pipelining()) {
            OneFrame impatient = sent(shared, node.endpoint());
            OneFrame patient = sent(shared, node.endpoint());
            runFor(shared, Duration.ofMillis(200));
            assertEquals(Sent.COMPLETELY, impatient.abandon());
            runFor(shared, Duration.ofSeconds(4));

            assertEquals(1, machine.openChannels());
            assertTrue(patient.complete);
            assertFalse(impatient.complete);
        }
    }

    @Test
    void aReplyThatIsTooLargeIsPassedOverWhereOthersWaitBehindIt() {
        byte[] tooLarge = new byte[FixedCluster.SETTINGS.frameLimit() + 1];
        SimulatedMachine lavish =
                new SimulatedMachine(
                        (number, request) -> Reply.of(frame(number == 0 ? tooLarge : last(0))));
        try (IoLoop shared =
                new IoLoop(lavish, FixedCluster.SETTINGS.with(Pipelining.SHORT_REQUESTS))) {
            OneFrame asking = sent(shared, node.endpoint());
            OneFrame other = sent(shared, node.endpoint());
            for (int turn = 0; turn < 1_000 && !other.isEnded(); turn++) {
                shared.poll(MILLI.toNanos());
            }

            assertEquals(Kind.REPLY_TOO_LARGE, kindOf(asking));
            assertTrue(other.complete);
            assertEquals(1, lavish.openChannels());
        }
    }

    @Test
    void aRequestThatHasNotLeftIsTakenBackAndTheOthersLeave() {
        try (IoLoop shared = pipelining()) {
            List<OneFrame> exchanges = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                exchanges.add(sent(shared, node.endpoint()));
            }
            assertEquals(Sent.NOT_COMPLETELY, exchanges.get(0).abandon());
            assertEquals(Sent.NOT_COMPLETELY, exchanges.get(2).abandon());
            runFor(shared, MILLI);

            assertEquals(2, machine.requestCount());
            assertTrue(exchanges.get(1).complete);
            assertTrue(exchanges.get(3).complete);
            assertEquals(Sent.COMPLETELY, exchanges.get(3).sent());
        }
    }

    @Test
    void anIdleConnectionOfAnotherLoopGivesWayToWhoNeedsOne() {
        Endpoint narrow = new Endpoint(node.endpoint().address(), 1);
        IoLoop other = borrowed();
        loop.enter();
        sent(loop, narrow);
        runFor(loop, MILLI);
        loop.leave();
        OneFrame waiting = sent(other, narrow);
        runFor(other, MILLI);

        assertTrue(waiting.complete);
        assertEquals(0, loop.connectionCount());
        assertEquals(1, narrow.connections());
    }

    @Test
    void aRequestWaitsUntilAConnectionIsFreeAndItsNodeIsNotCalledSilent() {
        Endpoint narrow = new Endpoint(node.endpoint().address(), 1);
        reply = reply.after(Duration.ofSeconds(3));
        IoLoop other = borrowed();
        loop.enter();
        OneFrame busy = sent(loop, narrow);
        loop.poll(0);
        loop.poll(0);
        OneFrame waiting = sent(other, narrow);
        other.poll(0);
        assertTrue(waiting.isWaitingForConnection());
        runFor(loop, Duration.ofSeconds(3));
        assertTrue(busy.complete);
        other.poll(0);
        assertTrue(waiting.isWaitingForConnection());
        // Who runs a loop closes what others need when it stops, if not before.
        loop.leave();
        runFor(other, Duration.ofSeconds(4));

        assertTrue(waiting.complete);
        assertEquals(1, narrow.connections());
    }

    @Test
    void aRequestThatIsGivenUpWhileItWaitsForAConnectionIsForgotten() {
        Endpoint narrow = new Endpoint(node.endpoint().address(), 1);
        reply = Reply.SILENCE;
        IoLoop other = borrowed();
        sent(loop, narrow);
        loop.poll(0);
        OneFrame waiting = sent(other, narrow);
        assertEquals(Sent.NOT_COMPLETELY, waiting.abandon());
        other.enter();
        other.leave();

        assertFalse(narrow.isWanted());
    }

    @Test
    void whatWaitsForANodeEndsAtOnceWhenTheNodeHasLeft() {
        reply = Reply.SILENCE;
        loop.enter();
        OneFrame sent = sent(loop, node.endpoint());
        loop.poll(0);
        loop.poll(0);
        node.endpoint().retire();
        loop.poll(Long.MAX_VALUE);
        loop.leave();

        assertEquals(Kind.DISCONNECTED, kindOf(sent));
        assertEquals("has left the cluster", sent.failure.what());
        assertEquals(Sent.COMPLETELY, sent.failure.sent());
        assertEquals(Duration.ZERO, machine.elapsed());
    }

    @Test
    void aCallMoreThanThereMayBeConnectionsWaitsForALoop() throws InterruptedException {
        IoLoop second = borrowed();
        assertNull(pool.borrow());
        assertNull(pool.borrowWithin(1));
        pool.giveBack(second);

        assertSame(second, pool.borrowWithin(1));
        pool.giveBack(second);
        assertNotNull(pool.borrow());
    }

    @Test
    void connectionsThatAreIdleForTooLongAreClosed() {
        exchange();
        machine.pass(Duration.ofSeconds(54));
        loop.closeIdleConnections(Duration.ofSeconds(55).toNanos());
        assertEquals(1, loop.connectionCount());
        machine.pass(Duration.ofSeconds(1));
        loop.closeIdleConnections(Duration.ofSeconds(55).toNanos());

        assertEquals(0, loop.connectionCount());
    }

    @Test
    void aConnectionThatTheOtherSideHasClosedIsNotUsedAgain() {
        exchange();
        machine.hangUp();

        assertNull(exchange().failure);
        assertEquals(2, machine.requestCount());
        assertEquals(1, machine.openChannels());
    }

    @Test
    void aFrameThatComesTwiceDoesNotAnswerTheNextRequest() {
        exchange();
        machine.sendUnasked(frame(last(0)));

        OneFrame next = new OneFrame();
        loop.send(node.endpoint(), next);
        reply = Reply.SILENCE;
        loop.poll(0);
        loop.poll(0);

        assertFalse(next.isEnded());
        assertEquals(2, machine.requestCount());
        assertEquals(1, machine.openChannels());
    }

    @Test
    void aRestOfAFrameThatNobodyAskedForEndsTheConnection() {
        exchange();
        machine.sendUnasked(new byte[3]);
        loop.poll(0);

        assertNull(exchange().failure);
        assertEquals(1, machine.openChannels());
    }

    @Test
    void anErrorWhileReadingEndsItsConnectionAndNotTheLoop() {
        Node other = FixedCluster.node("B");
        reply = reply.after(MILLI);
        OneFrame unlucky = new OneFrame();
        loop.send(node.endpoint(), unlucky);
        loop.poll(0);
        loop.poll(0);
        OutOfMemoryError error = new OutOfMemoryError("a frame of 120 MiB");
        machine.failNextRead(error);
        while (!unlucky.isEnded()) {
            loop.poll(MILLI.toNanos());
        }
        OneFrame stranger = new OneFrame();
        loop.send(other.endpoint(), stranger);
        while (!stranger.isEnded()) {
            loop.poll(MILLI.toNanos());
        }

        assertEquals(Kind.LOCAL, kindOf(unlucky));
        assertSame(error, unlucky.failure.cause());
        assertTrue(stranger.complete);
        assertFalse(loop.isBroken());
    }
}
