package dev.aerospikearrow.client.transport;

/** The task that a loop is run for: a call. All methods are called on the loop's thread. */
public interface LoopTask {
    /** Sends the first requests. Failures go to the task and are not thrown. */
    void start(IoLoop loop);

    /** Whether there is a result, or a failure. */
    boolean isDone();

    /**
     * Does what is due.
     *
     * @return after how many nanoseconds something else will be; {@link Long#MAX_VALUE} for never
     */
    long check(long nowNanos);

    /**
     * After how many nanoseconds it has something to do for the first time that cannot wait for a
     * coarse tick; {@link Long#MAX_VALUE} for never.
     */
    default long firstCheckNanos() {
        return Long.MAX_VALUE;
    }

    /** The loop is being closed, or cannot go on: the task fails for this reason. */
    void fail(Throwable reason);
}
