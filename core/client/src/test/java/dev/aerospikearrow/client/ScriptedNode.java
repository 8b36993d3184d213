package dev.aerospikearrow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.info.PartitionBitmap;
import dev.aerospikearrow.protocol.info.ReplicasInfo;
import dev.aerospikearrow.protocol.info.ReplicasInfo.Ownership;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A node of one that answers data requests with the bytes that a test gives it: also with those
 * that no server would send.
 */
public final class ScriptedNode implements AutoCloseable {
    /** Answers a data request. */
    interface Script {
        /**
         * @param number which data request of the node this is, from 0 on
         * @param frame the request
         * @return the bytes of the answer, none for silence; or {@link #HANG_UP}
         */
        byte[] answer(int number, byte[] frame) throws InterruptedException;
    }

    static final byte[] HANG_UP = new byte[0];
    static final byte[] SILENCE = new byte[0];

    private static final byte[] HANG_UP_MARKER = "hang up after this".getBytes(UTF_8);

    private final String id;
    private final Supplier<String> peers;
    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    ScriptedNode(Script script) {
        this("S1", () -> "1,3000,[]", script);
    }

    /**
     * @param id what it calls itself
     * @param peers what it says of others
     */
    ScriptedNode(String id, Supplier<String> peers, Script script) {
        this.id = id;
        this.peers = peers;
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    /** Connections that carried data requests. */
    int dataConnections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                socket.setTcpNoDelay(true);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-node");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        boolean counted = false;
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                long header = in.readLong();
                byte[] body = new byte[(int) FrameDescriptor.bodyLength(header)];
                in.readFully(body);
                if (FrameDescriptor.type(header) == FrameDescriptor.TYPE_INFO) {
                    socket.getOutputStream().write(info(body));
                    continue;
                }
                if (!counted) {
                    counted = true;
                    connections.incrementAndGet();
                }
                WireBuffer frame = new WireBuffer();
                frame.putLong(header);
                frame.putBytes(body);
                byte[] answer = script.answer(requests.getAndIncrement(), frame.toByteArray());
                boolean hangUp = answer == HANG_UP || endsWithMarker(answer);
                int length =
                        answer.length - (hangUp && answer != HANG_UP ? HANG_UP_MARKER.length : 0);
                socket.getOutputStream().write(answer, 0, length);
                if (hangUp) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the test is over.
        }
    }

    /** An answer after which the connection is closed. */
    static byte[] thenHangUp(byte[] answer) {
        return join(answer, HANG_UP_MARKER);
    }

    private static boolean endsWithMarker(byte[] answer) {
        int start = answer.length - HANG_UP_MARKER.length;
        return start >= 0
                && Arrays.equals(
                        answer, start, answer.length, HANG_UP_MARKER, 0, HANG_UP_MARKER.length);
    }

    private byte[] info(byte[] body) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (InfoCommand command : InfoRequest.decode(body, 0, body.length)) {
            answers.put(
                    command.text(),
                    switch (command.name()) {
                        case "node" -> id;
                        case "build" -> "8.1.0.0";
                        case "features" -> "batch-any;pscans;pquery";
                        case "partition-generation", "peers-generation" -> "1";
                        case "cluster-name" -> "scripted";
                        case "peers-clear-std" -> peers.get();
                        case "replicas" ->
                                new ReplicasInfo(
                                                Map.of(
                                                        "test",
                                                        new Ownership(
                                                                0, List.of(PartitionBitmap.all()))))
                                        .format();
                        default -> "ERROR:4:unrecognized command";
                    });
        }
        WireBuffer target = new WireBuffer();
        InfoResponse.of(answers).encode(target);
        return target.toByteArray();
    }

    /** A frame around message bytes. */
    public static byte[] frame(byte[]... messages) {
        WireBuffer target = new WireBuffer();
        target.putLong(0);
        for (byte[] message : messages) {
            target.putBytes(message);
        }
        target.setLong(
                0,
                FrameDescriptor.header(
                        FrameDescriptor.TYPE_MESSAGE,
                        target.length() - FrameDescriptor.HEADER_LENGTH));
        return target.toByteArray();
    }

    /** A message without fields and operations. */
    public static byte[] message(int resultCode, int batchIndex) {
        byte[] message = new byte[MessageDescriptor.HEADER_LENGTH];
        message[0] = MessageDescriptor.HEADER_LENGTH;
        message[MessageDescriptor.RESULT_CODE] = (byte) resultCode;
        Bytes.putInt(message, MessageDescriptor.GENERATION, 1);
        Bytes.putInt(message, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, batchIndex);
        return message;
    }

    /** The message that ends a batch. */
    public static byte[] last(int resultCode) {
        byte[] message = message(resultCode, 0);
        message[MessageDescriptor.INFO3] = MessageFlags.INFO3_LAST;
        return message;
    }

    /** How many rows a batch request has: the number after field 41's header. */
    static int batchRowCount(byte[] request) {
        return Bytes.getInt(
                request,
                FrameDescriptor.HEADER_LENGTH
                        + MessageDescriptor.HEADER_LENGTH
                        + MessageDescriptor.FIELD_HEADER_LENGTH);
    }

    public static byte[] join(byte[]... parts) {
        WireBuffer target = new WireBuffer();
        for (byte[] part : parts) {
            target.putBytes(part);
        }
        return target.toByteArray();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
