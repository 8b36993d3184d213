package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CommandPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A policy's times, in the unit that loops use.
 *
 * @param totalNanos what the whole call may take; {@link Long#MAX_VALUE} for any time
 * @param silenceNanos how long a node may be silent; {@link Long#MAX_VALUE} for any time
 * @param maxRetries how often it is tried again
 * @param sleepNanos the pause before the first retry
 */
record CallTimes(long totalNanos, long silenceNanos, int maxRetries, long sleepNanos) {
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    static CallTimes of(CommandPolicy policy) {
        return new CallTimes(
                limit(policy.totalTimeout()),
                limit(policy.socketTimeout()),
                policy.maxRetries(),
                policy.sleepBetweenRetries().toNanos());
    }

    /** The default retries within one time for everything. */
    static CallTimes within(Duration total) {
        return new CallTimes(
                limit(total),
                Long.MAX_VALUE,
                CommandPolicy.DEFAULT_MAX_RETRIES,
                CommandPolicy.DEFAULT_SLEEP_BETWEEN_RETRIES.toNanos());
    }

    private static long limit(Duration duration) {
        return duration.isZero() ? Long.MAX_VALUE : duration.toNanos();
    }

    /** The pause before retry {@code number}, which counts from 1: doubled each time. */
    long sleepBefore(int number) {
        return sleepNanos >= LONGEST_SLEEP_NANOS
                ? sleepNanos
                : Math.min(LONGEST_SLEEP_NANOS, sleepNanos << Math.min(number - 1, 30));
    }
}
