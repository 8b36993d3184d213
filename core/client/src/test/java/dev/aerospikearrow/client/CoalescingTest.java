package dev.aerospikearrow.client;

import static dev.aerospikearrow.client.ScriptedNode.SILENCE;
import static dev.aerospikearrow.client.ScriptedNode.batchRowCount;
import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.join;
import static dev.aerospikearrow.client.ScriptedNode.last;
import static dev.aerospikearrow.client.ScriptedNode.message;
import static dev.aerospikearrow.client.ScriptedNode.thenHangUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reads that are sent together share, and what they do not. */
@Timeout(30)
class CoalescingTest {
    private static final CoalescingPolicy ONE_AT_A_TIME =
            CoalescingPolicy.builder()
                    .requestsPerNode(1)
                    .longestWait(Duration.ofSeconds(20))
                    .build();
    private static final ReadPolicy PATIENT =
            ReadPolicy.builder()
                    .totalTimeout(Duration.ofSeconds(20))
                    .socketTimeout(Duration.ZERO)
                    .build();

    private static Key key(int number) {
        return Key.of("test", "set", number);
    }

    private static boolean isBatch(byte[] request) {
        int info1 = request[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO1];
        return (info1 & MessageFlags.INFO1_BATCH) != 0;
    }

    private static int rows(byte[] request) {
        return isBatch(request) ? batchRowCount(request) : 1;
    }

    /** Every row is there, without bins. */
    private static byte[] answerAll(byte[] request) {
        if (!isBatch(request)) {
            return frame(message(0, 0));
        }
        byte[][] messages =
                IntStream.range(0, batchRowCount(request))
                        .mapToObj(row -> message(0, row))
                        .toArray(byte[][]::new);
        return join(frame(messages), frame(last(0)));
    }

    /**
     * A node that holds back its answer to the first request until it is told, so that what is
     * asked for meanwhile is gathered.
     */
    private static final class HeldNode implements AutoCloseable {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final List<Integer> rowsOfRequests = new ArrayList<>();
        private final ScriptedNode node;
        private final AerospikeClient client;
        private final CoalescingClient reads;
        private final CompletableFuture<Optional<StoredRecord>> first;

        HeldNode(CoalescingPolicy policy, ScriptedNode.Script later) throws InterruptedException {
            node =
                    new ScriptedNode(
                            (number, request) -> {
                                synchronized (rowsOfRequests) {
                                    rowsOfRequests.add(rows(request));
                                }
                                if (number > 0) {
                                    return later.answer(number, request);
                                }
                                assertFalse(isBatch(request));
                                arrived.countDown();
                                released.await();
                                return answerAll(request);
                            });
            client =
                    AerospikeClient.connect(
                            ClientConfig.builder(node.host())
                                    .asyncLoops(1)
                                    .policy(PATIENT)
                                    .build());
            reads = client.async().coalescing(policy);
            first = reads.get(key(0));
            arrived.await();
        }

        List<CompletableFuture<Optional<StoredRecord>>> get(int from, int to) {
            return IntStream.range(from, to).mapToObj(i -> reads.get(key(i))).toList();
        }

        void release() {
            released.countDown();
        }

        List<Integer> rowsOfRequests() {
            synchronized (rowsOfRequests) {
                return List.copyOf(rowsOfRequests);
            }
        }

