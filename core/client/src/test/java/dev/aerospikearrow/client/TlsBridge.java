package dev.aerospikearrow.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** What speaks TLS for a node that does not: it passes on what it decrypts. */
final class TlsBridge implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;

    TlsBridge(SSLContext context, int target) throws IOException {
        listener =
                context.getServerSocketFactory()
                        .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.target = target;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-bridge");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pass(client, node));
                start(() -> pass(node, client));
            } catch (IOException e) {
                // One connection less, or the end.
            }
        }
    }

    static void pass(Socket from, Socket to) {
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
