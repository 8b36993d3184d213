package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.CommandPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.columnar.read.ColumnReader;
import dev.aerospikearrow.columnar.read.RowKeys;
import dev.aerospikearrow.columnar.write.ColumnWriter;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A client that reads Aerospike records straight into Apache Arrow vectors, and writes them from
 * vectors.
 *
 * <pre>{@code
 * Schema schema = new Schema(List.of(
 *         Field.nullable("price", new ArrowType.FloatingPoint(DOUBLE)),
 *         Field.nullable("city", new ArrowType.Utf8())));
 * try (ColumnarClient client = ColumnarClient.connect("localhost:3000");
 *         ColumnarBatch batch = client.batchRead(SetName.of("test", "offers"), new long[] {1, 2, 3}, schema)) {
 *     Float8Vector prices = (Float8Vector) batch.vector("price");
 *     …
 * }
 * }</pre>
 *
 * <p>The schema is the request: each field is filled from the bin of its name ({@link
 * FieldMetadata} has the details), and what it does not name is not read.
 *
 * <p>Thread-safe. Close results before the client.
 */
public final class ColumnarClient implements AutoCloseable {
    private final AerospikeClient client;
    private final Ownership ownership;
    private final BufferAllocator ownAllocator;
    private final ColumnReader reader;
    private final ColumnWriter writer;
    private final AtomicBoolean closed;

    private enum Ownership {
        OWNED,
        BORROWED,
        VIEW
    }

    private ColumnarClient(AerospikeClient client, Ownership ownership) {
        this.client = client;
        this.ownership = ownership;
        this.closed = new AtomicBoolean();
        this.ownAllocator = ArrowMemory.allocator();
        this.reader = new ColumnReader(client, this::allocator);
        this.writer = new ColumnWriter(client);
    }

    private ColumnarClient(ColumnarClient origin, CommandPolicy policy) {
        this.client = origin.client.with(policy);
        this.ownership = Ownership.VIEW;
        this.closed = origin.closed;
        this.ownAllocator = origin.ownAllocator;
        this.reader = origin.reader.over(client);
        this.writer = origin.writer.over(client);
    }

    /**
     * Connects to a cluster; closing the result disconnects.
     *
     * @param seeds nodes to start from, {@code host:port,…}; they make the others known
     * @throws dev.aerospikearrow.client.AerospikeException if no seed can be reached
     */
    public static ColumnarClient connect(String seeds) {
        return new ColumnarClient(AerospikeClient.connect(seeds), Ownership.OWNED);
    }

    /**
     * Connects to a cluster as configured, with TLS and a login for instance; closing the result
     * disconnects.
     *
     * @throws dev.aerospikearrow.client.AerospikeException if no seed can be reached, or the login
     *     is refused
     */
    public static ColumnarClient connect(ClientConfig config) {
        return new ColumnarClient(AerospikeClient.connect(config), Ownership.OWNED);
    }

    /**
     * Columns over a client that is there already and stays the caller's.
     *
     * @param client to be closed by the caller, after the result
     */
    public static ColumnarClient over(AerospikeClient client) {
        return new ColumnarClient(Objects.requireNonNull(client, "client"), Ownership.BORROWED);
    }

    /**
     * A view with another policy instead of the one of its kind: {@link
     * dev.aerospikearrow.client.BatchPolicy} for reads by key and writes, {@link
     * dev.aerospikearrow.client.QueryPolicy} for scans and queries. Everything else is shared with
     * this client, its allocator too. A view costs next to nothing to make, need not be closed, and
     * can be kept; closing it closes nothing.
     */
    public ColumnarClient with(CommandPolicy policy) {
        return new ColumnarClient(this, policy);
    }

    /** The client of the map API to the same cluster, with the policies of this view. */
    public AerospikeClient client() {
        return client;
    }

    /** As {@link #batchRead(BatchKeys, Schema, ReadOptions)} with the default options. */
    public ColumnarBatch batchRead(BatchKeys keys, Schema schema) {
        return batchRead(keys, schema, ReadOptions.DEFAULT);
    }

