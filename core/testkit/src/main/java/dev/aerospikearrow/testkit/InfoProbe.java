package dev.aerospikearrow.testkit;

import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A probe that asks a node about itself, without a client. */
final class InfoProbe {
    private static final int TIMEOUT_MILLIS = 10_000;

    private InfoProbe() {}

    /** The namespaces of a node. */
    static List<String> namespaces(String hostAndPort) {
        return List.of(ask(hostAndPort, "namespaces").split(";"));
    }

    private static String ask(String hostAndPort, String command) {
        int colon = hostAndPort.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(
                        hostAndPort.substring(0, colon),
                        Integer.parseInt(hostAndPort.substring(colon + 1)));
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InfoRequest request = InfoRequest.of(command);
            socket.getOutputStream().write(request.toFrame());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] header = in.readNBytes(FrameDescriptor.HEADER_LENGTH);
            byte[] body = new byte[(int) FrameDescriptor.bodyLength(Bytes.getLong(header, 0))];
            in.readFully(body);
            return InfoResponse.decode(request, body, 0, body.length).value(command);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Node " + hostAndPort + " did not answer \"" + command + "\".", e);
        }
    }
}
