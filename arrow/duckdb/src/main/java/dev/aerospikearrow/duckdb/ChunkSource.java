package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.RecordBatchReader;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.duckdb.DuckDBDataChunkWriter;

/** Record batches handed out in DuckDB's chunks, which are smaller. For one thread. */
final class ChunkSource implements AutoCloseable {
    private final RecordBatchReader reader;
    private final Consumer<MismatchReport> mismatchListener;
    private final VectorSchemaRoot root;
    private final Consumer<VectorSchemaRoot> batchListener;
    private final List<FunctionColumn.Copier> copiers;
    private int nextRow;

    /**
     * @param reader closed with this source
     * @param mismatchListener is told what did not fit when this is closed
     */
    ChunkSource(RecordBatchReader reader, Consumer<MismatchReport> mismatchListener) {
        this(reader, mismatchListener, Integer.MAX_VALUE, batch -> {});
    }

    /**
     * The same for a reader that reads more than is handed out.
     *
     * @param columnCount how many of the reader's columns are handed out, the first of them
     * @param batchListener is shown each record batch that is loaded
     */
    ChunkSource(
            RecordBatchReader reader,
            Consumer<MismatchReport> mismatchListener,
            int columnCount,
            Consumer<VectorSchemaRoot> batchListener) {
        this.reader = reader;
        this.mismatchListener = mismatchListener;
        this.batchListener = batchListener;
        root = reader.getVectorSchemaRoot();
        copiers =
                root.getFieldVectors().stream()
                        .limit(columnCount)
                        .map(FunctionColumn::copier)
                        .toList();
    }

    /**
     * Fills a chunk.
     *
     * @return how many rows; 0 at the end
     */
    int next(DuckDBDataChunkWriter chunk) {
        while (nextRow == root.getRowCount()) {
            if (!reader.loadNextBatch()) {
                return 0;
            }
            batchListener.accept(root);
            nextRow = 0;
        }
        int rowCount = (int) Math.min(chunk.capacity(), root.getRowCount() - nextRow);
        for (int column = 0; column < copiers.size(); column++) {
            copiers.get(column).copy(nextRow, rowCount, chunk.vector(column));
        }
        nextRow += rowCount;
        return rowCount;
    }

    @Override
    public void close() {
        try (reader) {
            MismatchLog.report(reader, mismatchListener);
        }
    }
}
