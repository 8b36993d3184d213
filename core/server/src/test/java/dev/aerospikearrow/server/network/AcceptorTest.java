package dev.aerospikearrow.server.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptorTest {
    private final Deque<IOException> failures = new ArrayDeque<>();
    private final List<Runnable> later = new ArrayList<>();
    private int accepted;

    @Test
    void whatCannotBeAcceptedIsNotAskedForAgainAtOnce() throws IOException {
        ServiceThread thread = new ServiceThread("acceptor-test");
        try (thread;
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            Acceptor acceptor =
                    new Acceptor(
                            listener,
                            () -> {
                                if (!failures.isEmpty()) {
                                    throw failures.remove();
                                }
                                return listener.accept();
                            },
                            channel -> {
                                accepted++;
                                channel.close();
                            },
                            (delay, task) -> later.add(task));
            acceptor.register(thread);
            SelectionKey key = listener.keyFor(thread.selector());
            failures.add(new SocketException("Too many open files"));
            try (Socket client = connect(listener)) {
                assertEquals(1, thread.selector().select());
                thread.selector().selectedKeys().clear();
                acceptor.ready();
                assertEquals(0, key.interestOps());
                assertEquals(0, thread.selector().selectNow());
                later.remove(0).run();
                assertEquals(SelectionKey.OP_ACCEPT, key.interestOps());
                acceptor.ready();
                assertEquals(1, accepted);
                assertEquals(-1, client.getInputStream().read());
            }
            assertTrue(later.isEmpty());
        }
    }

    private static Socket connect(ServerSocketChannel listener) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        return new Socket(address.getAddress(), address.getPort());
    }
}
