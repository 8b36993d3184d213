package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.ReplyStream;
import dev.aerospikearrow.data.PartitionCursor;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * The records of a scan or query, pulled from the nodes as they are asked for: a slow reader slows
 * the nodes down, and not more than a frame per node is held here.
 *
 * <p>One thread at a time. It must be closed: until then it holds connections.
 */
public final class RecordStream implements Iterable<KeyRecord>, AutoCloseable {
    private final Queue<KeyRecord> buffered = new ArrayDeque<>();
    private final ReplyStream replies;
    private boolean iterated;

    /**
     * @param open makes the stream that fills the given queue
     */
    RecordStream(Function<Queue<KeyRecord>, ReplyStream> open) {
        replies = open.apply(buffered);
    }

    /**
     * The next record; empty after the last.
     *
     * @throws AerospikeException if the scan cannot go on
     */
    public Optional<KeyRecord> next() {
        while (buffered.isEmpty()) {
            if (!replies.advance()) {
                return Optional.empty();
            }
        }
        return Optional.of(buffered.remove());
    }

    /** The records from here on; can be asked for once. */
    @Override
    public Iterator<KeyRecord> iterator() {
        if (iterated) {
            throw new IllegalStateException(
                    "A RecordStream can be iterated once. Start another scan.");
        }
        iterated = true;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (buffered.isEmpty()) {
                    if (!replies.advance()) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            public KeyRecord next() {
                return RecordStream.this.next().orElseThrow(NoSuchElementException::new);
            }
        };
    }

    /** How many partitions have been read to their end. */
    public int partitionsDone() {
        return replies.partitionsDone();
    }

    /**
     * Where another scan can go on. All records that came from the nodes lie before, also those
     * that this stream still holds: read on until {@link #bufferedCount()} is 0 before storing
     * them.
     */
    public List<PartitionCursor> cursors() {
        return replies.cursors();
    }

    /** Records that have come and were not asked for yet. */
    public int bufferedCount() {
        return buffered.size();
    }

    /** Ends the scan, complete or not. May be called twice. */
    @Override
    public void close() {
        buffered.clear();
        replies.close();
    }
}
