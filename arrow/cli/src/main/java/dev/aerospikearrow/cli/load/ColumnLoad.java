package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Record batches on their way: each is made into bytes while the one before is under way. */
final class ColumnLoad implements Load {
    /** What is not answered is that of one request and no more. */
    private static final int ROWS_PER_REQUEST = ColumnarWriteOptions.DEFAULT_ROWS_PER_REQUEST;

    private final InputFile file;
    private final ColumnarClient client;
    private final ColumnarWriteOptions options;
    private long rowsTaken;
    private int nextRow;

    ColumnLoad(InputFile file, ColumnarClient client, ColumnarWriteOptions options) {
        this.file = file;
        this.client = client;
        this.options = options;
    }

    @Override
    public long skip(long rows) throws IOException {
        VectorSchemaRoot root = file.reader().getVectorSchemaRoot();
        while (rowsTaken < rows) {
            if (!file.next()) {
                return rowsTaken;
            }
            nextRow = (int) Math.min(rows - rowsTaken, root.getRowCount());
            rowsTaken += nextRow;
        }
        return rows;
    }

    @Override
    public Optional<CompletableFuture<LoadResult>> sendNext() throws IOException {
        VectorSchemaRoot root = file.reader().getVectorSchemaRoot();
        while (nextRow >= root.getRowCount()) {
            nextRow = 0;
            if (!file.next()) {
                return Optional.empty();
            }
        }
        int from = nextRow;
        int count = Math.min(ROWS_PER_REQUEST, root.getRowCount() - from);
        nextRow += count;
        if (count == root.getRowCount()) {
            return Optional.of(send(root));
        }
        try (VectorSchemaRoot part = root.slice(from, count)) {
            return Optional.of(send(part));
        }
    }

    private CompletableFuture<LoadResult> send(VectorSchemaRoot root) {
        long firstRow = rowsTaken;
        int rowCount = root.getRowCount();
        rowsTaken += rowCount;
        try {
            return client.batchWriteAsync(root, options)
                    .handle((written, failure) -> result(firstRow, rowCount, written, failure));
        } catch (InvalidRowException e) {
            throw new CliException(ExitCode.MISFIT, inFile(e, firstRow), e);
        }
    }

    /** The writer counts from the beginning of the record batch; people from that of the file. */
    private String inFile(InvalidRowException e, long firstRow) {
        String message = String.valueOf(e.getMessage());
        String start = "Row " + e.row() + " ";
        return file.name()
                + ": "
                + (message.startsWith(start)
                        ? "row " + (firstRow + e.row()) + " " + message.substring(start.length())
                        : message)
                + " On this command line: --skip-invalid.";
    }

    private static LoadResult result(
            long firstRow,
            int rowCount,
            @Nullable WriteResult written,
            @Nullable Throwable failure) {
        if (failure == null && written != null) {
            return counted(firstRow, written, Optional.empty());
        }
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (reason instanceof IncompleteWriteException incomplete) {
            return counted(firstRow, incomplete.result(), Optional.of(incomplete));
        }
        RuntimeException told =
                reason instanceof RuntimeException exception
                        ? exception
                        : new IllegalStateException(reason);
        List<UnwrittenRow> unwritten = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            unwritten.add(
                    unwritten(
                            firstRow + row,
                            "",
                            WriteResult.UNANSWERED,
                            "no answer",
                            UnwrittenRow.Doubt.MAYBE_WRITTEN));
        }
        return new LoadResult(rowCount, 0, unwritten, Optional.of(told));
    }

    private static LoadResult counted(
            long firstRow, WriteResult result, Optional<IncompleteWriteException> failure) {
        Map<Integer, WriteResult.CodeCount> counts = new HashMap<>();
        result.counts().forEach(count -> counts.put(count.resultCode(), count));
        List<UnwrittenRow> unwritten = new ArrayList<>();
        for (int row = 0; row < result.rowCount(); row++) {
            int code = result.resultCode(row);
            if (code == ResultCode.OK.code()) {
                continue;
            }
            Optional<WriteResult.CodeCount> count = Optional.ofNullable(counts.get(code));
            int first = row;
            String kind = count.map(WriteResult.CodeCount::description).orElse("code " + code);
            unwritten.add(
                    new UnwrittenRow(
                            firstRow + row,
                            OptionalLong.empty(),
                            count.filter(each -> each.firstRow() == first)
                                    .map(WriteResult.CodeCount::firstKey)
                                    .orElse(""),
                            code,
                            kind,
                            result.problem(row).orElse(kind),
                            result.isInDoubt(row)
                                    ? UnwrittenRow.Doubt.MAYBE_WRITTEN
                                    : UnwrittenRow.Doubt.NONE,
                            Optional.empty()));
        }
        return new LoadResult(
                result.rowCount(), result.writtenCount(), unwritten, failure.map(reason -> reason));
    }

    private static UnwrittenRow unwritten(
            long row, String key, int code, String reason, UnwrittenRow.Doubt doubt) {
        return new UnwrittenRow(
                row, OptionalLong.empty(), key, code, reason, reason, doubt, Optional.empty());
    }

    @Override
    public OptionalLong rowCount() {
        return file.rowCount();
    }

    @Override
    public void close() {
        file.close();
    }
}
