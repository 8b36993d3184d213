package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.server.fault.FaultPlan;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int RECORDS = 50;

    private EmbeddedServer server;
    private RawConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedServer.start();
        connection = new RawConnection(server.node());
        for (int i = 0; i < RECORDS; i++) {
            connection.send(Requests.put(i, Operation.put("i", (long) i))).receive();
        }
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    private static byte[] batch() {
        return Requests.batch(RECORDS, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll());
    }

    @Test
    void rowsOfABatchComeInAnotherOrder() throws IOException {
        server.node().setFaults(FaultPlan.none().shuffleBatchRows(1));
        List<Integer> indexes = Requests.batchIndexes(connection.send(batch()).receive());
        List<Integer> inOrder = IntStream.range(0, RECORDS).boxed().toList();
        assertNotEquals(inOrder, indexes);
        assertEquals(inOrder, indexes.stream().sorted().toList());
        assertTrue(Requests.isLast(connection.receive()));
    }

    @Test
    void recordsOfAScanStayInTheirOrder() throws IOException {
        int partition = PartitionId.of(Requests.key(0).digest(), 0);
        List<Long> inPartition =
                LongStream.range(0, 100_000)
                        .filter(i -> PartitionId.of(Requests.key(i).digest(), 0) == partition)
                        .boxed()
                        .toList();
        for (long id : inPartition) {
            connection.send(Requests.put(id, Operation.put("i", id))).receive();
        }
        byte[] whole = connection.send(Requests.scan(partition, 1)).receive();
        byte[] end = connection.receive();
        server.node().setFaults(FaultPlan.none().shuffleBatchRows(1));
        assertArrayEquals(whole, connection.send(Requests.scan(partition, 2)).receive());
        assertArrayEquals(end, connection.receive());
    }

    @Test
    void splitAnswersAreTheSameAnswers() throws IOException {
        byte[] whole = connection.send(batch()).receive();
        connection.receive();
        server.node().setFaults(FaultPlan.none().splitAtEveryByte());
        assertArrayEquals(whole, connection.send(batch()).receive());
        assertTrue(Requests.isLast(connection.receive()));
    }

    @Test
    void aConnectionIsDroppedAfterSoManyBytes() throws IOException {
        server.node().setFaults(FaultPlan.none().dropAfterBytes(100));
        connection.send(Requests.get(1));
        int length = connection.receive().length;
        assertTrue(length < 100);
        connection.send(batch());
        assertThrows(EOFException.class, connection::receive);
        // Another connection may deliver as much again.
        try (RawConnection other = new RawConnection(server.node())) {
            other.send(Requests.get(1));
            assertEquals(length, other.receive().length);
        }
    }

    @Test
    void aConnectionMayBeDroppedBeforeTheFirstByte() throws IOException {
        server.node().setFaults(FaultPlan.none().dropAfterBytes(0));
        assertTrue(connection.send(Requests.get(1)).isClosedByServer());
    }

    @Test
    void oneByteIsInverted() throws IOException {
        byte[] right = connection.send(Requests.get(1)).receive();
        server.node().setFaults(FaultPlan.none().corruptByte(right.length - 1));
        byte[] wrong = connection.send(Requests.get(1)).receive();
        right[right.length - 1] ^= (byte) 0xFF;
        assertArrayEquals(right, wrong);
        assertEquals(1, connection.send(Requests.get(1)).receive()[right.length - 1]);
    }

    @Test
    void someRequestsAreRefused() throws IOException {
        server.node().setFaults(FaultPlan.none().refuse(14, 2));
        assertEquals(14, Requests.resultCode(connection.send(Requests.get(1)).receive()));
        byte[] refused = connection.send(batch()).receive();
        assertEquals(14, Requests.resultCode(refused));
        assertTrue(Requests.isLast(refused));
        assertEquals(0, Requests.resultCode(connection.send(Requests.get(1)).receive()));
    }

    @Test
    void answersAreDelayedAndInfoIsNot() throws IOException {
        server.node().setFaults(FaultPlan.none().delay(Duration.ofMillis(50)));
        long start = System.nanoTime();
        connection.send(Requests.get(1)).receive();
        connection.send(Requests.get(2)).receive();
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(100).toNanos());
        assertEquals("A1", connection.info("node"));
        server.node().setFaults(FaultPlan.none().delay(Duration.ofDays(1)));
        assertEquals("A1", connection.info("node"));
    }

    @Test
    void faultsCombineAndEnd() throws IOException {
        server.node()
                .setFaults(
                        FaultPlan.none()
                                .delay(Duration.ofMillis(1))
                                .shuffleBatchRows(2)
                                .bytesPerWrite(7));
        assertEquals(RECORDS, Requests.batchIndexes(connection.send(batch()).receive()).size());
        assertTrue(Requests.isLast(connection.receive()));
        server.node().setFaults(FaultPlan.none());
        assertEquals(
                IntStream.range(0, RECORDS).boxed().toList(),
                Requests.batchIndexes(connection.send(batch()).receive()));
    }
}
