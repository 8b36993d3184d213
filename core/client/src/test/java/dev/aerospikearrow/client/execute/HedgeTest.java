package dev.aerospikearrow.client.execute;

import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.join;
import static dev.aerospikearrow.client.ScriptedNode.last;
import static dev.aerospikearrow.client.ScriptedNode.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ReadPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.SimulatedMachine;
import dev.aerospikearrow.client.transport.SimulatedMachine.Reply;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Reads that are asked of a second node when the first is silent, on simulated time: A is the
 * master of all partitions, B has the other copy.
 */
class HedgeTest {
    private static final Duration HEDGE = Duration.ofMillis(20);
    private static final Key KEY = Key.of("test", "hedges", 1);
    private static final int ROWS = 10;
    private static final byte[] FOUND = frame(message(0, 0));
    private static final byte[] BUSY = frame(message(ResultCode.KEY_BUSY.code(), 0));
    private static final Node A = FixedCluster.node("A");
    private static final Node B = FixedCluster.node("B");

    private final List<Reply> replies = new ArrayList<>();
    private final SimulatedMachine machine =
            new SimulatedMachine((number, request) -> replies.get(number));
    private final Cluster cluster = FixedCluster.of(machine, A, B);
    private final IoLoop loop = new IoLoop(machine, FixedCluster.SETTINGS);

    @AfterEach
    void close() {
        loop.close();
        assertEquals(0, machine.openChannels());
    }

    private static ReadPolicy.Builder hedging() {
        return ReadPolicy.builder().hedgeAfter(HEDGE);
    }

    private static Reply after(int millis, byte[] bytes) {
        return Reply.of(bytes).after(Duration.ofMillis(millis));
    }

    private RecordCall<Integer> get(ReadPolicy policy) {
        return new RecordCall<>(
                cluster,
                KEY,
                PreparedCommand.read(
                        RecordCommand.readHeader(),
                        policy,
                        ReadChoice.of(policy),
                        () -> BinNames.NONE,
                        (block, record) -> block.generation(record)));
    }

    private <T> @Nullable T resultOf(Call<T> call) {
        loop.run(call);
        assertTrue(call.isDone());
        return call.join();
    }

    private void assertHedges(int sent, int won) {
        assertEquals(sent, cluster.telemetry().statistics(List.of()).hedges().sent());
        assertEquals(won, cluster.telemetry().statistics(List.of()).hedges().won());
    }

    private void assertElapsed(int millis) {
        long late = machine.elapsed().toMillis() - millis;
        assertTrue(late >= -1 && late <= 1, late + " ms too late");
    }

    private static byte[] found(int generation) {
        byte[] message = message(0, 0);
        message[9] = (byte) generation;
        return frame(message);
    }

    // Single records

    @Test
    void aNodeThatAnswersInTimeIsTheOnlyOneAsked() {
        replies.add(after(15, FOUND));

        resultOf(get(hedging().build()));

        assertEquals(1, machine.requestCount());
        assertHedges(0, 0);
    }

    @Test
    void anotherCopyIsAskedWhenTheFirstIsSilent() {
        replies.add(Reply.SILENCE);
        replies.add(after(5, found(7)));

        assertEquals(7, resultOf(get(hedging().build())));

        assertEquals(2, machine.requestCount());
        assertElapsed(25);
        assertHedges(1, 1);
    }

    @Test
    void theFirstMayStillAnswerFirst() {
        replies.add(after(30, found(3)));
        replies.add(after(40, found(7)));

        assertEquals(3, resultOf(get(hedging().build())));

        assertElapsed(30);
        assertHedges(1, 0);
    }

    @Test
    void whatComesLaterIsReadOffAndDropped() {
        replies.add(after(100, found(3)));
        replies.add(after(5, found(7)));
        replies.add(after(1, found(4)));
        assertEquals(7, resultOf(get(hedging().build())));
        machine.pass(Duration.ofMillis(200));
        loop.noticeClosedConnections();

        assertEquals(4, resultOf(get(hedging().build())));

        assertEquals(3, machine.requestCount());
        assertEquals(2, loop.connectionCount());
    }

