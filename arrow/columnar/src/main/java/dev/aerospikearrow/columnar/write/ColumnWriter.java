package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * The writer of record batches through a client; {@link dev.aerospikearrow.columnar.ColumnarClient}
 * calls it. A record batch is made into bytes first, all of it, so that nothing is sent of one that
 * cannot be; then it goes out in requests of {@link ColumnarWriteOptions#rowsPerRequest()} rows,
 * one after the other, each over all nodes at once. Thread-safe.
 */
public final class ColumnWriter {
    private final AerospikeClient client;
    private final RowBuffers buffers;

    /**
     * @param client stays the caller's
     */
    public ColumnWriter(AerospikeClient client) {
        this(client, new RowBuffers());
    }

    private ColumnWriter(AerospikeClient client, RowBuffers buffers) {
        this.client = client;
        this.buffers = buffers;
    }

    /** A writer through another client that shares what this one keeps. */
    public ColumnWriter over(AerospikeClient other) {
        return new ColumnWriter(other, buffers);
    }

    private CommandExecutor executor() {
        return ClientAccess.executorOf(client);
    }

    /** See {@link dev.aerospikearrow.columnar.ColumnarClient#batchWrite}. */
    public WriteResult write(VectorSchemaRoot root, ColumnarWriteOptions options) {
        PreparedRows rows = prepare(root, options);
        WriteProgress progress = new WriteProgress();
        try {
            send(rows, progress, options);
        } catch (AerospikeException e) {
            throw new IncompleteWriteException(e, progress.result());
        } finally {
            // A call that has ended encodes nothing any more.
            buffers.giveBack(rows.buffer());
        }
        return progress.result();
    }

    /** See {@link dev.aerospikearrow.columnar.ColumnarClient#batchWriteAsync}. */
    public CompletableFuture<WriteResult> writeAsync(
            VectorSchemaRoot root, ColumnarWriteOptions options) {
        PreparedRows rows = prepare(root, options);
        WriteProgress progress = new WriteProgress();
        progress.begin(rows);
        CompletableFuture<WriteResult> result = new CompletableFuture<>();
        sendFrom(0, rows, progress, options, result);
        return result;
    }

    /** See {@link dev.aerospikearrow.columnar.ColumnarClient#batchWrite}. */
    public WriteResult write(ArrowReader reader, ColumnarWriteOptions options) {
        WriteProgress progress = new WriteProgress();
        try {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            WritePlan plan = WritePlan.of(root.getSchema(), options);
            while (reader.loadNextBatch()) {
                PreparedRows rows = encode(plan, options, root, reader, progress.rowCount());
                try {
                    send(rows, progress, options);
                } finally {
                    buffers.giveBack(rows.buffer());
                }
            }
        } catch (IOException e) {
            throw ended(new UncheckedIOException(e.getMessage(), e), progress);
        } catch (RuntimeException e) {
            throw ended(e, progress);
        }
        return progress.result();
    }

    /** Once rows were sent, whoever is told of a failure is told of them too. */
    private static RuntimeException ended(RuntimeException failure, WriteProgress progress) {
        return progress.rowCount() == 0
                ? failure
                : new IncompleteWriteException(failure, progress.result());
    }

    private PreparedRows prepare(VectorSchemaRoot root, ColumnarWriteOptions options) {
        WritePlan plan = WritePlan.of(root.getSchema(), options);
        DictionaryProvider dictionaries = RowsEncoder.orNone(options.dictionaries());
        return encode(plan, options, root, dictionaries, 0);
    }

    private PreparedRows encode(
            WritePlan plan,
            ColumnarWriteOptions options,
            VectorSchemaRoot root,
            DictionaryProvider dictionaries,
            int firstRow) {
        WireBuffer buffer = buffers.borrow();
        try {
            return new RowsEncoder(plan, options, root, dictionaries, firstRow, buffer).encode();
        } catch (RuntimeException e) {
            buffers.giveBack(buffer);
            throw e;
        }
    }

    private void send(PreparedRows rows, WriteProgress progress, ColumnarWriteOptions options) {
        progress.begin(rows);
        try {
            int from = 0;
            while (from < rows.sentCount()) {
                int to = rows.endOfRequest(from, options.rowsPerRequest());
                executor().run(call(rows, from, to, progress));
                from = to;
            }
        } finally {
            progress.end(rows);
        }
    }

    private void sendFrom(
            int from,
            PreparedRows rows,
            WriteProgress progress,
            ColumnarWriteOptions options,
            CompletableFuture<WriteResult> result) {
        if (from == rows.sentCount()) {
            progress.end(rows);
            buffers.giveBack(rows.buffer());
            result.complete(progress.result());
            return;
        }
        if (result.isDone()) {
            buffers.giveBack(rows.buffer());
            return; // Cancelled: nobody waits for the rest.
        }
        int to = rows.endOfRequest(from, options.rowsPerRequest());
        executor()
                .runAsync(call(rows, from, to, progress))
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure == null) {
                                continueFrom(to, rows, progress, options, result);
                            } else {
                                progress.end(rows);
                                buffers.giveBack(rows.buffer());
                                result.completeExceptionally(told(failure, progress));
                            }
                        });
    }

    private void continueFrom(
            int from,
            PreparedRows rows,
            WriteProgress progress,
            ColumnarWriteOptions options,
            CompletableFuture<WriteResult> result) {
        try {
            sendFrom(from, rows, progress, options, result);
        } catch (RuntimeException | Error e) {
            progress.end(rows);
            result.completeExceptionally(told(e, progress));
        }
    }

    private static Throwable told(Throwable failure, WriteProgress progress) {
        Throwable cause = failure.getCause();
        Throwable reason =
                failure instanceof CompletionException && cause != null ? cause : failure;
        return reason instanceof AerospikeException exception
                ? new IncompleteWriteException(exception, progress.result())
                : reason;
    }

    private Call<@Nullable Void> call(PreparedRows rows, int from, int to, WriteProgress progress) {
        return executor()
                .batch(
                        rows.request(from, to),
                        progress.answers(rows, from),
                        client.config().batchPolicy());
    }
}
