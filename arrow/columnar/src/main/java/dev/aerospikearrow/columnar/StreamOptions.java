package dev.aerospikearrow.columnar;

import java.util.Objects;
import java.util.function.Consumer;

/** Options of streaming record batches. Immutable. */
public final class StreamOptions {
    /** Default of {@link #rowsPerRecordBatch()}. */
    public static final int DEFAULT_ROWS_PER_RECORD_BATCH = 16_384;

    /** Default of {@link #maxBytesInFlight()}. */
    public static final long DEFAULT_MAX_BYTES_IN_FLIGHT = 64L << 20;

    /** Default of {@link #maxRecordBatchesAhead()}. */
    public static final int DEFAULT_MAX_RECORD_BATCHES_AHEAD = 3;

    /** The options with every default. */
    public static final StreamOptions DEFAULT = builder().build();

    private final ReadOptions readOptions;
    private final int rowsPerRecordBatch;
    private final long maxBytesInFlight;
    private final int maxRecordBatchesAhead;
    private final Consumer<RecordBatchReader.Progress> progressListener;

    private StreamOptions(Builder builder) {
        readOptions = builder.readOptions;
        rowsPerRecordBatch = builder.rowsPerRecordBatch;
        maxBytesInFlight = builder.maxBytesInFlight;
        maxRecordBatchesAhead = builder.maxRecordBatchesAhead;
        progressListener = builder.progressListener;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The allocator, and what happens to values that do not fit. Default: {@link
     * ReadOptions#DEFAULT}.
     */
    public ReadOptions readOptions() {
        return readOptions;
    }

    /**
     * The most rows of a record batch; all but the last have as many. Key batches that the caller
     * makes keep their own size. Default: {@link #DEFAULT_ROWS_PER_RECORD_BATCH}.
     */
    public int rowsPerRecordBatch() {
        return rowsPerRecordBatch;
    }

    /**
     * How many bytes of vectors a stream of keys may have: the record batch that is loaded, and
     * those that are read ahead, which may need twice what they have in the end. What they will
     * have is judged by those before. One is always read ahead. A scan reads nothing ahead but the
     * rest of a frame, about 1 MiB. Default: {@link #DEFAULT_MAX_BYTES_IN_FLIGHT}.
     */
    public long maxBytesInFlight() {
        return maxBytesInFlight;
    }

    /**
     * How many record batches a stream of keys may read at the same time; each takes a connection
     * to every node concerned. Default: {@link #DEFAULT_MAX_RECORD_BATCHES_AHEAD}.
     */
    public int maxRecordBatchesAhead() {
        return maxRecordBatchesAhead;
    }

    /** Is told after each record batch, on the thread that loads it. Default: nobody. */
    public Consumer<RecordBatchReader.Progress> progressListener() {
        return progressListener;
    }

    /** Builds {@link StreamOptions}. Not thread-safe. */
    public static final class Builder {
        private ReadOptions readOptions = ReadOptions.DEFAULT;
        private int rowsPerRecordBatch = DEFAULT_ROWS_PER_RECORD_BATCH;
        private long maxBytesInFlight = DEFAULT_MAX_BYTES_IN_FLIGHT;
        private int maxRecordBatchesAhead = DEFAULT_MAX_RECORD_BATCHES_AHEAD;
        private Consumer<RecordBatchReader.Progress> progressListener = progress -> {};

        private Builder() {}

        /** Sets {@link StreamOptions#readOptions()}. */
        public Builder readOptions(ReadOptions options) {
            readOptions = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * Sets {@link StreamOptions#rowsPerRecordBatch()}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder rowsPerRecordBatch(int rows) {
            if (rows <= 0) {
                throw new IllegalArgumentException(
                        "rowsPerRecordBatch is 1 or more, but found " + rows + ".");
            }
            rowsPerRecordBatch = rows;
            return this;
        }

        /**
         * Sets {@link StreamOptions#maxBytesInFlight()}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxBytesInFlight(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException(
                        "maxBytesInFlight is 1 or more, but found " + bytes + ".");
            }
            maxBytesInFlight = bytes;
            return this;
        }

        /**
         * Sets {@link StreamOptions#maxRecordBatchesAhead()}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxRecordBatchesAhead(int count) {
            if (count <= 0) {
                throw new IllegalArgumentException(
                        "maxRecordBatchesAhead is 1 or more, but found " + count + ".");
            }
            maxRecordBatchesAhead = count;
            return this;
        }

        /** Sets {@link StreamOptions#progressListener()}. */
        public Builder progressListener(Consumer<RecordBatchReader.Progress> listener) {
            progressListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Makes the options. */
        public StreamOptions build() {
            return new StreamOptions(this);
        }
    }
}
