package dev.aerospikearrow.cli.load;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of a file, one after the other. Used by one thread. */
interface RowReader extends AutoCloseable {
    /**
     * The next row; empty at the end.
     *
     * @throws RefusedRowException if it is no row; the next call goes on after it
     */
    Optional<TextRow> next() throws IOException;

    /** How many rows there are, if that is known before they are read. */
    OptionalLong rowCount();

    /** The columns that every row has; empty if each row has its own. */
    List<String> columns();

    /** How a column's values are stored. */
    BinType type(String column);

    @Override
    void close() throws IOException;
}
