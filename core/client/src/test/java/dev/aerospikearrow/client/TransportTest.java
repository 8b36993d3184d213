package dev.aerospikearrow.client;

import static dev.aerospikearrow.client.ScriptedNode.HANG_UP;
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
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client does with nodes that are slow, broken or wrong. */
@Timeout(30)
class TransportTest {
    private static final Key KEY = Key.of("test", "set", 1);
    private static final ReadPolicy SHORT =
            ReadPolicy.builder()
                    .totalTimeout(Duration.ofMillis(200))
                    .socketTimeout(Duration.ZERO)
                    .build();

    private static List<Key> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> Key.of("test", "set", i)).toList();
    }

    private static byte[] frameHeader(int version, int type, long length) {
        WireBuffer target = new WireBuffer();
        target.putLong((long) version << 56 | (long) type << 48 | length);
        return target.toByteArray();
    }

    private static void assertMalformed(String expected, byte[] answer) {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> answer);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            BrokenReplyException e =
                    assertThrows(BrokenReplyException.class, () -> client.get(KEY));

            assertTrue(e.getMessage().contains(expected), e.getMessage());
            assertTrue(e.getMessage().contains("S1 (" + node.host() + ")"), e.getMessage());
            assertTrue(e.getMessage().contains("byte offset"), e.getMessage());
            assertInstanceOf(MalformedReplyException.class, e.getCause());
            assertEquals(1, node.requests());
        }
    }

    @Test
    void aFrameOfAnotherVersionIsRefused() {
        assertMalformed(
                "version 2 expected, found 9", frameHeader(9, FrameDescriptor.TYPE_MESSAGE, 22));
    }

    @Test
    void aFrameOfAnotherTypeIsRefused() {
        assertMalformed("type 3 expected, found 1", frameHeader(2, FrameDescriptor.TYPE_INFO, 22));
    }

    @Test
    void aFrameBeyondWhatTheProtocolAllowsIsRefusedBeforeAnyOfItIsStored() {
        assertMalformed(
                "announces 281474976710655",
                frameHeader(2, FrameDescriptor.TYPE_MESSAGE, 0xFFFF_FFFF_FFFFL));
    }

    @Test
    void aReplyAboveTheFrameLimitIsRefusedWithItsSizeAndTheWayOut() {
        byte[] answer = frameHeader(2, FrameDescriptor.TYPE_MESSAGE, 1_025);
        try (ScriptedNode node = new ScriptedNode((number, request) -> answer);
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(node.host()).frameLimit(1_024).build())) {
            ReplyTooLargeException e =
                    assertThrows(ReplyTooLargeException.class, () -> client.batchRead(keys(2)));

            assertTrue(e.getMessage().contains("S1 (" + node.host() + ")"), e.getMessage());
            assertTrue(e.getMessage().contains("a frame of 1025 bytes"), e.getMessage());
            assertTrue(e.getMessage().contains("frameLimit is 1024"), e.getMessage());
            assertTrue(e.getMessage().contains("fewer or smaller records"), e.getMessage());
            assertEquals(1, node.requests());
        }
    }

    @Test
    void aReplyThatEndsTooEarlyIsRefusedWithItsOffset() {
        byte[] message = message(0, 0);
        message[21] = 1;
        assertMalformed("operation 0 needs 8 bytes, the frame has 0 left", frame(message));
    }

    @Test
    void bytesThatNobodyAskedForCloseTheConnection() throws Exception {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) ->
                                        number == 0
                                                ? join(frame(message(0, 0)), frame(message(0, 0)))
                                                : frame(message(0, 0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            assertTrue(client.get(KEY).isPresent());
            assertTrue(client.get(KEY).isPresent());
            assertEquals(2, node.dataConnections());
        }
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> number < 2 ? HANG_UP : frame(message(0, 0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            assertTrue(client.get(KEY).isPresent());
            assertEquals(3, node.requests());
        }
    }

    @Test
    void retriesEndWithAnErrorThatNamesTheNodeAndTheAttempt() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> HANG_UP);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            ReadPolicy policy = ReadPolicy.builder().maxRetries(2).build();
            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> client.with(policy).get(KEY));

            assertTrue(e.getMessage().contains("Read all bins of test.set 1"), e.getMessage());
            assertTrue(e.getMessage().contains(node.host()), e.getMessage());
            assertTrue(e.getMessage().contains("(attempt 3)"), e.getMessage());
            assertFalse(e.inDoubt());
            assertEquals(3, node.requests());
        }
    }

    @Test
    void aWriteThatWasSentAndNotAnsweredIsInDoubtAndNotRepeated() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> HANG_UP);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> client.put(KEY, Bin.of("a", 1)));

            assertTrue(e.inDoubt());
            assertTrue(e.getMessage().contains("in doubt"), e.getMessage());
            assertEquals(1, node.requests());
        }
    }

    @Test
    void aWriteInDoubtIsRepeatedWhenThePolicySaysSo() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> number == 0 ? HANG_UP : frame(message(0, 0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            client.with(WritePolicy.builder().onDoubt(OnDoubt.RETRY).build())
                    .put(KEY, Bin.of("a", 1));

            assertEquals(2, node.requests());
        }
    }

    @Test
    void transientCodesAreTriedAgainAndOthersAreNot() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) ->
                                        frame(
                                                message(
                                                        number == 0
                                                                ? ResultCode.KEY_BUSY.code()
                                                                : ResultCode.BIN_TYPE.code(),
                                                        0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            ServerException e =
                    assertThrows(ServerException.class, () -> client.put(KEY, Bin.of("a", 1)));

            assertEquals(ResultCode.BIN_TYPE.code(), e.resultCode());
            assertEquals(KEY, e.key().orElseThrow());
            assertEquals(2, node.requests());
        }
    }

    @Test
    void aSilentNodeFailsTheCallAtItsTotalTimeout() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> SILENCE);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            RequestTimeoutException e =
                    assertThrows(RequestTimeoutException.class, () -> client.with(SHORT).get(KEY));

            assertTrue(e.getMessage().contains("within 200 ms"), e.getMessage());
            assertTrue(e.getMessage().contains("Waiting for node S1"), e.getMessage());
            ExecutionException async =
                    assertThrows(
                            ExecutionException.class,
                            () -> client.async().with(SHORT).get(KEY).get());
            assertInstanceOf(RequestTimeoutException.class, async.getCause());
        }
    }

    @Test
    void aSilentAttemptIsGivenUpForAnother() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> number == 0 ? SILENCE : frame(message(0, 0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            ReadPolicy policy =
                    ReadPolicy.builder()
                            .totalTimeout(Duration.ofSeconds(20))
                            .socketTimeout(Duration.ofMillis(100))
                            .build();
            assertTrue(client.with(policy).get(KEY).isPresent());
            assertEquals(2, node.requests());
        }
    }

    @Test
    void aLateAnswerIsReadOffAndNotTakenForTheNextOne() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    if (number == 0) {
                                        late.await();
                                        return frame(message(ResultCode.NOT_FOUND.code(), 0));
                                    }
                                    return frame(message(0, 0));
                                });
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(node.host())
                                        .asyncLoops(1)
                                        .pipelinedConnectionsPerNode(1)
                                        .maxConnectionsPerNode(1)
                                        .build())) {
            CompletableFuture<?> abandoned = client.async().with(SHORT).get(KEY);
            assertThrows(ExecutionException.class, abandoned::get);
            CompletableFuture<Optional<StoredRecord>> next = client.async().get(KEY);
            late.countDown();

            assertTrue(next.get().isPresent());
            assertEquals(1, node.dataConnections());
        }
    }

    @Test
    void pipelinedAnswersGoToTheirRequestsInOrder() throws Exception {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    byte[] answer = message(0, 0);
                                    answer[9] = (byte) (number + 1);
                                    return frame(answer);
                                });
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(node.host())
                                        .asyncLoops(1)
                                        .pipelinedConnectionsPerNode(1)
                                        .build())) {
            List<CompletableFuture<Optional<RecordHeader>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(client.async().header(KEY));
            }
            for (int i = 0; i < 100; i++) {
                assertEquals(i + 1, answers.get(i).get().orElseThrow().generation());
            }
            assertEquals(1, node.dataConnections());
        }
    }

    @Test
    void onlyUnansweredRowsOfABatchAreAskedForAgain() {
        List<Integer> rowCounts = new ArrayList<>();
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) -> {
                                    rowCounts.add(batchRowCount(request));
                                    return number == 0
                                            ? thenHangUp(frame(message(0, 0), message(2, 2)))
                                            : frame(message(0, 3), message(0, 1), last(0));
                                });
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            List<BatchRow> rows = client.batchRead(keys(4));

            assertEquals(List.of(0, 0, 2, 0), rows.stream().map(BatchRow::resultCode).toList());
            assertEquals(List.of(4, 2), rowCounts);
        }
    }

    @Test
    void transientRowsStayOpenForAnotherAttempt() {
        List<Integer> rowCounts = new ArrayList<>();
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) -> {
                                    rowCounts.add(batchRowCount(request));
                                    return number == 0
                                            ? frame(
                                                    message(0, 0),
                                                    message(ResultCode.KEY_BUSY.code(), 1),
                                                    message(2, 2),
                                                    message(ResultCode.KEY_BUSY.code(), 3),
                                                    last(0))
                                            : frame(message(0, 3), message(0, 1), last(0));
                                });
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            List<BatchRow> rows = client.batchRead(keys(4));

            assertEquals(List.of(0, 0, 2, 0), rows.stream().map(BatchRow::resultCode).toList());
            assertEquals(List.of(4, 2), rowCounts);
        }
    }

    @Test
    void theLastAttemptDeliversTransientCodes() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        frame(
                                                message(ResultCode.KEY_BUSY.code(), 0),
                                                message(ResultCode.KEY_BUSY.code(), 1),
                                                last(0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            List<BatchRow> rows =
                    client.with(BatchPolicy.builder().maxRetries(1).build()).batchRead(keys(2));

            assertEquals(ResultCode.KEY_BUSY.code(), rows.get(0).resultCode());
            assertEquals(2, node.requests());
        }
    }

    @Test
    void aRowThatIsAloneOnItsNodeIsAskedForByAPlainMessage() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        frame(
                                                message(
                                                        number == 0
                                                                ? ResultCode.KEY_BUSY.code()
                                                                : 2,
                                                        0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            List<BatchRow> rows = client.batchRead(keys(1));

            assertEquals(List.of(2), rows.stream().map(BatchRow::resultCode).toList());
            assertEquals(2, node.requests(), "the transient code is asked for again");
        }
    }

    @Test
    void aRowThatIsAloneAndRefusedAsAWholeFailsTheBatch() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        frame(message(ResultCode.INVALID_NAMESPACE.code(), 0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            ServerException e =
                    assertThrows(ServerException.class, () -> client.batchRead(keys(1)));

            assertEquals(ResultCode.INVALID_NAMESPACE.code(), e.resultCode(), e.getMessage());
        }
    }

    @Test
    void aBatchThatANodeRefusesTellsTheReasonOfTheNode() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        frame(last(ResultCode.DEVICE_OVERLOAD.code())));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            BatchPolicy once = BatchPolicy.builder().maxRetries(0).build();
            ServerException e =
                    assertThrows(ServerException.class, () -> client.with(once).batchRead(keys(2)));

            assertEquals(ResultCode.DEVICE_OVERLOAD.code(), e.resultCode(), e.getMessage());
            assertTrue(e.getMessage().contains("(2 rows are unanswered)"), e.getMessage());
        }
    }

    @Test
    void aRowThatWasNotAskedForBreaksTheReply() {
        try (ScriptedNode node =
                        new ScriptedNode((number, request) -> frame(message(0, 7), last(0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            BrokenReplyException e =
                    assertThrows(BrokenReplyException.class, () -> client.batchRead(keys(2)));

            assertTrue(e.getMessage().contains("batch index 7"), e.getMessage());
            assertTrue(e.getMessage().contains("2 rows are unanswered"), e.getMessage());
        }
    }

    /** Rows are ticked off before their bytes are walked; a broken one must not pass for read. */
    @Test
    void aBatchWhoseLastOpenRowBreaksTheFormatFails() {
        byte[] broken = message(0, 1);
        broken[MessageDescriptor.OPERATION_COUNT + 1] = 1;
        try (ScriptedNode node =
                        new ScriptedNode((number, request) -> frame(message(0, 0), broken));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            BrokenReplyException e =
                    assertThrows(BrokenReplyException.class, () -> client.batchRead(keys(2)));
            IncompleteBatchException write =
                    assertThrows(IncompleteBatchException.class, () -> client.batchDelete(keys(2)));

            assertTrue(e.getMessage().contains("operation 0 needs 8 bytes"), e.getMessage());
            assertTrue(e.getMessage().contains("byte offset 52"), e.getMessage());
            assertTrue(e.getMessage().contains("1 row is unanswered"), e.getMessage());
            assertTrue(write.inDoubt());
            assertEquals(
                    List.of(0, BatchRow.NO_ANSWER),
                    write.rows().stream().map(BatchRow::resultCode).toList());
        }
    }

    @Test
    void aBatchOfWritesThatBreaksOffTellsWhatWasAnswered() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        join(
                                                frame(message(0, 1)),
                                                frameHeader(2, FrameDescriptor.TYPE_INFO, 1)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            IncompleteBatchException e =
                    assertThrows(IncompleteBatchException.class, () -> client.batchDelete(keys(3)));

            assertTrue(e.inDoubt());
            assertEquals(
                    List.of(BatchRow.NO_ANSWER, 0, BatchRow.NO_ANSWER),
                    e.rows().stream().map(BatchRow::resultCode).toList());
        }
    }

    @Test
    void anInterruptedCallerGetsAnErrorAndKeepsItsFlag() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> SILENCE);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            Thread.currentThread().interrupt();

            assertThrows(CallInterruptedException.class, () -> client.get(KEY));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void closingTheClientEndsCallsThatWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        try (ScriptedNode node =
                new ScriptedNode(
                        (number, frame) -> {
                            asked.countDown();
                            return SILENCE;
                        })) {
            AerospikeClient client = AerospikeClient.connect(node.host());
            ReadPolicy patient =
                    ReadPolicy.builder()
                            .totalTimeout(Duration.ZERO)
                            .socketTimeout(Duration.ZERO)
                            .build();
            CompletableFuture<?> async = client.async().with(patient).get(KEY);
            CompletableFuture<?> sync =
                    CompletableFuture.supplyAsync(() -> client.with(patient).get(KEY));
            asked.await();
            client.close();

            ExecutionException first = assertThrows(ExecutionException.class, async::get);
            ExecutionException second = assertThrows(ExecutionException.class, sync::get);
            assertInstanceOf(ClientClosedException.class, first.getCause());
            assertInstanceOf(ClientClosedException.class, second.getCause());
            assertThrows(ClientClosedException.class, () -> client.get(KEY));
        }
    }

    @Test
    void eachSeedThatLeadsNowhereHasItsOwnReason() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> SILENCE)) {
            NoSeedReachableException e =
                    assertThrows(
                            NoSeedReachableException.class,
                            () ->
                                    AerospikeClient.connect(
                                            ClientConfig.builder("127.0.0.1:1," + node.host())
                                                    .clusterName("other")
                                                    .build()));

            assertTrue(
                    e.reasons().get("127.0.0.1:1").contains("refuses the connection"),
                    e.getMessage());
            assertTrue(
                    e.reasons().get(node.host()).contains("belongs to cluster \"scripted\""),
                    e.getMessage());
        }
    }

    @Test
    void aNamespaceThatNobodyServesIsNamedWithThoseThatThereAre() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> SILENCE);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            UnknownNamespaceException e =
                    assertThrows(
                            UnknownNamespaceException.class,
                            () -> client.get(Key.of("nowhere", "set", 1)));

            assertTrue(e.getMessage().contains("\"nowhere\""), e.getMessage());
            assertTrue(e.getMessage().contains("The cluster has: test."), e.getMessage());
            assertEquals(0, node.requests());
        }
    }

    private static AerospikeClient clientWith(ScriptedNode node, int connections) {
        return AerospikeClient.connect(
                ClientConfig.builder(node.host())
                        .maxConnectionsPerNode(connections)
                        .pipelinedConnectionsPerNode(1)
                        .asyncLoops(1)
                        .build());
    }

    @Test
    void theTenderHasAConnectionOfItsOwnAndSoHaveCalls() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> frame(message(0, 0)));
                AerospikeClient client = clientWith(node, 1)) {
            assertTrue(client.get(KEY).isPresent());
            assertEquals(1, node.dataConnections());
        }
    }

    @Test
    void moreCallsThanConnectionsTakeTurnsWithinTheirTotalTime() throws Exception {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    Thread.sleep(20);
                                    return frame(message(0, 0));
                                });
                AerospikeClient client = clientWith(node, 2)) {
            ReadPolicy once =
                    ReadPolicy.builder().totalTimeout(Duration.ofSeconds(20)).maxRetries(0).build();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            for (int i = 0; i < 64; i++) {
                calls.add(CompletableFuture.runAsync(() -> client.with(once).get(KEY), threads));
            }
            for (CompletableFuture<?> call : calls) {
                call.get();
            }
            threads.shutdown();
            assertEquals(2, node.dataConnections());
        }
    }

    @Test
    void aCallThatGetsNoConnectionInItsTotalTimeSaysSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    asked.countDown();
                                    return SILENCE;
                                });
                AerospikeClient client = clientWith(node, 1)) {
            ReadPolicy patient =
                    ReadPolicy.builder()
                            .totalTimeout(Duration.ofSeconds(20))
                            .socketTimeout(Duration.ZERO)
                            .build();
            CompletableFuture<?> holder =
                    CompletableFuture.runAsync(() -> client.with(patient).get(KEY));
            asked.await();

            RequestTimeoutException sync =
                    assertThrows(RequestTimeoutException.class, () -> client.with(SHORT).get(KEY));
            ExecutionException async =
                    assertThrows(
                            ExecutionException.class,
                            () -> client.async().with(SHORT).get(KEY).get());

            for (Throwable failure : List.of(sync, async.getCause())) {
                assertInstanceOf(RequestTimeoutException.class, failure);
                assertTrue(
                        failure.getMessage()
                                .contains("within 200 ms. Waiting for the one connection "),
                        failure.getMessage());
                assertTrue(failure.getMessage().contains("maxConnectionsPerNode"));
            }
            assertEquals(1, node.requests());
            assertFalse(holder.isDone());
        }
    }

    @Test
    void synchronousAsynchronousAndCoalescedCallsTakeOverIdleConnectionsOfEachOther() {
        try (ScriptedNode node = new ScriptedNode((number, frame) -> frame(message(0, 0)));
                AerospikeClient client = clientWith(node, 1)) {
            CoalescingClient coalescing = client.async().coalescing();
            for (int i = 0; i < 3; i++) {
                assertTrue(client.get(KEY).isPresent());
                assertTrue(client.async().get(KEY).join().isPresent());
                assertTrue(client.get(KEY).isPresent());
                assertTrue(coalescing.get(KEY).join().isPresent());
            }
        }
    }

    @Test
    void readsThatAreGivenUpDoNotPutWritesInDoubtThatShareTheirConnection() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, frame) -> {
                                    over.await();
                                    return frame(message(0, 0));
                                });
                AerospikeClient client = clientWith(node, 1)) {
            WritePolicy patient =
                    WritePolicy.builder().totalTimeout(Duration.ofSeconds(20)).build();
            List<CompletableFuture<?>> writes = new ArrayList<>();
            List<CompletableFuture<?>> reads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                reads.add(client.async().with(SHORT).get(KEY));
                writes.add(client.async().with(patient).put(KEY, Bin.of("a", i)));
            }
            for (CompletableFuture<?> read : reads) {
                assertThrows(CompletionException.class, read::join);
            }
            over.countDown();
            writes.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aNodeThatComesBackElsewhereUnderItsOldNameIsFollowed() {
        AtomicReference<String> peer = new AtomicReference<>("");
        ScriptedNode.Script ok = (number, frame) -> frame(message(0, 0));
        ScriptedNode before = new ScriptedNode("S2", () -> "1,3000,[]", ok);
        peer.set(before.host());
        try (ScriptedNode watcher =
                        new ScriptedNode("S1", () -> "1,3000,[[S2,,[" + peer.get() + "]]]", ok);
                ScriptedNode after = new ScriptedNode("S2", () -> "1,3000,[]", ok);
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(watcher.host())
                                        .tendInterval(Duration.ofMillis(20))
                                        .build())) {
            assertEquals(Host.parseList(before.host()).get(0), client.nodes().get("S2"));
            peer.set(after.host());
            before.close();
            while (!Host.parseList(after.host()).get(0).equals(client.nodes().get("S2"))) {
                Thread.onSpinWait();
            }
            assertEquals(2, client.nodes().size());
        }
    }

    /** A message with one bin "tags", a list that breaks off. */
    private static byte[] withBrokenList(int batchIndex) {
        WireBuffer target = new WireBuffer();
        byte[] message = message(0, batchIndex);
        message[MessageDescriptor.OPERATION_COUNT + 1] = 1;
        target.putBytes(message);
        byte[] list = {(byte) 0x92, 7, (byte) 0xCD, 1};
        target.putInt(4 + 4 + list.length);
        target.putByte(1);
        target.putByte(ParticleType.LIST);
        target.putByte(0);
        target.putByte(4);
        target.putBytes(new byte[] {'t', 'a', 'g', 's'});
        target.putBytes(list);
        return target.toByteArray();
    }

    @Test
    void aValueThatIsBrokenInsideNamesNodeBinAndOffset() {
        assertMalformed(
                "bin \"tags\": a value announces 2 bytes, its container has 1 left; at byte"
                        + " offset 45",
                frame(withBrokenList(0)));
    }

    @Test
    void aValueThatIsBrokenInsideABatchNamesRowAndKeyToo() {
        try (ScriptedNode node =
                        new ScriptedNode(
                                (number, request) ->
                                        frame(message(0, 0), withBrokenList(1), last(0)));
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            BrokenReplyException e =
                    assertThrows(BrokenReplyException.class, () -> client.batchRead(keys(2)));

            assertTrue(e.getMessage().contains("S1 (" + node.host() + ")"), e.getMessage());
            assertTrue(
                    e.getMessage().contains("row 1 (test.set 1): bin \"tags\": a value"),
                    e.getMessage());
            assertTrue(e.getMessage().contains("byte offset 67"), e.getMessage());
        }
    }

    @Test
    void aRecordOfAScanWhoseDigestIsTooShortBreaksTheReply() {
        WireBuffer record = new WireBuffer();
        byte[] message = message(0, 0);
        message[MessageDescriptor.FIELD_COUNT + 1] = 1;
        record.putBytes(message);
        record.putInt(1 + 19);
        record.putByte(FieldType.DIGEST);
        record.putBytes(new byte[19]);
        try (ScriptedNode node =
                        new ScriptedNode((number, request) -> frame(record.toByteArray()));
                AerospikeClient client = AerospikeClient.connect(node.host());
                RecordStream stream = client.scan(SetName.of("test", "set"))) {
            BrokenReplyException e = assertThrows(BrokenReplyException.class, stream::next);

            assertTrue(e.getMessage().contains("S1 (" + node.host() + ")"), e.getMessage());
            assertTrue(e.getMessage().contains("a digest of 20 bytes expected, found 19"));
        }
    }
}
