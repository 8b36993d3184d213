package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.QueryPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A policy's times, in the unit that loops use.
 *
 * @param totalNanos what the whole call may take; {@link Long#MAX_VALUE} for any time
 * @param silenceNanos how long a node may be silent; {@link Long#MAX_VALUE} for any time
 * @param patienceNanos how long it is tried again while nothing comes forward; {@link
 *     Long#MAX_VALUE} for as long as the whole call may take
 * @param maxRetries how often it is tried again, at most
 * @param sleepNanos the longest pause before the first retry
 */
record CallTimes(
        long totalNanos, long silenceNanos, long patienceNanos, int maxRetries, long sleepNanos) {
    /** For calls that may take any time, whose retries must end all the same. */
    private static final long DEFAULT_PATIENCE_NANOS = QueryPolicy.DEFAULT_RETRY_TIMEOUT.toNanos();

    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    static CallTimes of(CommandPolicy policy) {
        long patience =
                policy instanceof QueryPolicy query
                        ? query.retryTimeout().toNanos()
                        : patience(policy.totalTimeout());
        return new CallTimes(
                limit(policy.totalTimeout()),
                limit(policy.socketTimeout()),
                patience,
                patience == 0 ? 0 : policy.maxRetries().orElse(Integer.MAX_VALUE),
                policy.sleepBetweenRetries().toNanos());
    }

    /** Retries as by default, within one time for everything. */
    static CallTimes within(Duration total) {
        return new CallTimes(
                limit(total),
                Long.MAX_VALUE,
                patience(total),
                Integer.MAX_VALUE,
                CommandPolicy.DEFAULT_SLEEP_BETWEEN_RETRIES.toNanos());
    }

    private static long patience(Duration total) {
        return total.isZero() ? DEFAULT_PATIENCE_NANOS : Long.MAX_VALUE;
    }

    private static long limit(Duration duration) {
        return duration.isZero() ? Long.MAX_VALUE : duration.toNanos();
    }

    /** The longest pause before retry {@code number}, which counts from 1: doubled each time. */
    long sleepBefore(int number) {
        return sleepNanos >= LONGEST_SLEEP_NANOS
                ? sleepNanos
                : Math.min(LONGEST_SLEEP_NANOS, sleepNanos << Math.min(number - 1, 30));
    }
}
