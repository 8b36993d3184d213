package dev.aerospikearrow.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read. Immutable, as far as its values are: lists, maps and byte arrays are the
 * caller's own and may be changed.
 */
public final class StoredRecord {
    private final int generation;
    private final int voidTimeSeconds;
    private final Map<String, Object> bins;

    StoredRecord(int generation, int voidTimeSeconds, Map<String, Object> bins) {
        this.generation = generation;
        this.voidTimeSeconds = voidTimeSeconds;
        this.bins = bins;
    }

    /** Counts the writes; starts again after 65535. */
    public int generation() {
        return generation;
    }

    /** Generation and expiry. */
    public RecordHeader header() {
        return new RecordHeader(generation, voidTimeSeconds);
    }

    /** When it expires; empty for never. */
    public Optional<Instant> expiry() {
        return header().expiry();
    }

    /** How long it still lives, by this machine's clock; empty for ever. */
    public Optional<Duration> timeToLive() {
        return header().timeToLive();
    }

    /**
     * The bins by name, in the order in which they came. For the types of values see {@link
     * dev.aerospikearrow.data}. Cannot be changed.
     */
    public Map<String, Object> bins() {
        return bins;
    }

    /** A bin's value; null if the record has no such bin. */
    public @Nullable Object bin(String name) {
        return bins.get(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredRecord that
                && that.generation == generation
                && that.voidTimeSeconds == voidTimeSeconds
                && that.bins.equals(bins);
    }

    @Override
    public int hashCode() {
        return 31 * generation + bins.hashCode();
    }

    @Override
    public String toString() {
        return "generation "
                + generation
                + expiry().map(instant -> ", expires " + instant).orElse("")
                + ", bins "
                + bins;
    }
}
