package dev.aerospikearrow.cli.load;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A file on its way into a set, some rows at a time. Used by one thread. */
public interface Load extends AutoCloseable {
    /**
     * Reads the next rows and sends them; empty at the end of the file.
     *
     * @return ends normally, whatever the cluster says; the result tells
     * @throws RefusedRowException if a row cannot be written and none may be left out; all rows
     *     before it have been sent
     * @throws dev.aerospikearrow.cli.console.CliException if what follows is not in the file's
     *     format
     */
    Optional<CompletableFuture<LoadResult>> sendNext() throws IOException;

    /**
     * Leaves out rows at the beginning.
     *
     * @return how many there were, if the file has fewer
     */
    long skip(long rows) throws IOException;

    /** How many rows the file has, if that is known. */
    OptionalLong rowCount();

    @Override
    void close() throws IOException;
}
