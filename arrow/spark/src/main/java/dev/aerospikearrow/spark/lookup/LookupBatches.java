package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.key.KeyedRecords;
import dev.aerospikearrow.spark.scan.SetCheck;
import dev.aerospikearrow.spark.vector.SelectedColumn;
import dev.aerospikearrow.spark.vector.SparkColumns;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Lookups of the keys of each record batch that comes in, at most {@code rowsPerBatch} at a time,
 * which put what they find beside the columns that came in, which are not copied. A record batch
 * that goes out lives until the next one is asked for.
 */
final class LookupBatches
        implements LookupRdd.Output<org.apache.spark.sql.vectorized.ColumnarBatch> {
    private final LookupSpec spec;
    private final int keyOrdinal;
    private final LookupMetrics metrics;
    private final Iterator<org.apache.spark.sql.vectorized.ColumnarBatch> input;
    private final int rowsPerBatch;
    private final Schema schema;
    private final ExecutorClients.Lease lease;
    private final ColumnarClient columns;
    private final BufferAllocator allocator;
    private final ReadOptions readOptions;
    private org.apache.spark.sql.vectorized.@Nullable ColumnarBatch current;
    private int taken;
    private @Nullable ColumnarBatch found;
    private boolean anyFound;
    private @Nullable DataType missingKeys;
    private boolean closed;

    LookupBatches(
            LookupSpec spec,
            int keyOrdinal,
            LookupMetrics metrics,
            Iterator<org.apache.spark.sql.vectorized.ColumnarBatch> input) {
        this.spec = spec;
        this.keyOrdinal = keyOrdinal;
        this.metrics = metrics;
        this.input = input;
        rowsPerBatch = spec.options().rowsPerBatch();
        schema = spec.arrowSchema();
        lease = ExecutorClients.lease(spec.options());
        columns = lease.columnar().with(spec.batchPolicy());
        allocator = TaskMemory.newAllocator("lookup");
        readOptions = spec.readOptions(allocator);
    }

    @Override
    public boolean hasNext() {
        if (current != null && taken < current.numRows() || input.hasNext()) {
            return true;
        }
        requireFound();
        return false;
    }

    /** Keys of another type than those of the set have no records, whichever they are. */
    private void requireFound() {
        DataType keys = missingKeys;
        if (keys == null || anyFound || closed || spec.options().isEmptyAllowed()) {
            return;
        }
        missingKeys = null;
        StoredKeys.mistaken(lease.client(), spec.options().set(), LookupKeys.arrowType(keys))
                .ifPresent(
                        mistake -> {
                            throw new IllegalArgumentException(mistake + SetCheck.otherwise());
                        });
    }

    @Override
    public org.apache.spark.sql.vectorized.ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        releaseFound();
        org.apache.spark.sql.vectorized.ColumnarBatch rows = current;
        if (rows == null || taken >= rows.numRows()) {
            rows = input.next();
            current = rows;
            taken = 0;
        }
        int from = taken;
        int count = Math.min(rowsPerBatch, rows.numRows() - from);
        taken = from + count;
        return joined(rows, from, count);
    }

    private org.apache.spark.sql.vectorized.ColumnarBatch joined(
            org.apache.spark.sql.vectorized.ColumnarBatch rows, int from, int count) {
        BatchKeys keys =
                LookupKeys.read(
                        rows.column(keyOrdinal),
                        from,
                        count,
                        spec.options().namespace(),
                        spec.options().setName(),
                        allocator);
        long start = System.nanoTime();
        ColumnarBatch records = columns.batchRead(keys, schema, readOptions);
        found = records;
        metrics.count(records, System.nanoTime() - start);
        anyFound |= records.counts().found() > 0;
        if (records.counts().missing() > 0) {
            missingKeys = rows.column(keyOrdinal).dataType();
        }
        if (!spec.hasResultCodes()) {
            KeyedRecords.requireAnswers(
                    records,
                    spec.options().place(),
                    row -> LookupKeys.text(rows.column(keyOrdinal), from + row),
                    "Ask for the result codes as a column to go on without these records");
        }
        ColumnVector[] added = SparkColumns.of(records.root(), schema, records.dictionaries());
        if (spec.type() == LookupType.LEFT && count == rows.numRows()) {
            return batch(rows, added, null, null, count);
        }
        int[] kept =
                IntStream.range(0, count)
                        .filter(
                                row ->
                                        spec.type() == LookupType.LEFT
                                                || records.resultCode(row) == ResultCode.OK.code())
                        .toArray();
        int[] keptInput = Arrays.stream(kept).map(row -> row + from).toArray();
        return batch(rows, added, keptInput, kept, kept.length);
    }

    /** The columns that came in and the added ones, with all rows or with chosen ones. */
    private org.apache.spark.sql.vectorized.ColumnarBatch batch(
            org.apache.spark.sql.vectorized.ColumnarBatch rows,
            ColumnVector[] added,
            int @Nullable [] inputRows,
            int @Nullable [] addedRows,
            int count) {
        ColumnVector[] columns = new ColumnVector[rows.numCols() + added.length];
        for (int i = 0; i < rows.numCols(); i++) {
            columns[i] = SelectedColumn.of(rows.column(i), inputRows);
        }
        for (int i = 0; i < added.length; i++) {
            columns[rows.numCols() + i] = SelectedColumn.of(added[i], addedRows);
        }
        metrics.outputRows().add(count);
        return new org.apache.spark.sql.vectorized.ColumnarBatch(columns, count);
    }

    private void releaseFound() {
        if (found != null) {
            found.close();
            found = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        current = null;
        try (lease;
                allocator) {
            releaseFound();
        }
    }
}
