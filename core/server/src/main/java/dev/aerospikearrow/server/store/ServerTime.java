package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.time.Instant;
import java.time.InstantSource;

/** Conversions between a clock and the two counts of time that records carry. */
public final class ServerTime {
    /** 2010-01-01T00:00:00Z in seconds since 1970: the epoch of void times. */
    public static final long EPOCH_2010_SECONDS = MessageDescriptor.VOID_TIME_EPOCH_SECONDS;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private ServerTime() {}

    /** A time in nanoseconds since 1970 without the part that is less than a millisecond. */
    public static long wholeMillis(long nanosSince1970) {
        return nanosSince1970 - Math.floorMod(nanosSince1970, NANOS_PER_MILLI);
    }

    /** A time in milliseconds since 2010, the unit of truncations; 0 for what is before. */
    public static long millisSince2010(long nanosSince1970) {
        return Math.max(0, nanosSince1970 / NANOS_PER_MILLI - EPOCH_2010_SECONDS * 1_000);
    }

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
