package dev.aerospikearrow.server.query;

import java.io.IOException;

/** The receiver of the frames of one answer. Used by one thread. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Sends one or more whole frames, headers included, and returns when the connection has taken
     * them.
     *
     * @param timeoutMillis how long to wait for a client that does not read; 0 for ever
     * @throws IOException if the client is gone or did not read in time; the answer ends here
     */
    void send(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException;
}
