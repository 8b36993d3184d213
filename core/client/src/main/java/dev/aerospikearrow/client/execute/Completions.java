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

    Completions(Optional<Executor> executor) {
        this.executor = executor.orElse(null);
    }

    void run(Runnable completion) {
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
