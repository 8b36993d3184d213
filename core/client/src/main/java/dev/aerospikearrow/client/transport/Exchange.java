package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. A loop's connection asks it to write itself down, feeds it the frames
 * of the reply in order, and tells it the end: exactly one of {@link #onComplete} and {@link
 * #onFailure}, or neither after {@link #abandon()}. All of that on the loop's thread.
 */
public abstract class Exchange {
    /** How much of a connection's time the reply takes. */
    public enum Extent {
        /** One small frame: others may follow on the connection at once. */
        SHORT,
        /** Several frames: wants a connection to itself, but ends soon when abandoned. */
        LONG,
        /** As long as a scan: when it is abandoned, the connection is closed. */
        ENDLESS
    }

    @Nullable Connection connection;
    @Nullable Endpoint endpoint;
    long streamEnd;
    long sentNanos;
    boolean abandoned;

    /** Whether a frame of the reply has come. */
    boolean begun;

    /** Whether it has been sent again because the node had forgotten the login. */
    boolean sentAgain;

    boolean ended;
    private boolean hedged;

    /** Appends the request's frame. What it throws fails the exchange and not the connection. */
    protected abstract void encode(WireBuffer target);

    /** The type of the frames of the reply. */
    protected abstract int replyType();

    /** How long the reply is. */
    protected abstract Extent extent();

    /**
     * Takes a frame of the reply.
     *
     * @param bytes holds the frame, valid during the call
     * @param offset where the frame's header starts
     * @param length the frame's length in bytes, header included
     * @return whether the reply is complete
     * @throws dev.aerospikearrow.protocol.wire.MalformedReplyException if the frame breaks the
     *     format
     */
    protected abstract boolean onFrame(byte[] bytes, int offset, int length);

    /** The reply is complete, and the connection is free for the next. */
    protected abstract void onComplete();

    /** There will be no reply. */
    protected abstract void onFailure(TransportFailure failure);

    /** Nobody waits for the reply any longer: from now on frames are only read off. */
    protected void onAbandoned() {}

    /**
     * Gives up waiting. The rest of the reply is read off, or its connection closed if nobody else
     * uses it.
     *
     * @return whether the node can have carried the request out, or still can
     */
    public final TransportFailure.Sent abandon() {
        if (!ended && !abandoned) {
            abandoned = true;
            onAbandoned();
            if (connection != null) {
                connection.onAbandoned(this);
            }
        }
        return sent();
    }

    /** Whether there was no connection for it yet, so that the node has not been asked. */
    public final boolean isWaitingForConnection() {
        return connection == null && !ended;
    }

    /** What the node has not done yet, as in "does not answer". */
    public final String awaitedStep() {
        return connection == null ? "does not answer" : connection.awaitedStep();
    }

    /** How silent a node that is in doubt may be; {@link Long#MAX_VALUE} for any time. */
    public final long silenceLimitNanos() {
        return endpoint == null ? Long.MAX_VALUE : endpoint.silenceLimitNanos(sentNanos);
    }

    /** Where the request was sent to; null before it was. */
    public final @Nullable Endpoint endpoint() {
        return endpoint;
    }

    /** From now on the same is asked of another node, too, or this is what is. */
    public final void hedge() {
        hedged = true;
    }

    /** Whether {@link #hedge()} was called. */
    public final boolean isHedged() {
        return hedged;
    }

    /** Whether the reply is complete, or will never come. */
    public final boolean isEnded() {
        return ended;
    }

    /** The last sign of life: when bytes last came, or else when the request was handed over. */
    public final long lastActivityNanos() {
        // A difference, because a clock may overflow.
        return connection == null || sentNanos - connection.lastReadNanos() > 0
                ? sentNanos
                : connection.lastReadNanos();
    }

    /** How long after it was handed to a connection something came last; 0 if nothing did. */
    public final long answerNanos() {
        return lastActivityNanos() - sentNanos;
    }

    /** Whether the whole request has been written to the socket. */
    public final TransportFailure.Sent sent() {
        return connection == null ? TransportFailure.Sent.NOT_COMPLETELY : connection.sent(this);
    }
}