        @Override
        public void close() {
            released.countDown();
            client.close();
            node.close();
        }
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, future::get).getCause();
    }

    private static void assertAllFound(List<CompletableFuture<Optional<StoredRecord>>> gets)
            throws Exception {
        for (CompletableFuture<Optional<StoredRecord>> get : gets) {
            assertTrue(get.get().isPresent());
        }
    }

    @Test
    void whatIsAskedForWhileAReadIsUnderWayIsSentTogether() throws Exception {
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 21);
            assertEquals(List.of(1), node.rowsOfRequests());
            node.release();

            assertTrue(node.first.get().isPresent());
            assertAllFound(gets);
            assertEquals(List.of(1, 20), node.rowsOfRequests());
        }
    }

    @Test
    void aRequestHasNoMoreRowsThanThePolicyAllows() throws Exception {
        CoalescingPolicy small =
                CoalescingPolicy.builder()
                        .requestsPerNode(1)
                        .rowsPerRequest(8)
                        .longestWait(Duration.ofSeconds(20))
                        .build();
        try (HeldNode node = new HeldNode(small, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 21);
            node.release();

            assertAllFound(gets);
            assertEquals(List.of(1, 8, 8, 4), node.rowsOfRequests());
        }
    }

    @Test
    void readsOfSeveralSetsAndKindsShareARequest() throws Exception {
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request))) {
            CompletableFuture<Optional<StoredRecord>> all = node.reads.get(key(1));
            CompletableFuture<Optional<StoredRecord>> some = node.reads.get(key(2), "a", "b");
            CompletableFuture<Optional<StoredRecord>> elsewhere =
                    node.reads.get(Key.of("test", "elsewhere", 3), "a");
            CompletableFuture<Boolean> exists = node.reads.exists(key(4));
            CompletableFuture<Optional<RecordHeader>> header = node.reads.header(key(5));
            node.release();

            assertTrue(all.get().isPresent());
            assertTrue(some.get().isPresent());
            assertTrue(elsewhere.get().isPresent());
            assertTrue(exists.get());
            assertEquals(1, header.get().orElseThrow().generation());
            assertEquals(List.of(1, 5), node.rowsOfRequests());
        }
    }

    @Test
    void readsOfAnotherNamespaceAreAskedForOnTheirOwn() throws Exception {
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> good = node.get(1, 4);
            List<CompletableFuture<Optional<StoredRecord>>> bad =
                    IntStream.range(0, 3)
                            .mapToObj(i -> node.reads.get(Key.of("missing", "set", i)))
                            .toList();
            for (CompletableFuture<Optional<StoredRecord>> get : bad) {
                assertInstanceOf(UnknownNamespaceException.class, failureOf(get));
            }
            node.release();

            assertAllFound(good);
            assertEquals(List.of(1, 3), node.rowsOfRequests());
        }
    }

    @Test
    void aNodeThatIsSilentHoldsNothingBackForLong() throws Exception {
        CoalescingPolicy hasty =
                CoalescingPolicy.builder()
                        .requestsPerNode(1)
                        .longestWait(Duration.ofMillis(1))
                        .build();
        try (HeldNode node = new HeldNode(hasty, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 21);

            assertAllFound(gets);
            assertFalse(node.first.isDone());
            node.release();
            assertTrue(node.first.get().isPresent());
        }
    }

    @Test
    void readsThatWereCancelledBeforeTheyWereSentAreNotSent() throws Exception {
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 11);
            gets.subList(0, 5).forEach(get -> get.cancel(true));
            node.release();

            assertAllFound(gets.subList(5, 10));
            assertEquals(List.of(1, 5), node.rowsOfRequests());
            assertTrue(gets.get(0).isCancelled());
        }
    }

    @Test
    void eachRowsCodeIsItsOwnReadsResult() throws Exception {
        ScriptedNode.Script codes =
                (number, request) ->
                        join(
                                frame(
                                        message(ResultCode.FILTERED_OUT.code(), 2),
                                        message(0, 0),
                                        message(ResultCode.NOT_FOUND.code(), 1),
                                        message(ResultCode.PARAMETER.code(), 3)),
                                frame(last(0)));
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, codes)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 5);
            node.release();

            assertTrue(gets.get(0).get().isPresent());
            assertTrue(gets.get(1).get().isEmpty());
            assertTrue(gets.get(2).get().isEmpty());
            ServerException e = assertInstanceOf(ServerException.class, failureOf(gets.get(3)));
            assertEquals(ResultCode.PARAMETER.code(), e.resultCode());
            assertEquals(Optional.of(key(4)), e.key());
            assertTrue(e.getMessage().contains("Read all bins of test.set 4"), e.getMessage());
            assertTrue(e.getMessage().contains("S1 (" + node.node.host() + ")"), e.getMessage());
        }
    }

    /** A row with one bin. */
    private static byte[] row(int batchIndex, int particleType, byte... value) {
        byte[] header = message(0, batchIndex);
        header[MessageDescriptor.OPERATION_COUNT + 1] = 1;
        WireBuffer bin = new WireBuffer();
        bin.putInt(MessageDescriptor.OPERATION_LENGTH_OVERHEAD + 1 + value.length);
        bin.putByte(1);
        bin.putByte(particleType);
        bin.putByte(0);
        bin.putByte(1);
        bin.putByte('a');
        bin.putBytes(value);
        return join(header, bin.toByteArray());
    }

    @Test
    void aValueThatCannotBeReadFailsItsOwnReadAlone() throws Exception {
        byte[] five = new byte[Long.BYTES];
        Bytes.putLong(five, 0, 5);
        ScriptedNode.Script broken =
                (number, request) ->
                        join(
                                frame(
                                        row(0, ParticleType.INTEGER, five),
                                        row(1, ParticleType.DOUBLE, (byte) 1, (byte) 2),
                                        row(2, ParticleType.INTEGER, five)),
                                frame(last(0)));
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, broken)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 4);
            node.release();

            assertEquals(Map.of("a", 5L), gets.get(0).get().orElseThrow().bins());
            assertEquals(Map.of("a", 5L), gets.get(2).get().orElseThrow().bins());
            BrokenReplyException e =
                    assertInstanceOf(BrokenReplyException.class, failureOf(gets.get(1)));
            assertTrue(e.getMessage().contains("test.set 2"), e.getMessage());
        }
    }

    @Test
    void aReplyThatBreaksTheFormatFailsTheReadsThatHaveNoAnswer() throws Exception {
        ScriptedNode.Script broken =
                (number, request) ->
                        join(frame(message(0, 0)), frame(message(0, 7)), frame(last(0)));
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, broken)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 4);
            node.release();

            assertTrue(gets.get(0).get().isPresent());
            for (CompletableFuture<Optional<StoredRecord>> get : gets.subList(1, 3)) {
                Throwable e = failureOf(get);
                assertInstanceOf(BrokenReplyException.class, e);
                assertTrue(e.getMessage().contains("batch index 7"), e.getMessage());
            }
        }
    }

    @Test
    void onlyWhatIsUnansweredIsAskedForAgain() throws Exception {
        ScriptedNode.Script breaking =
                (number, request) ->
                        number == 1
                                ? thenHangUp(frame(message(0, 1), message(0, 2)))
                                : join(frame(message(0, 0), message(0, 3)), frame(last(0)));
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, breaking)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 5);
            node.release();

            assertAllFound(gets);
            assertEquals(List.of(1, 4, 2), node.rowsOfRequests());
        }
    }

    @Test
    void aRowThatIsRefusedForTheMomentIsTriedAgainAlone() throws Exception {
        ScriptedNode.Script busy =
                (number, request) ->
                        number == 1
                                ? join(
                                        frame(
                                                message(0, 0),
                                                message(ResultCode.KEY_BUSY.code(), 1)),
                                        frame(last(0)))
                                : join(frame(message(0, 1)), frame(last(0)));
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, busy)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 3);
            node.release();

            assertAllFound(gets);
            assertEquals(List.of(1, 2, 1), node.rowsOfRequests());
        }
    }

    @Test
    void theTotalTimeCountsFromTheCallAlsoForReadsThatWereNeverSent() throws Exception {
        ReadPolicy brief =
                ReadPolicy.builder()
                        .totalTimeout(Duration.ofMillis(100))
                        .socketTimeout(Duration.ZERO)
                        .build();
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> SILENCE)) {
            CompletableFuture<Optional<StoredRecord>> sent = node.reads.with(brief).get(key(1));
            CompletableFuture<Optional<StoredRecord>> heldBack = node.reads.with(brief).get(key(2));

            for (CompletableFuture<Optional<StoredRecord>> get : List.of(sent, heldBack)) {
                RequestTimeoutException e =
                        assertInstanceOf(RequestTimeoutException.class, failureOf(get));
                assertTrue(e.getMessage().contains("within 100 ms"), e.getMessage());
            }
            assertTrue(failureOf(heldBack).getMessage().contains("test.set 2"));
        }
    }

    @Test
    void aSilentNodeFailsEveryReadOfARequestAtItsOwnTime() throws Exception {
        ReadPolicy brief =
                ReadPolicy.builder()
                        .totalTimeout(Duration.ofMillis(100))
                        .socketTimeout(Duration.ZERO)
                        .build();
        CountDownLatch batchIsThere = new CountDownLatch(1);
        ScriptedNode.Script silentBatches =
                (number, request) -> {
                    if (isBatch(request)) {
                        batchIsThere.countDown();
                        return SILENCE;
                    }
                    return answerAll(request);
                };
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, silentBatches)) {
            List<CompletableFuture<Optional<StoredRecord>>> gets =
                    IntStream.range(1, 6)
                            .mapToObj(i -> node.reads.with(PATIENT).get(key(i)))
                            .toList();
            CompletableFuture<Optional<StoredRecord>> alone = node.reads.with(brief).get(key(6));
            assertTrue(alone.get().isPresent());
            node.release();
            batchIsThere.await();
            gets.get(0).cancel(true);
            List<CompletableFuture<Optional<StoredRecord>>> hurried =
                    IntStream.range(10, 14)
                            .mapToObj(i -> node.reads.with(brief).get(key(i)))
                            .toList();

            for (CompletableFuture<Optional<StoredRecord>> get : hurried) {
                RequestTimeoutException e =
                        assertInstanceOf(RequestTimeoutException.class, failureOf(get));
                assertTrue(e.getMessage().contains("within 100 ms"), e.getMessage());
            }
            assertFalse(gets.get(1).isDone());
        }
    }

    @Test
    void closingTheClientFailsWhatIsUnderWayAndWhatIsHeldBack() throws Exception {
        HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request));
        List<CompletableFuture<Optional<StoredRecord>>> gets = node.get(1, 6);
        node.client.close();
        try (node) {
            assertInstanceOf(ClientClosedException.class, failureOf(node.first));
            for (CompletableFuture<Optional<StoredRecord>> get : gets) {
                assertInstanceOf(ClientClosedException.class, failureOf(get));
            }
            Throwable after = failureOf(node.reads.get(key(9)));
            assertInstanceOf(ClientClosedException.class, after);
            assertTrue(after.getMessage().contains("test.set 9"), after.getMessage());
        }
    }

    @Test
    void callbacksMayAskForMoreAndMayFail() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HeldNode node = new HeldNode(ONE_AT_A_TIME, (number, request) -> answerAll(request))) {
            List<CompletableFuture<Optional<StoredRecord>>> chains = new ArrayList<>();
            for (CompletableFuture<Optional<StoredRecord>> get : node.get(1, 9)) {
                get.thenRun(
                        () -> {
                            throw new IllegalStateException("a callback of the program");
                        });
                CompletableFuture<Optional<StoredRecord>> chain = get;
                for (int i = 0; i < 10; i++) {
                    chain =
                            chain.thenCompose(
                                    record -> node.reads.get(key(asked.incrementAndGet())));
                }
                chains.add(chain);
            }
            node.release();

            assertAllFound(chains);
            assertEquals(80, asked.get());
            // A chain's next read is asked for while the rows of the same request are delivered.
            assertEquals(12, node.rowsOfRequests().size());
        }
    }

    @Test
    void contradictionsAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> CoalescingPolicy.builder().requestsPerNode(0));
        assertThrows(
                IllegalArgumentException.class, () -> CoalescingPolicy.builder().rowsPerRequest(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> CoalescingPolicy.builder().longestWait(Duration.ofMillis(-1)));
    }
}
