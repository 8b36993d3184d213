package dev.aerospikearrow.cli.file;

import java.io.IOException;

/**
 * A writer of the record batches of one root in a format that needs no engine: what the root holds,
 * each time it is called.
 */
public interface BatchWriter extends AutoCloseable {
    /** Writes the rows that are loaded. */
    void write() throws IOException;

    /** Writes what stands at the end. */
    void finish() throws IOException;

    /** Releases what it holds; the channel stays the caller's. */
    @Override
    default void close() throws IOException {}
}
