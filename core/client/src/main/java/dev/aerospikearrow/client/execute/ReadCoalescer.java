package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.Key;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Reads of single records that are sent together, as batches. Those that are asked for while
 * earlier ones are under way are gathered, and sent when the node has answered; a node that is idle
 * is asked at once. So nothing ever waits for a timer, and the more there is to do, the larger the
 * batches become. Thread-safe.
 *
 * <p>Each loop of the client gathers on its own: what is asked for in a loop's thread, such as in
 * the callback of an earlier read, stays with that loop.
 */
public final class ReadCoalescer {
    private final CoalescingLoop[] loops;

    ReadCoalescer(CoalescingLoop[] loops) {
        this.loops = loops;
    }

    /**
     * Reads a record, together with others.
     *
     * @return completes with the read's own result, on a thread of the client
     */
    public <T> CompletableFuture<T> read(Key key, PreparedCommand<T> read) {
        return loopForCaller().read(Objects.requireNonNull(key, "key"), read);
    }

    private CoalescingLoop loopForCaller() {
        Thread caller = Thread.currentThread();
        for (CoalescingLoop loop : loops) {
            if (loop.isRunBy(caller)) {
                return loop;
            }
        }
        // The reads of one thread stay together.
        return loops[(int) (caller.getId() % loops.length)];
    }
}
