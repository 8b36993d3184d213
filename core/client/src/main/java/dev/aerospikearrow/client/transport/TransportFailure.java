package dev.aerospikearrow.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * Why an exchange has no reply.
 *
 * @param kind what happened, in one word
 * @param endpoint where
 * @param what what happened, for people: the rest of a sentence that starts with the endpoint
 * @param cause what was thrown, if anything
 * @param sent whether all of the request had been written, so that the node may have carried it out
 */
public record TransportFailure(
        Kind kind, Endpoint endpoint, String what, @Nullable Throwable cause, Sent sent) {

    /** What happened. */
    public enum Kind {
        /** There is no connection. */
        NOT_CONNECTED,
        /** Nothing was sent, for the node makes too many errors. */
        LEFT_ALONE,
        /** The node does not let this client in. */
        LOGIN_REFUSED,
        /** The connection broke. */
        DISCONNECTED,
        /** The reply breaks the format; the connection was closed. */
        MALFORMED_REPLY,
        /** The reply is larger than the client takes; the connection was closed. */
        REPLY_TOO_LARGE,
        /** Nothing came for too long. */
        SILENT,
        /** The request could not be written down, or the reply not taken, for a reason of ours. */
        LOCAL;

        /** Whether another attempt would fail likewise, and what came of this one is unusable. */
        public boolean isFinal() {
            return this == LOGIN_REFUSED
                    || this == MALFORMED_REPLY
                    || this == REPLY_TOO_LARGE
                    || this == LOCAL;
        }
    }

    /** How much of a request had left. */
    public enum Sent {
        /** Not all of it: the node cannot have carried it out. */
        NOT_COMPLETELY,
        /** All of it. */
        COMPLETELY
    }
}
