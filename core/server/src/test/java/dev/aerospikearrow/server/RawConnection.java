package dev.aerospikearrow.server;

import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** A connection that sends and receives frames as they are, for tests of the server's edges. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    RawConnection(EmbeddedNode node) throws IOException {
        this(node.port());
    }

    RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next frame, header included. */
    byte[] receive() throws IOException {
        byte[] header = new byte[FrameDescriptor.HEADER_LENGTH];
        in.readFully(header);
        int length = (int) FrameDescriptor.bodyLength(Bytes.getLong(header, 0));
        byte[] frame = Arrays.copyOf(header, header.length + length);
        in.readFully(frame, header.length, length);
        return frame;
    }

    /** Whether the server closes the connection without another byte. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** What the node answers to an info command. */
    String info(String command) throws IOException {
        InfoRequest request = InfoRequest.of(command);
        byte[] frame = send(request.toFrame()).receive();
        int header = FrameDescriptor.HEADER_LENGTH;
        return InfoResponse.decode(request, frame, header, frame.length - header)
                .find(command)
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
