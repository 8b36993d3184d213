package dev.aerospikearrow.server.query;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for queries, made when they are needed, up to a limit. */
public final class QueryThreads {
    /** How many queries may run at a time, as by default on a real server. */
    public static final int LIMIT = 128;

    private static final long KEPT_SECONDS = 10;

    private QueryThreads() {}

    /**
     * Daemon threads that are all called the same. At the limit it throws {@link
     * java.util.concurrent.RejectedExecutionException}.
     */
    public static ExecutorService named(String name) {
        return new ThreadPoolExecutor(
                0,
                LIMIT,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
