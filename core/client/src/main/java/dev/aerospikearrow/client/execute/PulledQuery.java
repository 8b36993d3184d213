package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.transport.IoLoop;
import dev.aerospikearrow.client.transport.LoopPool;
import dev.aerospikearrow.data.PartitionCursor;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A query on a borrowed loop, which runs only while its caller waits for the next frame. */
final class PulledQuery implements ReplyStream {
    private final QueryCall<?> call;
    private final LoopPool pool;
    private final IoLoop loop;
    private final Runnable onRelease;
    private final long receivedBefore;
    private boolean released;
    private boolean closed;
    private long received;

    /**
     * @param onRelease is run when the loop is given back
     */
    PulledQuery(QueryCall<?> call, LoopPool pool, IoLoop loop, Runnable onRelease) {
        this.onRelease = onRelease;
        this.call = call;
        this.pool = pool;
        this.loop = loop;
        receivedBefore = loop.receivedBytes();
    }

    /** Sends the requests, so that the nodes can begin before the first record is asked for. */
    void begin() {
        loop.enter();
        try {
            loop.begin(call);
        } finally {
            loop.leave();
        }
        if (call.isDone()) {
            release();
            call.join();
        }
    }

    @Override
    public boolean advance() {
        if (closed) {
            throw new IllegalStateException("The scan is closed.");
        }
        if (released) {
            call.join();
            return false;
        }
        long before = call.frameCount();
        if (!call.isDone()) {
            loop.enter();
            try {
                call.listen();
                loop.drive(call, () -> call.frameCount() != before);
                call.stopListening();
            } finally {
                loop.leave();
            }
        }
        if (call.frameCount() != before) {
            return true;
        }
        release();
        call.join();
        return false;
    }

    @Override
    public void cancel() {
        call.cancel();
        loop.wakeup();
    }

    @Override
    public long receivedBytes() {
        return released ? received : loop.receivedBytes() - receivedBefore;
    }

    @Override
    public int retryCount() {
        return call.attempt();
    }

    @Override
    public int partitionsDone() {
        return call.progress().finishedCount();
    }

    @Override
    public List<PartitionCursor> cursors() {
        return call.progress().cursors();
    }

    @Override
    public void close() {
        closed = true;
        if (released) {
            return;
        }
        loop.enter();
        try {
            if (!call.isDone()) {
                call.fail(new CancellationException("The scan was closed before its end."));
            }
        } finally {
            loop.leave();
        }
        release();
    }

    private void release() {
        if (!released) {
            received = loop.receivedBytes() - receivedBefore;
            released = true;
            pool.giveBack(loop);
            onRelease.run();
        }
    }
}
