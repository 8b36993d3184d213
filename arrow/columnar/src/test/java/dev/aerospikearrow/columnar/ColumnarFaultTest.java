package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.ReplyTooLargeException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that are slow, broken or out of order. Each test ends with an empty allocator. */
class ColumnarFaultTest extends ColumnTest {
    private static final int RECORDS = 300;
    private static final Schema SCHEMA = schema(field("number", INT64), field("text", UTF8));

    private final EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();
    private final AerospikeClient maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
    private final ColumnarClient columns = ColumnarClient.over(maps);
    private final BatchKeys keys =
            BatchKeys.of(SetName.of("test", "things"), LongStream.range(0, RECORDS).toArray());

    @BeforeEach
    void putRecords() {
        for (int i = 0; i < RECORDS; i++) {
            maps.put(
                    Key.of("test", "things", i),
                    Bin.of("number", i),
                    Bin.of("text", "text " + "x".repeat(i % 30)));
        }
    }

    @AfterEach
    void close() {
        columns.close();
        maps.close();
        cluster.close();
    }

    private ReadOptions options() {
        return ReadOptions.builder().allocator(allocator).build();
    }

    private static BatchPolicy patient() {
        return BatchPolicy.builder().totalTimeout(Duration.ofMinutes(1)).build();
    }

    private static BatchPolicy hasty() {
        return BatchPolicy.builder()
                .totalTimeout(Duration.ofMillis(100))
                .socketTimeout(Duration.ofMillis(100))
                .build();
    }

    private void setFaults(FaultPlan plan) {
        for (EmbeddedNode node : cluster.nodes()) {
            node.setFaults(plan);
        }
    }

    private static void assertComplete(ColumnarBatch batch) {
        assertEquals(RECORDS, batch.counts().found());
        for (int i = 0; i < RECORDS; i++) {
            assertEquals((long) i, batch.vector("number").getObject(i));
            assertEquals(
                    "text " + "x".repeat(i % 30), batch.vector("text").getObject(i).toString());
        }
    }

    @Test
    void rowsInAnotherOrderAndInSmallPiecesLandWhereTheyBelong() {
        setFaults(FaultPlan.none().shuffleBatchRows(7).bytesPerWrite(11));
        try (ColumnarBatch batch = columns.with(patient()).batchRead(keys, SCHEMA, options())) {
            assertComplete(batch);
        }
    }

    @Test
    void aNodeThatFailsOnceIsAskedAgainAndNoRowIsCountedTwice() {
        cluster.node(0).setFaults(FaultPlan.none().refuse(9, 1));
        try (ColumnarBatch batch = columns.with(patient()).batchRead(keys, SCHEMA, options())) {
            assertComplete(batch);
            assertEquals(RECORDS, batch.counts().total());
        }
    }

    @Test
    void rowsThatTwoNodesBringAreFilledOnce() {
        // In small pieces, so that one may complete what the other has begun.
        setFaults(FaultPlan.none().shuffleBatchRows(7).bytesPerWrite(300));
        cluster.node(0)
                .setFaults(
                        FaultPlan.none()
                                .shuffleBatchRows(8)
                                .bytesPerWrite(200)
                                .delay(Duration.ofMillis(3)));
        ColumnarClient hedged =
                columns.with(patient().toBuilder().hedgeAfter(Duration.ofMillis(1)).build());
        for (int i = 0; i < 100; i++) {
            CompletableFuture<ColumnarBatch> later = hedged.batchReadAsync(keys, SCHEMA, options());
            try (ColumnarBatch batch = hedged.batchRead(keys, SCHEMA, options())) {
                assertComplete(batch);
                assertEquals(RECORDS, batch.counts().total());
            }
            try (ColumnarBatch batch = later.join()) {
                assertComplete(batch);
            }
        }
    }

