package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.columnar.RecordBatchReader;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows from a cluster on their way into a file: counted, shown, stopped by Ctrl-C, and without the
 * columns that were read only to be counted.
 */
public final class RowSource extends StoppableRows {
    private final RecordBatchReader rows;
    private final Schema written;
    private final Supplier<String> position;
    private final Consumer<VectorSchemaRoot> listener;
    private final Object taking = new Object();
    private volatile boolean cancelled;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    /**
     * @param rows owned by this source from now on
     * @param written the columns that go into the file
     * @param position where another source goes on after the record batches loaded so far
     * @param listener is shown each record batch, with all its columns
     */
    RowSource(
            BufferAllocator allocator,
            RecordBatchReader rows,
            Schema written,
            Supplier<String> position,
            Consumer<VectorSchemaRoot> listener) {
        super(allocator);
        this.rows = rows;
        this.written = written;
        this.position = position;
        this.listener = listener;
    }

    @Override
    public boolean loadNextBatch() {
        try {
            if (cancelled) {
                throw new CancellationException();
            }
            VectorSchemaRoot target = root();
            target.clear();
            if (!rows.loadNextBatch()) {
                return false;
            }
            take(target);
            return true;
        } catch (RuntimeException e) {
            RuntimeException told = cancelled ? new CancellationException() : e;
            if (failure.isEmpty()) {
                failure = Optional.of(told); // An engine may ask again after a failure.
            }
            throw told;
        }
    }

    /** Whoever cancels closes the rows, and waits until they are taken. */
    private void take(VectorSchemaRoot target) {
        synchronized (taking) {
            if (cancelled) {
                throw new CancellationException();
            }
            VectorSchemaRoot loaded = rows.getVectorSchemaRoot();
            listener.accept(loaded);
            int rowCount = loaded.getRowCount();
            for (Field field : written.getFields()) {
                FieldVector vector = loaded.getVector(field.getName());
                vector.makeTransferPair(target.getVector(field.getName())).transfer();
            }
            target.setRowCount(rowCount);
        }
    }

    private VectorSchemaRoot root() {
        try {
            return getVectorSchemaRoot();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where another source goes on: after all record batches that were loaded. */
    public String position() {
        return position.get();
    }

    @Override
    public Optional<RuntimeException> failure() {
        return failure;
    }

    @Override
    public void cancel() {
        cancelled = true;
        closeReadSource();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    protected Schema readSchema() {
        return written;
    }

    @Override
    protected void closeReadSource() {
        synchronized (taking) {
            rows.close();
        }
    }
}