    /**
     * Integer keys of one set. As {@link #batchRead(BatchKeys, Schema, ReadOptions)} with the
     * default options, and the cheapest way to read keys once: what they need on the heap is used
     * again when the result is closed.
     */
    public ColumnarBatch batchRead(SetName set, long[] keys, Schema schema) {
        return batchRead(set, keys, schema, ReadOptions.DEFAULT);
    }

    /** The same with options. */
    public ColumnarBatch batchRead(SetName set, long[] keys, Schema schema, ReadOptions options) {
        return run(reader.batch(set, keys, schema, options));
    }

    /** Keys of any namespaces and sets. */
    public ColumnarBatch batchRead(Schema schema, Key... keys) {
        return batchRead(BatchKeys.of(keys), schema);
    }

    /**
     * Reads the schema's bins of many records into one batch of columns, row {@code i} for key
     * {@code i}.
     *
     * <p><b>Shape.</b> As many rows as keys, whatever the order of the replies, and one vector for
     * each field of the schema, also if there is no key or no record. A missing record is a row of
     * nulls with result code 2; a missing bin is null in its own field; a key that occurs twice is
     * two rows.
     *
     * <p><b>Ownership.</b> The caller closes the result. If this method throws, the allocator holds
     * nothing from it.
     *
     * @param keys the records, in the order of the rows
     * @param schema the fields, each filled from the bin of its name unless its {@link
     *     FieldMetadata} says otherwise
     * @throws IllegalArgumentException if the schema cannot be filled; nothing is sent then
     * @throws TypeMismatchException if a value does not fit its field and the field's policy is
     *     {@link OnMismatch#FAIL}
     * @throws dev.aerospikearrow.client.AerospikeException if rows stay unanswered or the batch is
     *     refused as a whole
     * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator's limit is reached
     */
    public ColumnarBatch batchRead(BatchKeys keys, Schema schema, ReadOptions options) {
        return run(reader.batch(Objects.requireNonNull(keys, "keys").rows(), schema, options));
    }

    /** As {@link #batchReadAsync(BatchKeys, Schema, ReadOptions)} with the default options. */
    public CompletableFuture<ColumnarBatch> batchReadAsync(BatchKeys keys, Schema schema) {
        return batchReadAsync(keys, schema, ReadOptions.DEFAULT);
    }

    /**
     * Like {@link #batchRead(BatchKeys, Schema, ReadOptions)}, without waiting. Arguments are
     * checked before this method returns; what fails later fails the future.
     *
     * <p><b>Ownership.</b> Whoever takes the batch from the future closes it. If the future is
     * cancelled, what is held for the batch is released soon.
     */
    public CompletableFuture<ColumnarBatch> batchReadAsync(
            BatchKeys keys, Schema schema, ReadOptions options) {
        return runAsync(reader.batch(Objects.requireNonNull(keys, "keys").rows(), schema, options));
    }

    /**
     * Reads a set, some of its partitions, or the records of a secondary index's range ({@link
     * QuerySpec#withIndexRange}) into record batches: many nodes and partitions at once, in no
     * particular order.
     *
     * <p><b>Shape.</b> Each record is a row, exactly once, also one that has none of the bins: then
     * all of them are null. {@code __key} is the user key if it was stored with the record. A
     * schema of metadata columns only makes the nodes read no bins.
     *
     * <p><b>Ownership.</b> The caller closes the reader, which holds a connection to each node.
     *
     * @throws IllegalArgumentException if the schema cannot be filled; nothing is sent then
     * @throws dev.aerospikearrow.client.AerospikeException if the scan cannot start; when it is
     *     read, if there is no such index
     */
    public ScanReader scan(QuerySpec spec, Schema schema, StreamOptions options) {
        return reader.scan(spec, schema, options);
    }

    /**
     * What {@link #batchRead(BatchKeys, Schema, ReadOptions)} would do now: what is asked of which
     * node, and what the client does itself. Nothing is sent.
     *
     * @throws IllegalArgumentException if the schema cannot be filled
     */
    public ReadExplanation explain(BatchKeys keys, Schema schema, ReadOptions options) {
        return reader.explain(Objects.requireNonNull(keys, "keys").rows(), schema, options);
    }