    @Test
    void columnsComeFromTheRackThatIsPreferred() {
        try (EmbeddedCluster racks = EmbeddedCluster.builder().nodes(2).racks(1, 2).start();
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(racks.hosts().get(0))
                                        .racks(2)
                                        .policy(
                                                patient().toBuilder()
                                                        .replica(ReplicaPolicy.PREFER_RACK)
                                                        .build())
                                        .build())) {
            for (int i = 0; i < RECORDS; i++) {
                client.put(
                        Key.of("test", "things", i),
                        Bin.of("number", i),
                        Bin.of("text", "text " + "x".repeat(i % 30)));
            }
            racks.node(0).setFaults(FaultPlan.none().refuse(4, Integer.MAX_VALUE));
            try (ColumnarBatch batch =
                    ColumnarClient.over(client).batchRead(keys, SCHEMA, options())) {
                assertComplete(batch);
            }
        }
    }

    @Test
    void aTimeoutFailsTheCallAndTheFutureAndHoldsNothing() {
        setFaults(FaultPlan.none().delay(Duration.ofSeconds(5)));
        assertThrows(
                AerospikeException.class,
                () -> columns.with(hasty()).batchRead(keys, SCHEMA, options()).close());
        assertEquals(0, allocator.getAllocatedMemory());
        CompletableFuture<ColumnarBatch> future =
                columns.with(hasty()).batchReadAsync(keys, SCHEMA, options());
        ExecutionException e =
                assertThrows(ExecutionException.class, () -> future.get(1, TimeUnit.MINUTES));
        assertInstanceOf(AerospikeException.class, e.getCause());
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void connectionsThatBreakInTheMiddleHoldNothing() {
        setFaults(FaultPlan.none().dropAfterBytes(100));
        BatchPolicy fewRetries = patient().toBuilder().maxRetries(1).build();
        assertThrows(
                AerospikeException.class,
                () -> columns.with(fewRetries).batchRead(keys, SCHEMA, options()).close());
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void aReplyAboveTheFrameLimitFailsTheCallAndTheFutureAndHoldsNothing() throws Exception {
        String hosts = String.join(",", cluster.hosts());
        ClientConfig config = ClientConfig.builder(hosts).frameLimit(1024).build();
        try (AerospikeClient strict = AerospikeClient.connect(config);
                ColumnarClient strictColumns = ColumnarClient.over(strict)) {
            ReplyTooLargeException e =
                    assertThrows(
                            ReplyTooLargeException.class,
                            () -> strictColumns.with(patient()).batchRead(keys, SCHEMA, options()));
            assertTrue(e.getMessage().contains("frameLimit is 1024"), e.getMessage());
            CompletableFuture<ColumnarBatch> future =
                    strictColumns.with(patient()).batchReadAsync(keys, SCHEMA, options());
            ExecutionException async =
                    assertThrows(ExecutionException.class, () -> future.get(1, TimeUnit.MINUTES));
            assertInstanceOf(ReplyTooLargeException.class, async.getCause());
        }
        assertEquals(0, allocator.getAllocatedMemory());
    }

    /** Bytes 28 and 29 of a reply are the first row's number of bins. */
    @Test
    void aRowThatBreaksTheFormatFailsTheCallWithNodeAndOffset() {
        setFaults(FaultPlan.none().corruptByte(29));
        BrokenReplyException e =
                assertThrows(
                        BrokenReplyException.class,
                        () ->
                                columns.with(patient())
                                        .batchRead(
                                                BatchKeys.of(
                                                        SetName.of("test", "things"),
                                                        new long[] {1}),
                                                SCHEMA,
                                                options()));
        assertTrue(e.getMessage().contains("byte offset"), e.getMessage());
        assertTrue(e.getMessage().contains("127.0.0.1:"), e.getMessage());
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void answersWithAWrongByteNeverLeak() {
        for (int offset = 0; offset < 200; offset++) {
            setFaults(FaultPlan.none().corruptByte(offset));
            BatchPolicy policy = hasty().toBuilder().maxRetries(0).build();
            try (ColumnarBatch batch =
                    columns.with(policy)
                            .batchRead(
                                    BatchKeys.of(
                                            SetName.of("test", "things"), new long[] {1, 2, 3}),
                                    SCHEMA,
                                    options())) {
                assertEquals(3, batch.rowCount());
            } catch (RuntimeException e) {
                assertTrue(e.getMessage() != null, e.toString());
            }
            assertEquals(0, allocator.getAllocatedMemory());
        }
    }

    @Test
    void aCancelledFutureReleasesItsBatch() {
        setFaults(FaultPlan.none().delay(Duration.ofMillis(200)));
        CompletableFuture<ColumnarBatch> future =
                columns.with(patient()).batchReadAsync(keys, SCHEMA, options());
        assertTrue(future.cancel(false));
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (allocator.getAllocatedMemory() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(0, allocator.getAllocatedMemory());
    }
}