    @Test
    void aRefusalThatMayPassWaitsForTheOther() {
        replies.add(after(30, BUSY));
        replies.add(after(20, found(7)));

        assertEquals(7, resultOf(get(hedging().build())));

        assertElapsed(40);
        assertEquals(2, machine.requestCount());
    }

    @Test
    void aRefusalOfBothIsTriedAgain() {
        replies.add(after(30, BUSY));
        replies.add(after(20, BUSY));
        replies.add(after(1, found(5)));

        assertEquals(5, resultOf(get(hedging().build())));
        assertEquals(3, machine.requestCount());
    }

    @Test
    void aRefusalForGoodIsTheAnswer() {
        replies.add(Reply.SILENCE);
        replies.add(after(5, frame(message(ResultCode.PARAMETER.code(), 0))));

        assertThrows(ServerException.class, () -> resultOf(get(hedging().build())));
        assertElapsed(25);
    }

    @Test
    void aBrokenConnectionOfOneLeavesTheOther() {
        replies.add(Reply.HANG_UP.after(Duration.ofMillis(30)));
        replies.add(after(20, found(7)));

        assertEquals(7, resultOf(get(hedging().build())));
        assertEquals(2, machine.requestCount());
    }

    @Test
    void whoeverIsSilentTheTimeoutHolds() {
        for (int i = 0; i < 9; i++) {
            replies.add(Reply.SILENCE);
        }
        ReadPolicy policy =
                hedging()
                        .totalTimeout(Duration.ofMillis(300))
                        .socketTimeout(Duration.ofMillis(100))
                        .maxRetries(1)
                        .build();

        RequestTimeoutException e =
                assertThrows(RequestTimeoutException.class, () -> resultOf(get(policy)));
        assertFalse(e.inDoubt());
    }

    @Test
    void aMasterThatAloneMayBeReadIsWaitedFor() {
        replies.add(after(50, found(3)));
        ReadChoice masterOnly =
                new ReadChoice(ReplicaPolicy.MASTER, ReadChoice.MASTER.mode(), HEDGE.toNanos());

        RecordCall<Integer> call =
                new RecordCall<>(
                        cluster,
                        KEY,
                        PreparedCommand.read(
                                RecordCommand.readHeader(),
                                ReadPolicy.DEFAULT,
                                masterOnly,
                                () -> BinNames.NONE,
                                (block, record) -> block.generation(record)));

        assertEquals(3, resultOf(call));
        assertEquals(1, machine.requestCount());
    }

    @Test
    void writesAreNotAskedTwice() {
        replies.add(after(100, FOUND));

        resultOf(
                new RecordCall<Integer>(
                        cluster,
                        KEY,
                        PreparedCommand.write(
                                RecordCommand.write(
                                        WriteMode.UPSERT, List.of(Operation.put("a", 1))),
                                WritePolicy.DEFAULT,
                                () -> BinNames.NONE,
                                (block, record) -> 0)));
        assertEquals(1, machine.requestCount());
    }

    // Batches

    /** Takes each row once. */
    private static final class Rows implements Answer<int[]> {
        final int[] times = new int[ROWS];
        final int[] generations = new int[ROWS];

        @Override
        public BinNames binNames() {
            return BinNames.NONE;
        }

        @Override
        public void take(RecordBlock block) {
            for (int record = 0; record < block.recordCount(); record++) {
                times[block.batchIndex(record)]++;
                generations[block.batchIndex(record)] = block.generation(record);
            }
        }

        @Override
        public int[] result() {
            return generations;
        }
    }

    private final Rows rows = new Rows();

    private BatchCall<int[]> batch(BatchPolicy policy) {
        List<Key> keys =
                IntStream.range(0, ROWS).mapToObj(i -> Key.of("test", "hedges", i)).toList();
        return new BatchCall<>(
                cluster,
                BatchRequest.of(
                        DigestArray.of(keys),
                        RowTemplate.of("test", "hedges", RecordCommand.readHeader())),
                rows,
                policy);
    }

    private static BatchPolicy.Builder hedgingBatch() {
        return BatchPolicy.builder().hedgeAfter(HEDGE);
    }

