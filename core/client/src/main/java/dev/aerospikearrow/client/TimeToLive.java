package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.message.RecordCommand;
import java.time.Duration;

/**
 * The time after which a written record expires (docs/docs/internals/wire.md, section 2.3).
 * Immutable.
 */
public final class TimeToLive {
    /** The set's or namespace's default-ttl. */
    public static final TimeToLive SERVER_DEFAULT =
            new TimeToLive(RecordCommand.TTL_SERVER_DEFAULT);

    /** Never. */
    public static final TimeToLive NEVER = new TimeToLive(RecordCommand.TTL_NEVER);

    /** A record that exists keeps its expiry; a new one gets the server's default. */
    public static final TimeToLive UNCHANGED = new TimeToLive(RecordCommand.TTL_UNCHANGED);

    /** The longest that the server takes: ten years of 365 days. */
    public static final Duration MAXIMUM = Duration.ofDays(3650);

    private final int wireValue;

    private TimeToLive(int wireValue) {
        this.wireValue = wireValue;
    }

    /**
     * So long after the write; fractions of a second are cut off.
     *
     * @throws IllegalArgumentException if it is less than a second or more than {@link #MAXIMUM}
     */
    public static TimeToLive of(Duration duration) {
        if (duration.getSeconds() < 1 || duration.compareTo(MAXIMUM) > 0) {
            throw new IllegalArgumentException(
                    "A time to live is between 1 second and 3650 days, but found "
                            + duration
                            + ". For a record that stays, use TimeToLive.NEVER.");
        }
        return new TimeToLive((int) duration.getSeconds());
    }

    /** The number that goes into a message: seconds, or one of the constants of RecordCommand. */
    public int wireValue() {
        return wireValue;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeToLive that && that.wireValue == wireValue;
    }

    @Override
    public int hashCode() {
        return wireValue;
    }

    @Override
    public String toString() {
        return switch (wireValue) {
            case RecordCommand.TTL_SERVER_DEFAULT -> "server default";
            case RecordCommand.TTL_NEVER -> "never";
            case RecordCommand.TTL_UNCHANGED -> "unchanged";
            default -> wireValue + " s";
        };
    }
}
