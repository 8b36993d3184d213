package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Batches that fail as a whole or stop at a row (docs/docs/internals/wire.md, sections 8.4 and
 * 8.5).
 */
class BatchErrorsTest {
    /** Where a request's row count lies: frame and message header, field header. */
    private static final int ROW_COUNT_OFFSET = 8 + 22 + 5;

    /** Where the flags of the first row lie. */
    private static final int FIRST_ROW_FLAGS = ROW_COUNT_OFFSET + 5 + 24;

    private EmbeddedServer server;
    private RawConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedServer.start();
        connection = new RawConnection(server.node());
        connection.send(Requests.put(3, Operation.put("a", 1L))).receive();
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    private static byte[] createBatch(int flags) {
        return Requests.batch(
                6, flags, RecordCommand.write(WriteMode.CREATE, List.of(Operation.put("a", 2L))));
    }

    private void assertFailsAsAWhole(byte[] batch) throws IOException {
        byte[] answer = connection.send(batch).receive();
        assertTrue(Requests.isLast(answer));
        assertEquals(ResultCode.PARAMETER.code(), Requests.resultCode(answer));
        assertEquals("A1", connection.info("node"));
    }

    private static byte[] readBatch() {
        return Requests.batch(4, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll());
    }

    @Test
    void aBatchWithoutRowsFails() throws IOException {
        byte[] batch = readBatch();
        Bytes.putInt(batch, ROW_COUNT_OFFSET, 0);
        assertFailsAsAWhole(batch);
    }

    @Test
    void aBatchThatAnnouncesMoreRowsThanItHasFails() throws IOException {
        byte[] batch = readBatch();
        Bytes.putInt(batch, ROW_COUNT_OFFSET, 5);
        assertFailsAsAWhole(batch);
        Bytes.putInt(batch, ROW_COUNT_OFFSET, -1);
        assertFailsAsAWhole(batch);
    }

    @Test
    void aBatchThatBeginsWithARepetitionFails() throws IOException {
        byte[] batch = readBatch();
        batch[FIRST_ROW_FLAGS] = 1;
        assertFailsAsAWhole(batch);
    }

    @Test
    void bytesAfterTheLastRowAreIgnored() throws IOException {
        byte[] batch = readBatch();
        Bytes.putInt(batch, ROW_COUNT_OFFSET, 2);
        assertEquals(List.of(0, 1), Requests.batchIndexes(connection.send(batch).receive()));
        assertTrue(Requests.isLast(connection.receive()));
    }

    @Test
    void theLengthOfTheBatchFieldIsNotTrusted() throws IOException {
        byte[] batch = readBatch();
        Bytes.putInt(batch, ROW_COUNT_OFFSET - 5, batch.length);
        assertEquals(4, Requests.batchIndexes(connection.send(batch).receive()).size());
        assertTrue(Requests.isLast(connection.receive()));
    }

    @Test
    void respondingToAllRowsDeliversThoseAfterAFailure() throws IOException {
        byte[] rows = connection.send(createBatch(BatchEncoder.FLAG_RESPOND_ALL)).receive();
        assertEquals(List.of(0, 1, 2, 3, 4, 5), Requests.batchIndexes(rows));
        byte[] last = connection.receive();
        assertTrue(Requests.isLast(last));
        assertEquals(0, Requests.resultCode(last));
    }

    @Test
    void otherwiseTheFailedRowIsTheLastOneDelivered() throws IOException {
        byte[] rows = connection.send(createBatch(BatchEncoder.FLAG_DELIVER_FAILED)).receive();
        assertEquals(List.of(0, 1, 2, 3), Requests.batchIndexes(rows));
        byte[] last = connection.receive();
        assertTrue(Requests.isLast(last));
        assertEquals(ResultCode.RECORD_EXISTS.code(), Requests.resultCode(last));
    }

    @Test
    void withNeitherFlagUndeliveredRowsAreDropped() throws IOException {
        byte[] last = connection.send(createBatch(0)).receive();
        assertTrue(Requests.isLast(last));
        assertEquals(ResultCode.RECORD_EXISTS.code(), Requests.resultCode(last));
    }
}
