package dev.aerospikearrow.client.execute;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where the futures of calls are completed, and where what is chained to them is thereby
 * run.
 */
final class Completions {
    /** On the thread of the loop that ran the call. */
    static final Completions ON_LOOP = new Completions(Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final @Nullable Executor executor;
    private final @Nullable Runnable before;

    Completions(Optional<Executor> executor) {
        this(executor.orElse(null), null);
    }

    private Completions(@Nullable Executor executor, @Nullable Runnable before) {
        this.executor = executor;
        this.before = before;
    }

    /** The same place, with something to be done before a future is completed there. */
    Completions after(Runnable first) {
        return new Completions(executor, first);
    }

    void run(Runnable completion) {
        Runnable first = before;
        if (first != null) {
            first.run();
        }
        Executor other = executor;
        if (other == null) {
            completion.run();
            return;
        }
        try {
            other.execute(completion);
        } catch (RuntimeException | Error e) {
            LOG.warn("The completionExecutor refuses; a future is completed by the client", e);
            completion.run();
        }
    }
}
