package dev.aerospikearrow.server.golden;

import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.PartitionRights;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.command.CommandProcessor;
import dev.aerospikearrow.server.command.ReplyChannel;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.info.NodeStatus;
import dev.aerospikearrow.server.network.RequestHandler;
import dev.aerospikearrow.server.query.NodeQueries;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One node without sockets, whose clock stands still and whose records a test can set. */
final class RecordedServer {
    private static final int ROW_DIGEST = 4;
    private static final int ROW_FLAGS = 24;
    private static final int REPEAT = 0x01;

    private final List<RecordStore> stores;
    private final RequestHandler handler;
    private final InfoProtocol.Session session = new InfoProtocol.Session(Access.UNRESTRICTED);

    RecordedServer(Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        stores =
                List.of(
                        new RecordStore("test", NamespaceSettings.DEFAULT, clock),
                        new RecordStore("bar", NamespaceSettings.DEFAULT, clock));
        BinOperator operator = new BinOperator(InstantSource.system());
        ClusterState cluster = new ClusterState("", 1, stores);
        cluster.join(new Topology.Member("A1", "127.0.0.1", 3000, OptionalInt.empty()));
        long[] all = new long[PartitionId.COUNT / Long.SIZE];
        Arrays.fill(all, -1);
        PartitionRights rights = new PartitionRights(all, all);
        handler =
                new RequestHandler(
                        new CommandProcessor(
                                cluster.namespaces(),
                                () -> rights,
                                operator,
                                ServerBuild.parse(InfoProtocol.BUILD)),
                        new InfoProtocol(
                                "A1", cluster, new NodeQueries(operator), NodeStatus.NONE));
    }

    /** What the node answers to a frame: whole frames. */
    byte[] answer(byte[] frame) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ReplyChannel channel =
                new ReplyChannel() {
                    @Override
                    public void send(byte[] bytes, int offset, int length) {
                        sent.write(bytes, offset, length);
                    }

                    @Override
                    public boolean isCongested() {
                        return false;
                    }
                };
        handler.handle(
                FrameDescriptor.type(Bytes.getLong(frame, 0)),
                frame,
                FrameDescriptor.HEADER_LENGTH,
                frame.length - FrameDescriptor.HEADER_LENGTH,
                session,
                channel);
        return sent.toByteArray();
    }

    /** Stores the records that a recorded batch read found, as they were found. */
    void storeWhatWasRead(RecordedExchange batch) {
        Map<Integer, byte[]> rows = new HashMap<>();
        for (List<byte[]> frame : Replies.frames(batch.response())) {
            for (byte[] message : frame) {
                rows.putIfAbsent(
                        Bytes.getInt(message, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX), message);
            }
        }
        byte[] request = batch.request();
        int count = Bytes.getInt(request, batchField(request));
        int at = batchField(request) + 5;
        String namespace = "";
        String setName = "";
        for (int i = 0; i < count; i++) {
            int index = Bytes.getInt(request, at);
            int digest = at + ROW_DIGEST;
            boolean repeats = (request[at + ROW_FLAGS] & REPEAT) != 0;
            at += ROW_FLAGS + 1;
            if (!repeats) {
                // info1 to info3, ttl, counts: what reads of the official client carry.
                int fields = Bytes.getUnsignedShort(request, at + 7);
                int operations = Bytes.getUnsignedShort(request, at + 9);
                at += 11;
                namespace = field(request, at);
                setName = field(request, at + 4 + Bytes.getInt(request, at));
                for (int part = 0; part < fields + operations; part++) {
                    at += 4 + Bytes.getInt(request, at);
                }
            }
            byte[] row = rows.get(index);
            if (row[MessageDescriptor.RESULT_CODE] == 0) {
                store(namespace, setName, request, digest, row);
            }
        }
    }

    private static int batchField(byte[] request) {
        int at = FrameDescriptor.HEADER_LENGTH + MessageDescriptor.HEADER_LENGTH;
        while (request[at + 4] != 41) {
            at += 4 + Bytes.getInt(request, at);
        }
        return at + MessageDescriptor.FIELD_HEADER_LENGTH;
    }

    private static String field(byte[] request, int at) {
        return Bytes.getUtf8(
                request, at + MessageDescriptor.FIELD_HEADER_LENGTH, Bytes.getInt(request, at) - 1);
    }

    private void store(String namespace, String setName, byte[] request, int digest, byte[] row) {
        RecordStore store =
                stores.stream()
                        .filter(each -> each.namespace().equals(namespace))
                        .findFirst()
                        .orElseThrow();
        RecordSnapshot record =
                new RecordSnapshot(
                        request,
                        digest,
                        store.set(setName),
                        Bytes.getInt(row, MessageDescriptor.GENERATION),
                        Bytes.getInt(row, MessageDescriptor.TTL_OR_VOID_TIME),
                        store.nowNanos(),
                        null,
                        Bytes.getUnsignedShort(row, MessageDescriptor.OPERATION_COUNT),
                        Arrays.copyOfRange(row, MessageDescriptor.HEADER_LENGTH, row.length));
        store.partition(record.partitionId()).update(request, digest, before -> record);
    }
}
