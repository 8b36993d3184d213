package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The properties of a record besides its bins.
 *
 * @param generation counts the writes; starts again after 65535
 * @param voidTimeSeconds when it expires, in seconds since 2010-01-01T00:00:00Z, unsigned; 0 for
 *     never (docs/docs/internals/wire.md, section 2.3)
 */
public record RecordHeader(int generation, int voidTimeSeconds) {
    /** 2010-01-01T00:00:00Z, from which void times count, in seconds since 1970. */
    private static final long EPOCH_SECONDS = MessageDescriptor.VOID_TIME_EPOCH_SECONDS;

    /** When it expires; empty for never. */
    public Optional<Instant> expiry() {
        return voidTimeSeconds == 0
                ? Optional.empty()
                : Optional.of(
                        Instant.ofEpochSecond(
                                EPOCH_SECONDS + Integer.toUnsignedLong(voidTimeSeconds)));
    }

    /** How long it still lives, by this machine's clock; empty for ever. */
    public Optional<Duration> timeToLive() {
        return expiry().map(instant -> Duration.between(Instant.now(), instant));
    }
}
