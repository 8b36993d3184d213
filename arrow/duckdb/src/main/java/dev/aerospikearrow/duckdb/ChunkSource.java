package dev.aerospikearrow.duckdb;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBDataChunkWriter;

/** Record batches handed out in DuckDB's chunks, which are smaller. For one thread. */
final class ChunkSource implements AutoCloseable {
    private final ArrowReader reader;
    private final VectorSchemaRoot root;
    private final List<FunctionColumn.Copier> copiers;
    private int nextRow;

    /**
     * @param reader closed with this source
     */
    ChunkSource(ArrowReader reader) {
        this.reader = reader;
        root = Readers.root(reader);
        copiers = root.getFieldVectors().stream().map(FunctionColumn::copier).toList();
    }

    /**
     * Fills a chunk.
     *
     * @return how many rows; 0 at the end
     */
    int next(DuckDBDataChunkWriter chunk) throws IOException {
        while (nextRow == root.getRowCount()) {
            if (!reader.loadNextBatch()) {
                return 0;
            }
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
    public void close() throws IOException {
        reader.close();
    }
}
