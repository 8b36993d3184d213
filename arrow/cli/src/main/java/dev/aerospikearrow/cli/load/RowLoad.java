package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.IncompleteBatchException;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Rows of texts on their way: each becomes a write of its own bins, with its own types. */
final class RowLoad implements Load {
    private static final int ROWS_PER_REQUEST = 10_000;

    /** About how many bytes go into one request. */
    private static final long BYTES_PER_REQUEST = 16 << 20;

    private final AerospikeClient client;
    private final LoadOptions options;
    private final RowReader reader;
    private final RowWrites writes;
    private long rowsTaken;
    private Optional<RefusedRowException> refused = Optional.empty();

    RowLoad(AerospikeClient client, LoadOptions options, RowReader reader, RowWrites writes) {
        this.client = client;
        this.options = options;
        this.reader = reader;
        this.writes = writes;
    }

    /** A row that is sent. */
    private record Sent(long row, TextRow text, BatchWrite write) {}

    /** Rows of one request, and those among them that are not sent. */
    private static final class Block {
        private final List<Sent> sent = new ArrayList<>();
        private final List<UnwrittenRow> unwritten = new ArrayList<>();
        private long bytes;

        int rowCount() {
            return sent.size() + unwritten.size();
        }

        boolean isFull() {
            return rowCount() >= ROWS_PER_REQUEST || bytes >= BYTES_PER_REQUEST;
        }
    }

    @Override
    public long skip(long rows) throws IOException {
        for (long i = 0; i < rows; i++) {
            try {
                if (reader.next().isEmpty()) {
                    return i;
                }
            } catch (RefusedRowException e) {
                continue; // It is left out anyway.
            } finally {
                rowsTaken = i + 1;
            }
        }
        return rows;
    }

    @Override
    public Optional<CompletableFuture<LoadResult>> sendNext() throws IOException {
        if (refused.isPresent()) {
            throw refused.get();
        }
        Block block = new Block();
        while (!block.isFull() && refused.isEmpty() && take(block)) {
            // The row is taken.
        }
        if (block.rowCount() > 0) {
            return Optional.of(send(block));
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
        return Optional.empty();
    }

    /** Takes a row; false if there is none. */
    private boolean take(Block block) throws IOException {
        try {
            Optional<TextRow> next = reader.next();
            if (next.isEmpty()) {
                return false;
            }
            TextRow text = next.get();
            Optional<BatchWrite> write = writes.of(text, reader);
            if (write.isPresent()) {
                block.sent.add(new Sent(rowsTaken, text, write.get()));
                block.bytes += writes.bytesOfLast();
            } else {
                block.unwritten.add(
                        unwritten(text, "", WriteResult.NOTHING_TO_WRITE, "all bins null"));
            }
        } catch (RefusedRowException e) {
            leaveOut(block, e);
        }
        rowsTaken++;
        return true;
    }

    private void leaveOut(Block block, RefusedRowException e) {
        if (options.onInvalidRow() == OnInvalidRow.FAIL) {
            refused = Optional.of(e);
            return;
        }
        block.unwritten.add(
                new UnwrittenRow(
                        rowsTaken,
                        OptionalLong.of(e.line()),
                        "",
                        e.code(),
                        e.code() == WriteResult.NULL_KEY ? "null key" : "invalid",
                        e.reason(),
                        UnwrittenRow.Doubt.NONE,
                        Optional.of(e.source())));
    }

    private UnwrittenRow unwritten(TextRow text, String key, int code, String reason) {
        return new UnwrittenRow(
                rowsTaken,
                OptionalLong.of(text.line()),
                key,
                code,
                reason,
                reason,
                UnwrittenRow.Doubt.NONE,
                Optional.of(text.source().get()));
    }

    private CompletableFuture<LoadResult> send(Block block) {
        if (block.sent.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new LoadResult(block.rowCount(), 0, block.unwritten, Optional.empty()));
        }
        return client.async()
                .with(options.policy())
                .batchWrite(block.sent.stream().map(Sent::write).toList())
                .handle((rows, failure) -> result(block, rows, failure));
    }

    private static LoadResult result(
            Block block, @Nullable List<BatchRow> rows, @Nullable Throwable failure) {
        if (failure == null && rows != null) {
            return answered(block, rows, Optional.empty());
        }
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (reason instanceof IncompleteBatchException incomplete) {
            return answered(block, incomplete.rows(), Optional.of(incomplete));
        }
        RuntimeException told =
                reason instanceof RuntimeException exception
                        ? exception
                        : new IllegalStateException(reason);
        boolean doubt = reason instanceof AerospikeException exception && exception.inDoubt();
        List<UnwrittenRow> unwritten = new ArrayList<>(block.unwritten);
        for (Sent sent : block.sent) {
            unwritten.add(unanswered(sent, doubt));
        }
        return new LoadResult(block.rowCount(), 0, sorted(unwritten), Optional.of(told));
    }

    private static LoadResult answered(
            Block block, List<BatchRow> rows, Optional<IncompleteBatchException> failure) {
        List<UnwrittenRow> unwritten = new ArrayList<>(block.unwritten);
        int written = 0;
        for (int i = 0; i < block.sent.size(); i++) {
            Sent sent = block.sent.get(i);
            int code = rows.get(i).resultCode();
            if (rows.get(i).isOk()) {
                written++;
            } else if (code == BatchRow.NO_ANSWER) {
                unwritten.add(
                        unanswered(sent, failure.map(AerospikeException::inDoubt).orElse(false)));
            } else {
                unwritten.add(failed(sent, code, ResultCode.describe(code)));
            }
        }
        return new LoadResult(
                block.rowCount(), written, sorted(unwritten), failure.map(reason -> reason));
    }

    private static List<UnwrittenRow> sorted(List<UnwrittenRow> rows) {
        rows.sort(java.util.Comparator.comparingLong(UnwrittenRow::row));
        return List.copyOf(rows);
    }

    private static UnwrittenRow unanswered(Sent sent, boolean doubt) {
        UnwrittenRow row = failed(sent, WriteResult.UNANSWERED, "no answer");
        return doubt
                ? new UnwrittenRow(
                        row.row(),
                        row.line(),
                        row.key(),
                        row.code(),
                        row.kind(),
                        row.reason(),
                        UnwrittenRow.Doubt.MAYBE_WRITTEN,
                        row.source())
                : row;
    }

    private static UnwrittenRow failed(Sent sent, int code, String reason) {
        return new UnwrittenRow(
                sent.row,
                OptionalLong.of(sent.text.line()),
                sent.write.key().toString(),
                code,
                reason,
                reason,
                UnwrittenRow.Doubt.NONE,
                Optional.of(sent.text.source().get()));
    }

    @Override
    public OptionalLong rowCount() {
        return reader.rowCount();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
