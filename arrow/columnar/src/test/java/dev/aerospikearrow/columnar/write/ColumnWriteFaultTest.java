package dev.aerospikearrow.columnar.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.columnar.ColumnTest;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.EmbeddedNode;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes to nodes that refuse, are slow, or break off. */
class ColumnWriteFaultTest extends ColumnTest {
    private static final int ROWS = 300;

    private final EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start();
    private final AerospikeClient maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
    private final ColumnarClient columns = ColumnarClient.over(maps);
    private final VectorSchemaRoot root = rows();

    @AfterEach
    void close() {
        root.close();
        columns.close();
        maps.close();
        cluster.close();
    }

    private VectorSchemaRoot rows() {
        BigIntVector ids = new BigIntVector("id", allocator);
        BigIntVector numbers = new BigIntVector("number", allocator);
        ids.allocateNew(ROWS);
        numbers.allocateNew(ROWS);
        for (int row = 0; row < ROWS; row++) {
            ids.set(row, row);
            numbers.set(row, row * 10L);
        }
        VectorSchemaRoot made = VectorSchemaRoot.of(ids, numbers);
        made.setRowCount(ROWS);
        return made;
    }

    private void setFaults(FaultPlan plan) {
        for (EmbeddedNode node : cluster.nodes()) {
            node.setFaults(plan);
        }
    }

    private static ColumnarWriteOptions options() {
        return ColumnarWriteOptions.keyedBy("id").set(SetName.of("test", "things")).build();
    }

    private static BatchPolicy patient() {
        return BatchPolicy.builder().totalTimeout(Duration.ofMinutes(1)).build();
    }

    private boolean isStored(int row) {
        return maps.get(Key.of("test", "things", row)).isPresent();
    }

    @Test
    void rowsOfANodeThatRefusesOnceAreSentAgainAndTheOthersAreNot() {
        cluster.node(0).setFaults(FaultPlan.none().refuse(18, 1)); // DEVICE_OVERLOAD
        WriteResult result = columns.with(patient()).batchWrite(root, options());
        assertEquals(ROWS, result.requireAllWritten().writtenCount());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(1, maps.get(Key.of("test", "things", row)).orElseThrow().generation());
        }
    }

    @Test
    void rowsOfANodeThatBreaksOffAreInDoubtAndThoseOfTheOtherAreWritten() {
        cluster.node(0).setFaults(FaultPlan.none().dropAfterBytes(100));
        IncompleteWriteException e =
                assertThrows(
                        IncompleteWriteException.class,
                        () -> columns.with(patient()).batchWrite(root, options()));
        WriteResult result = e.result();
        cluster.node(0).setFaults(FaultPlan.none());
        assertTrue(e.inDoubt());
        assertTrue(result.writtenCount() > 0 && result.inDoubtCount() > 0, e.getMessage());
        assertEquals(ROWS, result.writtenCount() + result.count(WriteResult.UNANSWERED));
        for (int row = 0; row < ROWS; row++) {
            assertEquals(result.resultCode(row) == WriteResult.UNANSWERED, result.isInDoubt(row));
            if (result.resultCode(row) == 0) {
                assertTrue(isStored(row));
            }
        }
        assertEquals(result.inDoubtCount(), result.rowsInDoubt().length);
    }

    @Test
    void rowsInDoubtAreSentAgainIfThatIsAllowed() {
        cluster.node(0).setFaults(FaultPlan.none().refuse(9, 1)); // TIMEOUT
        BatchPolicy policy = patient().toBuilder().onDoubt(OnDoubt.RETRY).build();
        columns.with(policy).batchWrite(root, options()).requireAllWritten();

        cluster.node(0).setFaults(FaultPlan.none().refuse(9, 1));
        IncompleteWriteException e =
                assertThrows(
                        IncompleteWriteException.class,
                        () -> columns.with(patient()).batchWrite(root, options()));
        assertTrue(e.inDoubt());
        assertEquals(e.result().count(WriteResult.UNANSWERED), e.result().inDoubtCount());
    }

    @Test
    void silentNodesLeaveAllRowsInDoubtInTheCallAndInTheFuture() {
        setFaults(FaultPlan.none().delay(Duration.ofSeconds(5)));
        ColumnarClient hasty =
                columns.with(
                        BatchPolicy.builder()
                                .totalTimeout(Duration.ofMillis(200))
                                .socketTimeout(Duration.ofMillis(200))
                                .build());
        IncompleteWriteException e =
                assertThrows(
                        IncompleteWriteException.class, () -> hasty.batchWrite(root, options()));
        assertEquals(ROWS, e.result().inDoubtCount());
        ExecutionException async =
                assertThrows(
                        ExecutionException.class,
                        () -> hasty.batchWriteAsync(root, options()).get(1, TimeUnit.MINUTES));
        assertEquals(
                ROWS,
                assertInstanceOf(IncompleteWriteException.class, async.getCause())
                        .result()
                        .inDoubtCount());
    }

    @Test
    void rowsThatWereRefusedAsAWholeAreNotInDoubt() {
        setFaults(FaultPlan.none().refuse(150, 100)); // BATCH_DISABLED
        IncompleteWriteException e =
                assertThrows(
                        IncompleteWriteException.class,
                        () -> columns.with(patient()).batchWrite(root, options()));
        assertTrue(e.getMessage().contains("BATCH_DISABLED"), e.getMessage());
        assertEquals(ROWS, e.result().count(WriteResult.UNANSWERED));
        // The first refusal ends the call; only what the other node was sent may yet happen.
        assertTrue(e.result().inDoubtCount() < ROWS, e.getMessage());
    }

    @Test
    void vectorsMayGoAsSoonAsAnAsynchronousWriteHasBegun() throws Exception {
        setFaults(FaultPlan.none().delay(Duration.ofMillis(50)));
        var future = columns.with(patient()).batchWriteAsync(root, options());
        root.close();
        future.get(1, TimeUnit.MINUTES).requireAllWritten();
        assertEquals(
                2990L, maps.get(Key.of("test", "things", 299)).orElseThrow().bins().get("number"));
    }

    @Test
    void answersInAnyOrderAndInPiecesCountForTheirRows() {
        setFaults(FaultPlan.none().shuffleBatchRows(7).bytesPerWrite(11));
        root.getVector("number").setNull(17);
        WriteResult result = columns.with(patient()).batchWrite(root, options());
        assertEquals(WriteResult.NOTHING_TO_WRITE, result.resultCode(17));
        assertEquals(ROWS - 1, result.writtenCount());
    }
}
