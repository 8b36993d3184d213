package dev.aerospikearrow.columnar;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Record batches from a cluster, as Arrow's own reader: what takes an {@link ArrowReader} takes it,
 * such as the C data interface, IPC writers, DuckDB and Spark.
 *
 * <p><b>Shape.</b> The schema is the one asked for, also if no record batch comes. {@link
 * #loadNextBatch()} fills the vectors of {@link #getVectorSchemaRoot()}, which hold what they hold
 * until it is called again; who wants to keep them longer transfers them. There are no empty record
 * batches.
 *
 * <p><b>Dictionaries.</b> Each record batch has its own, which {@link #lookup} and {@link
 * #getDictionaryVectors()} have until the next one is loaded. IPC streams take that; IPC files,
 * which have room for one dictionary only, do not.
 *
 * <p><b>Back-pressure.</b> Who does not load the next batch makes nobody work: memory stays as
 * bounded as the {@link StreamOptions} say.
 *
 * <p><b>Ownership.</b> The caller closes the reader, at any time and from any thread, also while
 * another one waits in {@link #loadNextBatch()}, which then fails. Closing releases the vectors and
 * gives back the connections.
 *
 * <p>Reading is for one thread at a time; {@link #progress()} and {@link #close()} are for any.
 */
public abstract class RecordBatchReader extends ArrowReader {
    /**
     * The progress of a stream of record batches.
     *
     * @param rows rows handed out so far, with those of the record batch that is loaded
     * @param recordBatches record batches handed out so far
     * @param bytes bytes of the vectors that were handed out
     * @param partitionsDone partitions that the nodes have sent completely; 0 for streams of keys
     * @param partitionCount how many partitions are read; 0 for streams of keys
     */
    public record Progress(
            long rows, long recordBatches, long bytes, int partitionsDone, int partitionCount) {

        @Override
        public String toString() {
            String partitions =
                    partitionCount == 0
                            ? ""
                            : ", "
                                    + partitionsDone
                                    + " of "
                                    + Quantity.of(partitionCount, "partition");
            return Quantity.of(rows, "row")
                    + " in "
                    + Quantity.of(recordBatches, "record batch", "record batches")
                    + ", "
                    + Quantity.of(bytes, "byte")
                    + partitions;
        }
    }

    private final Object reading = new Object();
    private final Schema schema;
    private final Consumer<Progress> listener;
    private boolean ended;
    private boolean failed;
    private boolean sourceClosed;
    private volatile boolean closed;
    private volatile Progress progress;

    /**
     * @param allocator charged for the vectors; stays the caller's
     * @param partitionCount how many partitions are read; 0 if that has no meaning
     */
    protected RecordBatchReader(
            BufferAllocator allocator,
            Schema schema,
            int partitionCount,
            Consumer<Progress> listener) {
        super(allocator);
        this.schema = Objects.requireNonNull(schema, "schema");
        this.listener = listener;
        progress = new Progress(0, 0, 0, 0, partitionCount);
    }

    /** How far the stream has come. */
    public final Progress progress() {
        return progress;
    }

    /**
     * For each field that a bin fills, what did not fit it in the record batches so far. A row is
     * that of the record batch that it was in. Empty before the first record batch.
     */
    public abstract List<MismatchReport> mismatches();

    /**
     * Loads the next record batch into {@link #getVectorSchemaRoot()}.
     *
     * @return false at the end; then the root has no rows
     * @throws java.util.concurrent.CancellationException if the reader is closed meanwhile
     * @throws dev.aerospikearrow.client.AerospikeException if the stream cannot go on
     * @throws dev.aerospikearrow.columnar.TypeMismatchException if a value does not fit its field
     *     and the field's policy says so
     * @throws IllegalStateException if the reader is closed
     */
    @Override
    public final boolean loadNextBatch() {
        synchronized (reading) {
            if (closed) {
                throw new IllegalStateException(
                        "The reader is closed, so no further record batch can be loaded.");
            }
            VectorSchemaRoot root = getVectorSchemaRoot();
            root.clear();
            if (failed) {
                throw new IllegalStateException(
                        "The reader failed before. Close it, and start another one.");
            }
            if (ended || !loadOrFail(root)) {
                ended = true;
                update(0, 0);
                return false;
            }
            update(root.getRowCount(), bytesOf(root));
        }
        listener.accept(progress);
        return true;
    }

    private boolean loadOrFail(VectorSchemaRoot root) {
        failed = true;
        boolean loaded = load(root);
        failed = false;
        return loaded;
    }

    /** The vectors that each record batch is loaded into; owned by this reader. */
    @Override
    public final VectorSchemaRoot getVectorSchemaRoot() {
        try {
            return super.getVectorSchemaRoot();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytesOf(VectorSchemaRoot root) {
        long bytes = 0;
        for (FieldVector vector : root.getFieldVectors()) {
            bytes += vector.getBufferSize();
        }
        return bytes;
    }

    private void update(int rows, long bytes) {
        Progress before = progress;
        progress =
                new Progress(
                        before.rows() + rows,
                        before.recordBatches() + (rows > 0 ? 1 : 0),
                        before.bytes() + bytes,
                        partitionsDone(),
                        before.partitionCount());
    }

    /**
     * Fills the root with the next record batch, of one row at least.
     *
     * @return false if there is none
     */
    protected abstract boolean load(VectorSchemaRoot root);

    /** How many partitions the nodes have sent completely. */
    protected abstract int partitionsDone();

    /** Makes a {@link #load} that waits fail soon; from any thread. */
    protected abstract void cancel();

    /** Releases everything but the root; once, and while nobody loads. */
    protected abstract void release();

    @Override
    protected final Schema readSchema() {
        return schema;
    }

    @Override
    public final void close() {
        close(true);
    }

    @Override
    public final void close(boolean closeReadSource) {
        closed = true;
        cancel();
        synchronized (reading) {
            try {
                super.close(closeReadSource);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    protected final void closeReadSource() {
        if (!sourceClosed) {
            sourceClosed = true;
            release();
        }
    }
}
