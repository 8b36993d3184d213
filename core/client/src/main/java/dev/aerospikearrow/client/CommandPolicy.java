package dev.aerospikearrow.client;

import dev.aerospikearrow.expression.Expression;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The common part of all policies: how long calls may take, what is tried again, and which records
 * they concern. Immutable.
 */
public abstract sealed class CommandPolicy permits ReadingPolicy, WritePolicy {
    /** Default of {@link #sleepBetweenRetries()}: 10 milliseconds. */
    public static final Duration DEFAULT_SLEEP_BETWEEN_RETRIES = Duration.ofMillis(10);

    private final Duration totalTimeout;
    private final Duration socketTimeout;
    private final Optional<Duration> chosenSocketTimeout;
    private final Duration defaultSocketTimeout;
    private final OptionalInt maxRetries;
    private final Duration sleepBetweenRetries;
    private final Optional<Expression> filter;

    CommandPolicy(Builder<?, ?> builder) {
        totalTimeout = builder.totalTimeout;
        chosenSocketTimeout = builder.chosenSocketTimeout;
        defaultSocketTimeout = builder.defaultSocketTimeout;
        socketTimeout =
                chosenSocketTimeout.orElseGet(() -> within(totalTimeout, defaultSocketTimeout));
        maxRetries = builder.maxRetries;
        sleepBetweenRetries = builder.sleepBetweenRetries;
        filter = builder.filter;
        if (!totalTimeout.isZero() && socketTimeout.compareTo(totalTimeout) > 0) {
            throw new IllegalArgumentException(
                    "socketTimeout "
                            + socketTimeout
                            + " is longer than totalTimeout "
                            + totalTimeout
                            + ", so it could never be reached. Shorten it, or lengthen"
                            + " totalTimeout.");
        }
    }

    /** A default gives way to a shorter total; zero is no limit. */
    private static Duration within(Duration total, Duration socketTimeout) {
        return !total.isZero() && socketTimeout.compareTo(total) > 0 ? total : socketTimeout;
    }

    /**
     * The time that the whole call may take, retries and pauses included. For as long as that, what
     * can still succeed is tried again; the last attempt begins when a tenth of it is left. Zero:
     * no limit, and then retries end after a minute in which nothing has come forward. Default: 1
     * second for reads and writes of one record, 10 seconds for batches, no limit for scans and
     * queries.
     */
    public Duration totalTimeout() {
        return totalTimeout;
    }

    /**
     * How long a node may be silent before the attempt is given up. Zero: as long as the call may
     * take. Default: 500 milliseconds for reads of one record, zero for writes, 5 seconds for
     * batches, 30 seconds for scans and queries, and never more than {@link #totalTimeout()}.
     */
    public Duration socketTimeout() {
        return socketTimeout;
    }

    /**
     * How often what is still unanswered is sent again, at most. 0: never. A scan's attempts that
     * brought it forward do not count. Default: empty, as often as time allows.
     */
    public OptionalInt maxRetries() {
        return maxRetries;
    }

    /**
     * The longest pause before the first retry; before each further one it is twice as long, up to
     * a second. Between half of it and all of it is really waited, by chance, so that callers do
     * not come back together. Default: 10 milliseconds.
     */
    public Duration sleepBetweenRetries() {
        return sleepBetweenRetries;
    }

    /**
     * What must be true of a record for the command to concern it. Default: empty, for all records.
     */
    public Optional<Expression> filter() {
        return filter;
    }

    /**
     * Builds a policy. Not thread-safe.
     *
     * @param <P> the policy
     * @param <B> the builder itself
     */
    public abstract static class Builder<P extends CommandPolicy, B extends Builder<P, B>> {
        private Duration totalTimeout;
        private final Duration defaultSocketTimeout;
        private Optional<Duration> chosenSocketTimeout;
        private OptionalInt maxRetries = OptionalInt.empty();
        private Duration sleepBetweenRetries = DEFAULT_SLEEP_BETWEEN_RETRIES;
        private Optional<Expression> filter = Optional.empty();

        Builder(Duration totalTimeout, Duration defaultSocketTimeout) {
            this.totalTimeout = totalTimeout;
            this.defaultSocketTimeout = defaultSocketTimeout;
            chosenSocketTimeout = Optional.empty();
        }

        Builder(CommandPolicy origin) {
            totalTimeout = origin.totalTimeout;
            defaultSocketTimeout = origin.defaultSocketTimeout;
            chosenSocketTimeout = origin.chosenSocketTimeout;
            maxRetries = origin.maxRetries;
            sleepBetweenRetries = origin.sleepBetweenRetries;
            filter = origin.filter;
        }

        abstract B self();

        /** Sets {@link CommandPolicy#totalTimeout()}. */
        public B totalTimeout(Duration duration) {
            totalTimeout = notNegative("totalTimeout", duration);
            return self();
        }

        /** Sets {@link CommandPolicy#socketTimeout()}. */
        public B socketTimeout(Duration duration) {
            chosenSocketTimeout = Optional.of(notNegative("socketTimeout", duration));
            return self();
        }

        /** Sets {@link CommandPolicy#maxRetries()}. */
        public B maxRetries(int count) {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "maxRetries is 0 or more, but found " + count + ".");
            }
            maxRetries = OptionalInt.of(count);
            return self();
        }

        /** Sets {@link CommandPolicy#sleepBetweenRetries()}. */
        public B sleepBetweenRetries(Duration duration) {
            sleepBetweenRetries = notNegative("sleepBetweenRetries", duration);
            return self();
        }

        /** Sets {@link CommandPolicy#filter()}. */
        public B filter(Expression condition) {
            filter = Optional.of(condition);
            return self();
        }

        /**
         * Makes the policy.
         *
         * @throws IllegalArgumentException if its parts contradict each other
         */
        public abstract P build();
    }

    static Duration notNegative(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    name + " is zero or more, but found " + duration + ".");
        }
        return duration;
    }
}
