package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What stands between a client and a node, and keeps the admin messages that the client sends. */
final class AdminRecorder implements AutoCloseable {
    private static final int COMMAND = FrameDescriptor.HEADER_LENGTH + 2;

    private final ServerSocket listener;
    private final int target;
    private final List<String> frames = new ArrayList<>();

    AdminRecorder(int target) throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.target = target;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** For clients, which go to where a node says that it is. */
    Map<Host, Host> addressMap() {
        return Map.of(new Host("127.0.0.1", target), new Host("127.0.0.1", port()));
    }

    /** The frames of one command, in hex, in the order in which they came. */
    synchronized List<String> framesOf(int command) {
        return frames.stream()
                .filter(frame -> HexFormat.of().parseHex(frame)[COMMAND] == command)
                .toList();
    }

    /** The frames of all commands that are no logins, in hex. */
    synchronized List<String> changes() {
        return frames.stream()
                .filter(
                        frame ->
                                !List.of(0, 20)
                                        .contains((int) HexFormat.of().parseHex(frame)[COMMAND]))
                .toList();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "admin-recorder");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> record(client, node));
                start(() -> pass(node, client));
            } catch (IOException e) {
                // One connection less, or the end.
            }
        }
    }

    private void record(Socket client, Socket node) {
        try (client;
                node) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = node.getOutputStream();
            while (true) {
                byte[] header = in.readNBytes(FrameDescriptor.HEADER_LENGTH);
                if (header.length < FrameDescriptor.HEADER_LENGTH) {
                    return;
                }
                long word = Bytes.getLong(header, 0);
                byte[] body = in.readNBytes((int) FrameDescriptor.bodyLength(word));
                if (FrameDescriptor.type(word) == FrameDescriptor.TYPE_ADMIN) {
                    synchronized (this) {
                        frames.add(
                                HexFormat.of().formatHex(header) + HexFormat.of().formatHex(body));
                    }
                }
                out.write(header);
                out.write(body);
                out.flush();
            }
        } catch (IOException e) {
            // The connection is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[1 << 16];
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                to.getOutputStream().write(bytes, 0, count);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The connection is over.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
