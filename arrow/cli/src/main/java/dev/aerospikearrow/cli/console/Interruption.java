package dev.aerospikearrow.cli.console;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C: stops what runs, and lets it clean up before the process ends. A second Ctrl-C does not
 * change that; a process that does not end within {@value #PATIENCE_SECONDS} seconds is let go.
 */
public final class Interruption {
    private static final int PATIENCE_SECONDS = 20;
    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> stop = new AtomicReference<>(NOTHING);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean interrupted;

    /** What runs now is stopped by {@code stopping} until the result is closed. */
    public Scope whileRunning(Runnable stopping) {
        stop.set(stopping);
        if (interrupted) {
            stopping.run();
        }
        return new Scope();
    }

    /** A stretch of work. */
    public final class Scope implements AutoCloseable {
        private Scope() {}

        /**
         * To be called before what cannot be undone, such as giving a file its name.
         *
         * @throws CancellationException if the process is to end
         */
        public void requireGoingOn() {
            if (interrupted) {
                throw new CancellationException("Interrupted.");
            }
        }

        @Override
        public void close() {
            stop.set(NOTHING);
        }
    }

    /** Listens to the signals that end a process. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interruption"));
    }

    /** What a signal does: also for tests. Returns when the command has ended. */
    public void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        interrupted = true;
        try {
            stop.get().run();
        } finally {
            await();
        }
    }

    private void await() {
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is to end. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** The command has ended and cleaned up. */
    public void commandFinished() {
        finished.countDown();
    }
}