    /** The rows of some indexes, in an order of their own, all of one generation. */
    private static byte[] rowsOf(int generation, int... indexes) {
        return join(
                IntStream.of(indexes)
                        .mapToObj(
                                index -> {
                                    byte[] message = message(0, index);
                                    message[9] = (byte) generation;
                                    return message;
                                })
                        .toArray(byte[][]::new));
    }

    private static int[] allBut(int... without) {
        return IntStream.range(0, ROWS)
                .filter(i -> IntStream.of(without).noneMatch(other -> other == i))
                .toArray();
    }

    private void assertEachRowOnce() {
        for (int row = 0; row < ROWS; row++) {
            assertEquals(1, rows.times[row], "row " + row);
        }
    }

    @Test
    void theRowsOfASilentNodeComeFromAnother() {
        replies.add(Reply.SILENCE);
        replies.add(after(5, frame(rowsOf(7, allBut()), last(0))));

        resultOf(batch(hedgingBatch().build()));

        assertEachRowOnce();
        assertElapsed(25);
        assertHedges(1, 1);
    }

    @Test
    void aRowThatBothBringIsTakenOnce() {
        // A sends some rows and stops; B has all; what A sends after that is dropped.
        replies.add(after(22, frame(rowsOf(1, 4, 2, 9))));
        replies.add(
                after(
                        5,
                        join(
                                frame(rowsOf(2, 9, 8, 7, 6, 5, 4)),
                                frame(rowsOf(2, 0, 1, 2, 3), last(0)))));

        int[] generations = resultOf(batch(hedgingBatch().build()));

        assertEachRowOnce();
        assertEquals(1, generations[4]);
        assertEquals(2, generations[5]);
        assertElapsed(25);
    }

    @Test
    void onlyRowsThatAreStillOwedAreAskedAgain() {
        replies.add(Reply.of(frame(rowsOf(1, allBut(3, 5)))));
        replies.add(after(5, frame(rowsOf(2, 5, 3), last(0))));

        int[] generations = resultOf(batch(hedgingBatch().build()));

        assertEachRowOnce();
        assertEquals(2, generations[3]);
        assertEquals(1, generations[4]);
    }

    @Test
    void theFirstMayEndTheBatchFirst() {
        replies.add(after(30, frame(rowsOf(1, allBut()), last(0))));
        replies.add(after(60, frame(rowsOf(2, allBut()), last(0))));

        resultOf(batch(hedgingBatch().build()));

        assertEachRowOnce();
        assertElapsed(30);
        assertHedges(1, 0);
        machine.pass(Duration.ofMillis(100));
        loop.noticeClosedConnections();
        assertEachRowOnce();
    }

    @Test
    void aRowThatMayPassIsTakenFromTheOther() {
        byte[] busy = message(ResultCode.KEY_BUSY.code(), 6);
        replies.add(after(22, frame(rowsOf(1, allBut(6)), busy, last(0))));
        replies.add(after(20, frame(rowsOf(2, allBut()), last(0))));

        int[] generations = resultOf(batch(hedgingBatch().build()));

        assertEachRowOnce();
        assertEquals(2, generations[6]);
        assertEquals(1, generations[7]);
        assertEquals(2, machine.requestCount());
    }

    @Test
    void aRowThatWasNotAskedForIsRefusedAsAlways() {
        replies.add(Reply.SILENCE);
        replies.add(after(5, frame(rowsOf(1, 3, 3), last(0))));
        for (int i = 0; i < 9; i++) {
            replies.add(Reply.SILENCE);
        }
        assertThrows(
                BrokenReplyException.class,
                () ->
                        resultOf(
                                batch(
                                        hedgingBatch()
                                                .socketTimeout(Duration.ofMillis(50))
                                                .totalTimeout(Duration.ofMillis(300))
                                                .build())));
    }

    @Test
    void withoutHedgingASilentNodeIsWaitedFor() {
        replies.add(after(100, frame(rowsOf(1, allBut()), last(0))));

        resultOf(batch(BatchPolicy.DEFAULT));

        assertEquals(1, machine.requestCount());
        assertElapsed(100);
    }
}
