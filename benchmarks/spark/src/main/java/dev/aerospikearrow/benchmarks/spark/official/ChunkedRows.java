package dev.aerospikearrow.benchmarks.spark.official;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The rows of a task, which come in chunks: those of a request. */
abstract class ChunkedRows implements Iterator<Row> {
    private Iterator<Row> chunk = Collections.emptyIterator();

    abstract boolean hasMoreRequests();

    abstract List<Row> request();

    @Override
    public final boolean hasNext() {
        while (!chunk.hasNext() && hasMoreRequests()) {
            chunk = request().iterator();
        }
        return chunk.hasNext();
    }

    @Override
    public final Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return chunk.next();
    }
}
