package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * A set of a namespace: its name, shared by its records, and what it holds. Records without a set
 * belong to the one with the empty name. Thread-safe.
 */
public final class RecordSet {
    private final String name;
    private final byte[] utf8;
    private final LongAdder recordCount = new LongAdder();
    private final LongAdder usedBytes = new LongAdder();
    private volatile long truncatedAtNanos;

    RecordSet(String name) {
        this.name = name;
        this.utf8 = Bytes.utf8(name);
    }

    /** The name; empty for records without a set. */
    public String name() {
        return name;
    }

    /** The name's UTF-8; not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** Whether the name is what the given bytes hold. */
    public boolean hasName(byte[] bytes, int offset, int length) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, offset, offset + length);
    }

    /** Records that are stored, expired ones that nobody touched since included. */
    public long recordCount() {
        return recordCount.sum();
    }

    /** What the records take, in bytes, as {@link RecordSnapshot#sizeInBytes()} counts. */
    public long usedBytes() {
        return usedBytes.sum();
    }

    /** Records that were last updated before this time, in nanoseconds since 1970, are gone. */
    public long truncatedAtNanos() {
        return truncatedAtNanos;
    }

    /** An earlier time than that of a truncation before is not noted. */
    void truncatedAt(long nanosSince1970) {
        truncatedAtNanos = Math.max(truncatedAtNanos, nanosSince1970);
    }

    void added(RecordSnapshot record) {
        recordCount.increment();
        usedBytes.add(record.sizeInBytes());
    }

    void removed(RecordSnapshot record) {
        recordCount.decrement();
        usedBytes.add(-record.sizeInBytes());
    }

    @Override
    public String toString() {
        return name;
    }
}
