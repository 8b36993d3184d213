package dev.aerospikearrow.cli.export;

import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Rows on their way into a file or a table, which Ctrl-C can end. */
public abstract class StoppableRows extends ArrowReader {
    /** For the vectors. */
    protected StoppableRows(BufferAllocator allocator) {
        super(allocator);
    }

    /**
     * Makes the rows end with a {@link java.util.concurrent.CancellationException}; from any
     * thread.
     */
    public abstract void cancel();

    /** What ended the rows early: an engine that reads them tells only its message. */
    public abstract Optional<RuntimeException> failure();
}
