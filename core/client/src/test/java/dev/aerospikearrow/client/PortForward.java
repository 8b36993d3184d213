package dev.aerospikearrow.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that leads to several others, each connection to the next: a load balancer. */
final class PortForward implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Integer> targets;
    private final AtomicInteger connections = new AtomicInteger();

    PortForward(List<Integer> targets) throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.targets = targets;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connectionCount() {
        return connections.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "port-forward");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                int target = targets.get(connections.getAndIncrement() % targets.size());
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> TlsBridge.pass(client, node));
                start(() -> TlsBridge.pass(node, client));
            } catch (IOException e) {
                // One connection less, or the end.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
