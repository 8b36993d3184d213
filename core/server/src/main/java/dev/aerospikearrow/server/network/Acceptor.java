package dev.aerospikearrow.server.network;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The acceptor of the connections that come in. Belongs to its service thread. */
final class Acceptor implements ServiceThread.Attendant {
    /** How long nothing is accepted when it failed, for want of descriptors for instance. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());

    /** Where connections come from: {@link ServerSocketChannel#accept()}. */
    @FunctionalInterface
    interface Source {
        /** The next connection; null if there is none yet. */
        @Nullable SocketChannel accept() throws IOException;
    }

    /** What becomes of them. */
    @FunctionalInterface
    interface Taker {
        void take(SocketChannel channel) throws IOException;
    }

    private final ServerSocketChannel listener;
    private final Source source;
    private final Taker taker;
    private final BiConsumer<Duration, Runnable> scheduler;
    private @Nullable SelectionKey key;
    private boolean hasFailed;

    /**
     * @param scheduler runs a task on the service thread, later
     */
    Acceptor(
            ServerSocketChannel listener,
            Source source,
            Taker taker,
            BiConsumer<Duration, Runnable> scheduler) {
        this.listener = listener;
        this.source = source;
        this.taker = taker;
        this.scheduler = scheduler;
    }

    /** Begins to accept. */
    void register(ServiceThread thread) throws IOException {
        key = listener.register(thread.selector(), SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready() {
        try {
            SocketChannel channel = source.accept();
            while (channel != null) {
                take(channel);
                channel = source.accept();
            }
            hasFailed = false;
        } catch (ClosedChannelException e) {
            // The node ends.
        } catch (IOException e) {
            pause(e);
        }
    }

    private void take(SocketChannel channel) throws IOException {
        try {
            taker.take(channel);
        } catch (IOException e) {
            // The client is gone already; the node goes on.
            channel.close();
        }
    }

    /** A listener that fails stays ready: asked again at once, it would keep a processor busy. */
    private void pause(Throwable reason) {
        if (!hasFailed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The node accepts no connections for the moment: " + reason);
        }
        hasFailed = true;
        interest(0);
        scheduler.accept(PAUSE, () -> interest(SelectionKey.OP_ACCEPT));
    }

    private void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(operations);
        }
    }

    @Override
    public void check() {}

    @Override
    public void failed(Throwable defect) {
        pause(defect);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
