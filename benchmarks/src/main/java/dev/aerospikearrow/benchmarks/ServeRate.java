package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.MessageEncoder.SendKey;
import dev.aerospikearrow.protocol.operation.Operation;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.EmbeddedServer;
import dev.aerospikearrow.server.command.CommandProcessor;
import dev.aerospikearrow.server.command.NamespaceTable;
import dev.aerospikearrow.server.engine.Engine;
import dev.aerospikearrow.server.engine.PartitionRights;
import dev.aerospikearrow.server.engine.ReplyChannel;
import dev.aerospikearrow.server.engine.RequestMessage;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordStore;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many batch-read records one node serves a second: requests of 10,000 keys, five doubles read
 * by name, 200,000 records in the namespace. First the request handler alone on one thread, then a
 * node over loopback with one connection whose other end only counts bytes. A program, not a test:
 * its numbers depend on the machine.
 */
public final class ServeRate {
    private static final int RECORDS = 200_000;
    private static final int KEYS_PER_REQUEST = 10_000;
    private static final int ROUNDS = 12;
    private static final int REQUESTS_PER_ROUND = 60;
    private static final String[] BINS = {"b0", "b1", "b2", "b3", "b4"};
    private static final String SET = "rate";

    private ServeRate() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        List<byte[]> requests = requests();
        inProcess(requests);
        overLoopback(requests);
    }

    private static List<byte[]> requests() {
        RowTemplate template = RowTemplate.of("test", SET, RecordCommand.read(BINS));
        List<byte[]> requests = new ArrayList<>();
        // Neighbours in a request are not neighbours in memory.
        int stride = 7919;
        int next = 0;
        for (int i = 0; i < RECORDS / KEYS_PER_REQUEST; i++) {
            WireBuffer target = new WireBuffer();
            BatchEncoder encoder = new BatchEncoder(target);
            encoder.begin(0, BatchEncoder.DEFAULT_FLAGS);
            for (int row = 0; row < KEYS_PER_REQUEST; row++) {
                encoder.row(row, Key.of("test", SET, (long) next).digest(), 0, template);
                next = (next + stride) % RECORDS;
            }
            encoder.end();
            requests.add(target.toByteArray());
        }
        return requests;
    }

    private static byte[] put(long id) {
        WireBuffer target = new WireBuffer();
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < BINS.length; i++) {
            operations.add(Operation.put(BINS[i], id + i / 8.0));
        }
        MessageEncoder.encodeRecord(
                target,
                Key.of("test", SET, id),
                SendKey.DIGEST_ONLY,
                RecordCommand.write(RecordCommand.WriteMode.UPSERT, operations),
                0);
        return target.toByteArray();
    }

    /** Counts what it is sent. */
    private static final class Counter implements ReplyChannel {
        private long bytes;
        private boolean isLastSeen;

        @Override
        public void send(byte[] frame, int offset, int length) {
            bytes += length;
            isLastSeen =
                    (frame[offset + FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO3]
                                    & MessageFlags.INFO3_LAST)
                            != 0;
        }

        @Override
        public boolean isCongested() {
            return false;
        }
    }

    private static void inProcess(List<byte[]> requests) {
        RecordStore store =
                new RecordStore("test", NamespaceSettings.DEFAULT, InstantSource.system());
        long[] all = new long[PartitionId.COUNT / Long.SIZE];
        Arrays.fill(all, -1L);
        PartitionRights rights = new PartitionRights(all, all);
        CommandProcessor processor =
                new CommandProcessor(
                        new NamespaceTable(List.of(store)), () -> rights, Engine.standard());
        Counter counter = new Counter();
        int header = FrameDescriptor.HEADER_LENGTH;
        RequestMessage message = new RequestMessage();
        for (long id = 0; id < RECORDS; id++) {
            byte[] put = put(id);
            processor.single(message.parse(put, header, put.length - header), counter);
        }
        double best = 0;
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            counter.bytes = 0;
            long allocatedBefore = allocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
                byte[] request = requests.get(i % requests.size());
                if (processor.batch(request, header, request.length - header, counter).isPresent()
                        || !counter.isLastSeen) {
                    throw new IllegalStateException("a batch was not carried out");
                }
            }
            best = Math.max(best, rate(start));
            allocated = allocatedBytes() - allocatedBefore;
        }
        System.out.printf(
                "in process: %,.0f records/s, %,d bytes/record sent, %.2f bytes/record allocated%n",
                best,
                counter.bytes / ((long) REQUESTS_PER_ROUND * KEYS_PER_REQUEST),
                (double) allocated / ((long) REQUESTS_PER_ROUND * KEYS_PER_REQUEST));
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static double rate(long startNanos) {
        return REQUESTS_PER_ROUND
                * (double) KEYS_PER_REQUEST
                * 1e9
                / (System.nanoTime() - startNanos);
    }

    private static void overLoopback(List<byte[]> requests) throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 18));
            byte[] body = new byte[1 << 18];
            for (long id = 0; id < RECORDS; id++) {
                out.write(put(id));
                readFrame(in, body);
            }
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
                    out.write(requests.get(i % requests.size()));
                    int info3;
                    do {
                        readFrame(in, body);
                        info3 = body[MessageDescriptor.INFO3];
                    } while ((info3 & MessageFlags.INFO3_LAST) == 0);
                }
                best = Math.max(best, rate(start));
            }
            System.out.printf("over loopback, one connection: %,.0f records/s%n", best);
        }
    }

    private static void readFrame(DataInputStream in, byte[] body) throws IOException {
        in.readFully(body, 0, FrameDescriptor.HEADER_LENGTH);
        in.readFully(body, 0, (int) FrameDescriptor.bodyLength(Bytes.getLong(body, 0)));
    }
}
