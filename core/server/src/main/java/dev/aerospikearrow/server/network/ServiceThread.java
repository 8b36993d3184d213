package dev.aerospikearrow.server.network;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread that serves its share of a node's connections. */
final class ServiceThread implements AutoCloseable {
    /** How often connections are looked at whose clients do not read. */
    private static final long CHECK_MILLIS = 1000;

    /** What is told when a channel is ready. */
    interface Attendant {
        /** The channel can do what it was waited for. Never throws for the channel's sake. */
        void ready();

        /**
         * Hears what one of its methods or tasks threw, an {@link Error} perhaps: the failure is
         * its own, the thread goes on with the others.
         */
        void failed(Throwable defect);

        /** Looks whether the channel has been idle for too long. */
        void check();

        void close();
    }

    private final Selector selector;

    private record Task(Attendant attendant, Runnable work) {}

    private static final System.Logger LOG = System.getLogger(ServiceThread.class.getName());

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long nextCheckNanos = System.nanoTime();
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

    /**
     * Runs a task on the thread, soon.
     *
     * @param attendant whose task it is
     */
    void execute(Attendant attendant, Runnable work) {
        tasks.add(new Task(attendant, work));
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    serve();
                } catch (ClosedSelectorException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    // Not even what it was about could be told; whatever it was, others are served.
                    report(e);
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new IllegalStateException("The selector of " + thread.getName() + " failed.", e);
        } finally {
            selector.keys().forEach(ServiceThread::close);
        }
    }

    private void serve() throws IOException {
        selector.select(key -> attend(attendant(key), attendant(key)::ready), CHECK_MILLIS);
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            attend(task.attendant, task.work);
        }
        if (System.nanoTime() - nextCheckNanos >= 0) {
            nextCheckNanos = System.nanoTime() + CHECK_MILLIS * 1_000_000L;
            selector.keys().forEach(key -> attend(attendant(key), attendant(key)::check));
        }
    }

    private static void attend(Attendant attendant, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            attendant.failed(e);
        }
    }

    private static void report(Throwable defect) {
        try {
            LOG.log(System.Logger.Level.ERROR, "A service thread goes on after a defect.", defect);
        } catch (Error e) {
            // Memory does not suffice to tell.
        }
    }

    private static Attendant attendant(SelectionKey key) {
        return (Attendant) key.attachment();
    }

    private static void close(SelectionKey key) {
        attendant(key).close();
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
