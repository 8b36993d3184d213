package dev.aerospikearrow.client;

import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import java.time.Duration;
import java.util.Objects;

/** The policy of writing, touching, deleting and operating on single records. Immutable. */
public final class WritePolicy extends CommandPolicy {
    /** Default of {@link #totalTimeout()}: 1 second. */
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(1);

    /** Default of {@link #socketTimeout()}: none, since a write given up early is in doubt. */
    public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ZERO;

    /** The policy with every default. */
    public static final WritePolicy DEFAULT = builder().build();

    private final WriteOptions options;
    private final OnDoubt onDoubt;

    private WritePolicy(Builder builder) {
        super(builder);
        options = builder.options;
        onDoubt = builder.onDoubt;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this policy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** What is done to the record. Default: {@link WriteOptions#DEFAULT}. */
    public WriteOptions options() {
        return options;
    }

    /** What happens to a write that may have been carried out. Default: {@link OnDoubt#FAIL}. */
    public OnDoubt onDoubt() {
        return onDoubt;
    }

    /** Builds a {@link WritePolicy}. */
    public static final class Builder extends CommandPolicy.Builder<WritePolicy, Builder> {
        private WriteOptions options = WriteOptions.DEFAULT;
        private OnDoubt onDoubt = OnDoubt.FAIL;

        private Builder() {
            super(DEFAULT_TOTAL_TIMEOUT, DEFAULT_SOCKET_TIMEOUT);
        }

        private Builder(WritePolicy origin) {
            super(origin);
            options = origin.options;
            onDoubt = origin.onDoubt;
        }

        /** Sets all options at once. */
        public Builder options(WriteOptions writeOptions) {
            options = Objects.requireNonNull(writeOptions, "options");
            return this;
        }

        /** Sets {@link WriteOptions#mode()}. */
        public Builder mode(WriteMode mode) {
            return options(options.withMode(mode));
        }

        /** Sets {@link WriteOptions#generationCheck()} and {@link WriteOptions#generation()}. */
        public Builder generation(GenerationCheck check, int expected) {
            return options(options.withGeneration(check, expected));
        }

        /** Sets {@link WriteOptions#timeToLive()}. */
        public Builder timeToLive(TimeToLive timeToLive) {
            return options(options.withTimeToLive(timeToLive));
        }

        /** Sets {@link WriteOptions#timeToLive()} to a duration. */
        public Builder timeToLive(Duration duration) {
            return timeToLive(TimeToLive.of(duration));
        }

        /** Sets {@link WriteOptions#sendKey()}. */
        public Builder sendKey(SendKey sendKey) {
            return options(options.withSendKey(sendKey));
        }

        /** Sets {@link WriteOptions#deletion()}. */
        public Builder deletion(WriteOptions.Deletion deletion) {
            return options(options.withDeletion(deletion));
        }

        /** Sets {@link WritePolicy#onDoubt()}. */
        public Builder onDoubt(OnDoubt choice) {
            onDoubt = Objects.requireNonNull(choice, "onDoubt");
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public WritePolicy build() {
            return new WritePolicy(this);
        }
    }
}
