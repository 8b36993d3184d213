package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.time.Instant;
import java.time.InstantSource;

/** Conversions between a clock and the two counts of time that records carry. */
public final class ServerTime {
    /** 2010-01-01T00:00:00Z in seconds since 1970: the epoch of void times. */
    public static final long EPOCH_2010_SECONDS = MessageDescriptor.VOID_TIME_EPOCH_SECONDS;

    private ServerTime() {}

    /** Now in seconds since 2010. */
    public static int secondsSince2010(InstantSource clock) {
        return (int) (Math.floorDiv(clock.millis(), 1000L) - EPOCH_2010_SECONDS);
    }

    /** Now in nanoseconds since 1970. */
    public static long nanosSince1970(InstantSource clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