    /** The same with the default options. */
    public ReadExplanation explain(BatchKeys keys, Schema schema) {
        return explain(keys, schema, ReadOptions.DEFAULT);
    }

    /** The same for {@link #scan(QuerySpec, Schema, StreamOptions)}. */
    public ReadExplanation explain(QuerySpec spec, Schema schema, ReadOptions options) {
        return reader.explain(spec, schema, options);
    }

    /** The same for {@link #scan(QuerySpec, Schema)}. */
    public ReadExplanation explain(QuerySpec spec, Schema schema) {
        return explain(spec, schema, ReadOptions.DEFAULT);
    }

    /** As {@link #scan(QuerySpec, Schema, StreamOptions)} with the default options. */
    public ScanReader scan(QuerySpec spec, Schema schema) {
        return scan(spec, schema, StreamOptions.DEFAULT);
    }

    /**
     * Reads any number of keys into record batches, in the order of the keys, a missing record
     * being a row of nulls. Some record batches are read ahead while the caller is busy with the
     * one before, as many as {@link StreamOptions#maxBytesInFlight()} and {@link
     * StreamOptions#maxRecordBatchesAhead()} allow.
     *
     * <p><b>Ownership.</b> The caller closes the reader, and after it where the keys come from.
     *
     * @throws IllegalArgumentException if the schema cannot be filled; nothing is sent then
     */
    public RecordBatchReader batchReadStream(KeyStream keys, Schema schema, StreamOptions options) {
        return reader.stream(keys, BatchKeys::rows, schema, options);
    }

    /** As {@link #batchReadStream(KeyStream, Schema, StreamOptions)} with the default options. */
    public RecordBatchReader batchReadStream(KeyStream keys, Schema schema) {
        return batchReadStream(keys, schema, StreamOptions.DEFAULT);
    }

    /**
     * Reads columns of several sets for the same user keys with one batch request: a profile, its
     * statistics, its segments, say. Row {@code i} of each group is for key {@code i}; a record
     * that one set lacks is a row of nulls in its group only.
     *
     * <p><b>Ownership.</b> The caller closes the result. If this method throws, the allocator holds
     * nothing from it.
     *
     * @param userKeys integer keys, those of a record in each set
     * @param groups what to read, each with a name of its own
     * @throws IllegalArgumentException if a schema cannot be filled, or names repeat
     */
    public ColumnGroups batchReadGroups(
            long[] userKeys, List<ColumnGroup> groups, ReadOptions options) {
        return run(reader.groups(group -> RowKeys.of(group.set(), userKeys), groups, options));
    }

    /** The same for text keys. */
    public ColumnGroups batchReadGroups(
            String[] userKeys, List<ColumnGroup> groups, ReadOptions options) {
        List<String> texts = Arrays.asList(userKeys);
        return run(reader.groups(group -> RowKeys.of(group.set(), texts), groups, options));
    }

    /** The same for the values of a vector, of the types that {@link BatchKeys} takes. */
    public ColumnGroups batchReadGroups(
            ValueVector userKeys, List<ColumnGroup> groups, ReadOptions options) {
        return run(reader.groups(group -> RowKeys.of(group.set(), userKeys), groups, options));
    }

    /** Like {@link #batchReadGroups(long[], List, ReadOptions)}, without waiting. */
    public CompletableFuture<ColumnGroups> batchReadGroupsAsync(
            long[] userKeys, List<ColumnGroup> groups, ReadOptions options) {
        return runAsync(reader.groups(group -> RowKeys.of(group.set(), userKeys), groups, options));
    }

    /** The same for text keys. */
    public CompletableFuture<ColumnGroups> batchReadGroupsAsync(
            String[] userKeys, List<ColumnGroup> groups, ReadOptions options) {
        List<String> texts = Arrays.asList(userKeys);
        return runAsync(reader.groups(group -> RowKeys.of(group.set(), texts), groups, options));
    }

    private <T> T run(Call<T> call) {
        return ClientAccess.executorOf(client).run(call);
    }

    private <T> CompletableFuture<T> runAsync(Call<T> call) {
        return ClientAccess.executorOf(client).runAsync(call);
    }

