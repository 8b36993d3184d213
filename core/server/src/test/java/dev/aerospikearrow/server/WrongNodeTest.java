package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that reach a node that does not own their records are carried out all the same. */
class WrongNodeTest {
    private static final int RECORDS = 60;

    @Test
    void everyNodeWritesReadsAndDeletesTheRecordsOfAllNodes() throws IOException {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().nodes(3).replicationFactor(1).start()) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] put = Requests.put(i, Operation.put("i", (long) i));
                assertEquals(0, resultCode(cluster.node(i % 3), put));
            }
            for (EmbeddedNode node : cluster.nodes()) {
                for (int i = 0; i < RECORDS; i++) {
                    assertEquals(0, resultCode(node, Requests.get(i)));
                }
                assertEquals(IntStream.range(0, RECORDS).boxed().toList(), batchIndexes(node));
            }
            for (int i = 0; i < RECORDS; i++) {
                byte[] delete = Requests.record(i, RecordCommand.delete());
                assertEquals(0, resultCode(cluster.node((i + 1) % 3), delete));
                assertEquals(
                        ResultCode.NOT_FOUND.code(),
                        resultCode(cluster.node((i + 2) % 3), Requests.get(i)));
            }
        }
    }

    private static int resultCode(EmbeddedNode node, byte[] request) throws IOException {
        try (RawConnection connection = new RawConnection(node)) {
            return Requests.resultCode(connection.send(request).receive());
        }
    }

    /** The rows that a node delivers of a batch of all records, sorted. */
    private static List<Integer> batchIndexes(EmbeddedNode node) throws IOException {
        byte[] batch = Requests.batch(RECORDS, BatchEncoder.DEFAULT_FLAGS, RecordCommand.readAll());
        List<Integer> indexes = new ArrayList<>();
        try (RawConnection connection = new RawConnection(node)) {
            byte[] frame = connection.send(batch).receive();
            while (!Requests.isLast(frame)) {
                assertTrue(indexes.addAll(Requests.batchIndexes(frame)));
                frame = connection.receive();
            }
        }
        return indexes.stream().sorted().toList();
    }
}
