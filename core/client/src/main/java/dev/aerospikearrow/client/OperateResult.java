package dev.aerospikearrow.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of the operations on a record. Immutable, as far as its values are. */
public final class OperateResult {
    private final RecordHeader header;
    private final List<@Nullable Object> values;
    private final Map<String, Object> bins;

    OperateResult(RecordHeader header, List<@Nullable Object> values, Map<String, Object> bins) {
        this.header = header;
        this.values = Collections.unmodifiableList(values);
        this.bins = bins;
    }

    /** The record's generation and expiry after the operations. */
    public RecordHeader header() {
        return header;
    }

    /**
     * One value per operation, in the order of the operations: null for one that gave nothing, such
     * as a put or the read of a bin that is not there. Empty if the operations include {@code
     * getAll}, which gives any number of values: see {@link #bins()} then.
     */
    public List<@Nullable Object> values() {
        return values;
    }

    /** The value that the operation at this position gave; null if it gave nothing. */
    public @Nullable Object value(int position) {
        return values.get(position);
    }

    /** By bin, the last value that an operation on it gave. */
    public Map<String, Object> bins() {
        return bins;
    }

    /** The last value that an operation on this bin gave; null if there is none. */
    public @Nullable Object bin(String name) {
        return bins.get(name);
    }

    @Override
    public String toString() {
        return header + ", values " + values + ", bins " + bins;
    }
}