    private BufferAllocator allocator(ReadOptions options) {
        requireOpen();
        BufferAllocator allocator = options.allocator().orElse(ownAllocator);
        try {
            // Does nothing without -ea; Arrow has no other question.
            allocator.assertOpen();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "Allocator "
                            + allocator.getName()
                            + " of the ReadOptions is closed. Give one that stays open as long as"
                            + " its batches.",
                    e);
        }
        return allocator;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "The columnar client is closed. Make a new one with ColumnarClient.connect or"
                            + " over.");
        }
    }

    /**
     * Writes the rows of a record batch, each to the record of its key.
     *
     * <p><b>Shape.</b> Each field is a bin of its name, but for those that the options use
     * otherwise; docs/docs/guides/type-mapping.md has what becomes of each type. The rows are made
     * into bytes and checked first, so that nothing is sent if one of them is refused. Then each is
     * a write of its own: some may fail, with codes in the result, while others succeed. Transient
     * failures are repeated, for the rows concerned, as the batch policy says.
     *
     * <p><b>Ownership.</b> The vectors stay the caller's.
     *
     * @param root the rows
     * @param options where the keys are, and what the write does
     * @return the code of each row
     * @throws IllegalArgumentException if a field cannot be written, or a row, and the options say
     *     so; nothing is sent then
     * @throws dev.aerospikearrow.columnar.IncompleteWriteException if rows stay unanswered; has the
     *     codes of the others, and says which rows are in doubt
     */
    public WriteResult batchWrite(VectorSchemaRoot root, ColumnarWriteOptions options) {
        return writer().write(root, options);
    }

    /**
     * Writes a stream of record batches, one after the other, like {@link
     * #batchWrite(VectorSchemaRoot, ColumnarWriteOptions)}. Rows are counted over the whole stream.
     * A failure after the first record batch was sent is an {@link
     * dev.aerospikearrow.columnar.IncompleteWriteException}, whatever its cause.
     *
     * @param reader read to its end; stays the caller's
     * @throws java.io.UncheckedIOException if the stream cannot be read
     */
    public WriteResult batchWrite(ArrowReader reader, ColumnarWriteOptions options) {
        return writer().write(reader, options);
    }

    /**
     * Like {@link #batchWrite(VectorSchemaRoot, ColumnarWriteOptions)}, without waiting. The rows
     * are made into bytes before this method returns, so that the vectors may change afterwards;
     * what fails later fails the future. After it is cancelled no further request is sent.
     */
    public CompletableFuture<WriteResult> batchWriteAsync(
            VectorSchemaRoot root, ColumnarWriteOptions options) {
        return writer().writeAsync(root, options);
    }

    /**
     * Like {@link #batchWrite(ArrowReader, ColumnarWriteOptions)}, on a thread of {@code executor}:
     * reading a stream may wait.
     */
    public CompletableFuture<WriteResult> batchWriteAsync(
            ArrowReader reader, ColumnarWriteOptions options, Executor executor) {
        ColumnWriter open = writer();
        return CompletableFuture.supplyAsync(() -> open.write(reader, options), executor);
    }

    private ColumnWriter writer() {
        requireOpen();
        return writer;
    }

    /**
     * Releases what the client owns; nothing, if it is a view. Batches from the client's own
     * allocator must be closed before.
     *
     * @throws IllegalStateException if batches are still open; the message says how many bytes they
     *     hold
     */
    @Override
    public void close() {
        if (ownership == Ownership.VIEW || closed.getAndSet(true)) {
            return;
        }
        try {
            if (ownership == Ownership.OWNED) {
                client.close();
            }
        } finally {
            closeAllocator();
        }
    }

    /**
     * Batches that are still open can be closed afterwards: their allocator then stays open too.
     */
    private void closeAllocator() {
        long heldBytes = ownAllocator.getAllocatedMemory();
        if (heldBytes > 0) {
            throw new IllegalStateException(
                    "Batches of this client are still open and hold "
                            + heldBytes
                            + " bytes. Close each batch before its client.");
        }
        ownAllocator.close();
    }
}
