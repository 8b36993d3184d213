package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.wire.NameLimits;
import org.jspecify.annotations.Nullable;

/**
 * A bin to be written.
 *
 * @param name at most 15 bytes of UTF-8
 * @param value for the types see {@link dev.aerospikearrow.data}; null deletes the bin
 */
public record Bin(String name, @Nullable Object value) {
    /** Checks the name. */
    public Bin {
        NameLimits.binName(name);
    }

    /** A bin to be written. */
    public static Bin of(String name, @Nullable Object value) {
        return new Bin(name, value);
    }
}
