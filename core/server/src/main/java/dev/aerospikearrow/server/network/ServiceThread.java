package dev.aerospikearrow.server.network;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** One thread that serves its share of a node's connections. */
final class ServiceThread implements Executor, AutoCloseable {
    /** How often connections are looked at whose clients do not read. */
    private static final long CHECK_MILLIS = 1000;

    /** What is told when a channel is ready. */
    interface Attendant {
        /** The channel can do what it was waited for. Never throws for the channel's sake. */
        void ready();

        /** Looks whether the channel has been idle for too long. */
        void check();

        void close();
    }

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    ServiceThread(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** Runs a task on the thread, soon. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        long nextCheck = System.nanoTime();
        try {
            while (!closed) {
                selector.select(key -> ((Attendant) key.attachment()).ready(), CHECK_MILLIS);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                if (System.nanoTime() - nextCheck >= 0) {
                    nextCheck = System.nanoTime() + CHECK_MILLIS * 1_000_000L;
                    selector.keys().forEach(key -> ((Attendant) key.attachment()).check());
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new IllegalStateException("The selector of " + thread.getName() + " failed.", e);
        } finally {
            selector.keys().forEach(ServiceThread::close);
        }
    }

    private static void close(SelectionKey key) {
        ((Attendant) key.attachment()).close();
    }

    /** Closes the thread's connections and waits until it has ended. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            // Nothing that could be done about it; the thread has ended.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
