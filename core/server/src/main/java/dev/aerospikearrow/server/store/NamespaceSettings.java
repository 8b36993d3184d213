package dev.aerospikearrow.server.store;

/**
 * The settings of a namespace.
 *
 * @param maxRecordBytes a record that would take more is refused; default 1 MiB
 * @param defaultTtlSeconds ttl of records that are written with ttl 0; 0 (the default) for never
 * @param expiration whether records may expire; default {@link Expiration#ON}
 */
public record NamespaceSettings(int maxRecordBytes, int defaultTtlSeconds, Expiration expiration) {
    public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;
    public static final NamespaceSettings DEFAULT =
            new NamespaceSettings(DEFAULT_MAX_RECORD_BYTES, 0, Expiration.ON);

    /** Whether records may have a ttl. */
    public enum Expiration {
        ON,
        /** A write with a ttl is refused with FORBIDDEN. */
        OFF
    }

    public NamespaceSettings {
        if (maxRecordBytes <= 0 || defaultTtlSeconds < 0) {
            throw new IllegalArgumentException(
                    "maxRecordBytes must be positive and defaultTtlSeconds not negative; found "
                            + maxRecordBytes
                            + " and "
                            + defaultTtlSeconds
                            + ".");
        }
    }

    public NamespaceSettings withMaxRecordBytes(int bytes) {
        return new NamespaceSettings(bytes, defaultTtlSeconds, expiration);
    }

    public NamespaceSettings withDefaultTtlSeconds(int seconds) {
        return new NamespaceSettings(maxRecordBytes, seconds, expiration);
    }

    public NamespaceSettings withExpiration(Expiration newExpiration) {
        return new NamespaceSettings(maxRecordBytes, defaultTtlSeconds, newExpiration);
    }
}
