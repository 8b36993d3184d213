package dev.aerospikearrow.server;

import static dev.aerospikearrow.expression.Expressions.regex;
import static dev.aerospikearrow.expression.Expressions.stringBin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions.RegexFlag;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.info.AnnouncedHosts;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.network.NodeServer;
import dev.aerospikearrow.server.network.NodeSettings;
import dev.aerospikearrow.server.query.FrameSink;
import dev.aerospikearrow.server.query.QueryService;
import dev.aerospikearrow.server.query.QueryTarget;
import dev.aerospikearrow.server.query.QueryThreads;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What goes wrong on one connection is over with it: nodes with one service thread. */
class ServiceFailureTest {
    private static NodeServer start(QueryService queries) throws IOException {
        RecordStore store =
                new RecordStore("test", NamespaceSettings.DEFAULT, InstantSource.system());
        return NodeServer.start(
                "A1",
                new ClusterState("", 1, List.of(store)),
                new BinOperator(InstantSource.system()),
                queries,
                0,
                OptionalInt.empty(),
                new NodeSettings(
                        InfoProtocol.BUILD,
                        NodeServer.HOST,
                        1,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        InstantSource.system(),
                        AnnouncedHosts.NONE));
    }

    private static byte[] scan() {
        return Requests.scan(PartitionId.of(Requests.key(1).digest(), 0), 1);
    }

    @Test
    void aStackThatDoesNotSufficeEndsOneConnection() throws IOException {
        // Java matches this pattern by a call for each character.
        String text = "a".repeat(500_000);
        Expression deep = regex("(a|b)*c", stringBin("s"), RegexFlag.EXTENDED);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().serviceThreadsPerNode(1).start();
                RawConnection connection = new RawConnection(cluster.node(0));
                RawConnection other = new RawConnection(cluster.node(0))) {
            connection.send(Requests.put(1, Operation.put("s", text))).receive();
            assertEquals("A1", other.info("node"));
            assertTrue(connection.send(Requests.filteredGet(1, deep)).isClosedByServer());
            assertEquals("A1", other.info("node"));
            try (RawConnection later = new RawConnection(cluster.node(0))) {
                assertEquals(0, Requests.resultCode(later.send(Requests.get(1)).receive()));
            }
        }
    }

    @Test
    void aQueryThatFailsEndsItsConnection() throws IOException {
        QueryService failing =
                (target, request, frames) -> {
                    throw new OutOfMemoryError("as if");
                };
        try (NodeServer node = start(failing);
                RawConnection connection = new RawConnection(node.port());
                RawConnection other = new RawConnection(node.port())) {
            assertTrue(connection.send(scan()).isClosedByServer());
            assertEquals("A1", other.info("node"));
        }
    }

    /** Sends frames that are large enough to be written at once, and sees that they arrive. */
    private static final class LargeFrames implements QueryService {
        private static final int FRAMES = 6;
        private static final int LENGTH = 70_000;

        static byte[] frame(int number) {
            byte[] frame = new byte[LENGTH];
            Arrays.fill(frame, (byte) number);
            Bytes.putLong(
                    frame,
                    0,
                    FrameDescriptor.header(
                            FrameDescriptor.TYPE_MESSAGE, LENGTH - FrameDescriptor.HEADER_LENGTH));
            return frame;
        }

        @Override
        public void run(QueryTarget target, RequestMessage request, FrameSink frames)
                throws IOException {
            for (int number = 0; number < FRAMES; number++) {
                frames.send(frame(number), 0, LENGTH, 0);
            }
        }
    }

    @Test
    void aQuerysAnswerIsSentByItsThreadAlone() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try (NodeServer node = start(new LargeFrames())) {
            for (int i = 0; i < 16; i++) {
                connections.add(new RawConnection(node.port()));
            }
            for (int round = 0; round < 60; round++) {
                for (RawConnection connection : connections) {
                    connection.send(scan());
                }
                for (RawConnection connection : connections) {
                    for (int number = 0; number < LargeFrames.FRAMES; number++) {
                        assertTrue(Arrays.equals(LargeFrames.frame(number), connection.receive()));
                    }
                }
            }
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void queriesBeyondTheLimitAreForbidden() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        QueryService waiting =
                (target, request, frames) -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    frames.send(LargeFrames.frame(0), 0, LargeFrames.LENGTH, 0);
                };
        List<RawConnection> connections = new ArrayList<>();
        try (NodeServer node = start(waiting)) {
            for (int i = 0; i < QueryThreads.LIMIT; i++) {
                connections.add(new RawConnection(node.port()));
                // Answered before the scan is read, so that the order is known.
                assertEquals("A1", connections.get(i).info("node"));
                connections.get(i).send(scan());
            }
            try (RawConnection late = new RawConnection(node.port())) {
                assertEquals(
                        ResultCode.FORBIDDEN.code(),
                        Requests.resultCode(late.send(scan()).receive()));
                end.countDown();
                for (RawConnection connection : connections) {
                    assertEquals(LargeFrames.LENGTH, connection.receive().length);
                }
                assertEquals("A1", late.info("node"));
            }
        } finally {
            end.countDown();
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void aConnectionThatAsksNothingIsClosedIfThereIsALimit() throws IOException {
        try (EmbeddedCluster cluster =
                        EmbeddedCluster.builder().idleLimit(Duration.ofMillis(1)).start();
                RawConnection connection = new RawConnection(cluster.node(0))) {
            assertEquals("A1", connection.info("node"));
            assertTrue(connection.isClosedByServer());
        }
    }
}
