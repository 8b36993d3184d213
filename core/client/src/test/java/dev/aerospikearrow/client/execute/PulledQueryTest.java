package dev.aerospikearrow.client.execute;

import static dev.aerospikearrow.client.ScriptedNode.frame;
import static dev.aerospikearrow.client.ScriptedNode.join;
import static dev.aerospikearrow.client.ScriptedNode.last;
import static dev.aerospikearrow.client.ScriptedNode.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopPool;
import dev.aerospikearrow.client.transport.SimulatedMachine;
import dev.aerospikearrow.client.transport.SimulatedMachine.Reply;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A stream whose caller decides when something is read, on a machine whose answers take no time.
 */
class PulledQueryTest {
    private static final byte[] END = frame(last(0));

    private byte[] answer = END;
    private IntFunction<byte[]> answers = number -> answer;
    private final SimulatedMachine machine =
            new SimulatedMachine((number, request) -> Reply.of(answers.apply(number)));
    private final Cluster cluster = FixedCluster.of(machine, FixedCluster.node("A"));
    private final LoopPool pool = new LoopPool(machine, FixedCluster.SETTINGS, 100, 0);
    private final Counter counter = new Counter();

    /** Counts records, or does not take them. */
    private static final class Counter implements Answer<@Nullable Void> {
        int taken;
        @Nullable RuntimeException refusal;

        @Override
        public BinNames binNames() {
            return BinNames.NONE;
        }

        @Override
        public void take(RecordBlock block) {
            if (refusal != null) {
                throw refusal;
            }
            taken += block.recordCount();
        }

        @Override
        public @Nullable Void result() {
            return null;
        }
    }

    private static byte[] record() {
        byte[] header = message(0, 0);
        header[MessageDescriptor.FIELD_COUNT + 1] = 1;
        byte[] field = new byte[MessageDescriptor.FIELD_HEADER_LENGTH];
        Bytes.putInt(field, 0, 1 + Key.DIGEST_LENGTH_BYTES);
        field[4] = 4;
        return join(header, field, new byte[Key.DIGEST_LENGTH_BYTES]);
    }

    private PulledQuery begun() {
        return begun(QueryPolicy.DEFAULT);
    }

    private PulledQuery begun(QueryPolicy policy) {
        IoLoop loop = pool.borrow();
        assertNotNull(loop);
        PulledQuery query =
                new PulledQuery(
                        new QueryCall<>(
                                cluster,
                                QuerySpec.of(SetName.of("test", "set")),
                                new BinSelection.All(),
                                counter,
                                policy),
                        pool,
                        loop,
                        () -> {});
        query.begin();
        return query;
    }

    /** The end of a reply in which so many partitions were unavailable. */
    private static byte[] endWithout(int partitionCount) {
        byte[][] messages = new byte[partitionCount + 1][];
        for (int partitionId = 0; partitionId < partitionCount; partitionId++) {
            byte[] state = message(ResultCode.UNAVAILABLE.code(), 0);
            state[MessageDescriptor.INFO3] = MessageFlags.INFO3_PARTITION_DONE;
            Bytes.putInt(state, MessageDescriptor.GENERATION, partitionId);
            messages[partitionId] = state;
        }
        messages[partitionCount] = last(0);
        return frame(messages);
    }

    @BeforeEach
    void connect() {
        readAll(begun());
        assertEquals(1, machine.requestCount());
    }

    private static void readAll(PulledQuery query) {
        while (query.advance()) {
            // Counted by the answer.
        }
    }

    @AfterEach
    void close() {
        pool.close();
        assertEquals(0, machine.openChannels());
    }

    @Test
    void theRequestIsSentAtTheStartAndNothingIsRead() {
        answer = join(frame(record(), record()), END);

        try (PulledQuery query = begun()) {
            assertEquals(2, machine.requestCount());
            assertEquals(0, query.receivedBytes());
            readAll(query);
            assertEquals(2, machine.requestCount());
            assertEquals(2, counter.taken);
            assertEquals(4096, query.partitionsDone());
        }
    }

    @Test
    void theRequestIsSentAtTheStartAlsoWhereTheConnectionIsNew() {
        pool.trim(0);
        assertEquals(0, machine.openChannels());

        try (PulledQuery query = begun()) {
            assertEquals(2, machine.requestCount());
            assertEquals(0, query.receivedBytes());
            readAll(query);
        }
    }

    @Test
    void whatTheAnswerDoesNotTakeFailsThePullAndNotTheStart() {
        answer = join(frame(record()), END);
        counter.refusal = new IllegalArgumentException("does not fit");

        try (PulledQuery query = begun()) {
            RuntimeException failure = assertThrows(RuntimeException.class, () -> readAll(query));
            assertSame(counter.refusal, failure);
        }
    }

    @Test
    void aScanWaitsForPartitionsThatNoNodeServesAtTheMoment() {
        answers = number -> endWithout(machine.elapsed().toSeconds() < 50 ? 403 : 0);

        try (PulledQuery query = begun()) {
            readAll(query);
            assertEquals(4096, query.partitionsDone());
        }
    }

    @Test
    void aScanThatNothingBringsForwardFailsAfterItsRetryTimeout() {
        answer = endWithout(403);

        try (PulledQuery query = begun()) {
            ServerException failure = assertThrows(ServerException.class, () -> readAll(query));
            assertEquals(ResultCode.UNAVAILABLE.code(), failure.resultCode());
            assertEquals(60, machine.elapsed().toSeconds());
            assertEquals(4096 - 403, query.partitionsDone());
        }
    }

    @Test
    void timeInWhichTheCallerDoesNotReadIsNotTimeInTrouble() {
        QueryPolicy policy =
                QueryPolicy.builder()
                        .retryTimeout(Duration.ofSeconds(1))
                        .sleepBetweenRetries(Duration.ofMillis(100))
                        .build();
        answers = number -> join(frame(record()), endWithout(number < 8 ? 1 : 0));

        try (PulledQuery query = begun(policy)) {
            while (query.advance()) {
                machine.pass(Duration.ofMinutes(1));
            }
            assertEquals(4096, query.partitionsDone());
        }
    }

    @Test
    void anAttemptThatBringsPartitionsForwardIsNoFailedOne() {
        answers = number -> endWithout(Math.max(0, 50 - number));

        try (PulledQuery query = begun(QueryPolicy.builder().maxRetries(0).build())) {
            readAll(query);
            assertEquals(4096, query.partitionsDone());
            assertEquals(51, machine.requestCount());
        }
    }

    @Test
    void aScanThatMayNotBeRetriedFailsWhenNothingComesForward() {
        QueryPolicy policy = QueryPolicy.builder().retryTimeout(Duration.ZERO).build();
        answer = endWithout(4096);

        try (PulledQuery query = begun(policy)) {
            assertThrows(ServerException.class, () -> readAll(query));
            assertEquals(2, machine.requestCount());
        }
    }

    @Test
    void whatTheNodeRefusesFailsThePullAndNotTheStart() {
        answer = frame(last(ResultCode.PARAMETER.code()));

        try (PulledQuery query = begun()) {
            ServerException failure = assertThrows(ServerException.class, () -> readAll(query));
            assertEquals(ResultCode.PARAMETER.code(), failure.resultCode());
        }
    }
}
