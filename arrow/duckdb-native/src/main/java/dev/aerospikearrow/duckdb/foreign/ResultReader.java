package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.duckdb.stream.PassingReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * The rows of a result. To go on with one whose database is gone would end the JVM, so the database
 * ends what is open when it is closed.
 */
final class ResultReader extends PassingReader {
    private static final Pattern STREAM_ERROR =
            Pattern.compile("CDataJniException\\{errno=\\d+, message=(.*)}", Pattern.DOTALL);

    private boolean ended;

    ResultReader(ArrowReader source, BufferAllocator allocator) {
        super(source, allocator);
    }

    @Override
    public synchronized boolean loadNextBatch() throws IOException {
        if (ended) {
            throw new IllegalStateException(
                    "This result is closed, or the database that it is of.");
        }
        try {
            return source.loadNextBatch();
        } catch (IOException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** What DuckDB says, without the wrapping of the C stream that it comes through. */
    private static String reason(IOException failure) {
        Matcher wrapped = STREAM_ERROR.matcher(String.valueOf(failure.getMessage()));
        return wrapped.find() ? wrapped.group(1) : String.valueOf(failure.getMessage());
    }

    /** Ends the query, if it is running. */
    synchronized void end() throws IOException {
        if (!ended) {
            ended = true;
            source.close();
        }
    }

    @Override
    public void close(boolean closeReadSource) throws IOException {
        if (closeReadSource) {
            end();
        }
    }
}
