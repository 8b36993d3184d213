package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.PartitionCursor;
import java.util.List;

/**
 * A scan or query that its caller pulls. Between two calls of {@link #advance()} nothing is read,
 * so a slow caller slows the nodes down, and memory stays bounded by one frame per node.
 *
 * <p>One thread at a time. It must be closed: until then it holds connections.
 */
public interface ReplyStream extends AutoCloseable {
    /**
     * Waits for the next frame of any node and decodes it for the answer.
     *
     * @return false when the scan is complete, and then nothing was decoded
     * @throws dev.aerospikearrow.client.AerospikeException if it cannot go on; {@link #cursors()}
     *     then say from where another one could
     */
    boolean advance();

    /**
     * Makes an {@link #advance()} that waits, and all later ones, fail with a {@link
     * java.util.concurrent.CancellationException}. From any thread; the stream is still to be
     * closed.
     */
    void cancel();

    /** Bytes received so far. */
    long receivedBytes();

    /** How often nodes were asked again because an attempt failed. */
    int retryCount();

    /** How many of the scan's partitions have been read to their end. */
    int partitionsDone();

    /**
     * Where another scan can go on: one cursor per partition that has not been read to its end.
     * Every record that was handed to the answer lies before them.
     */
    List<PartitionCursor> cursors();

    /** Ends the scan, complete or not, and gives its connections back. May be called twice. */
    @Override
    void close();
}
