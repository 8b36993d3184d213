package dev.aerospikearrow.server.query;

import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import java.io.IOException;
import java.util.List;

/**
 * The service that carries out scans and queries (docs/docs/internals/wire.md, section 9).
 * Thread-safe.
 */
public interface QueryService {
    /**
     * Runs one query and sends its whole answer. Called on a thread of its own; the request's bytes
     * stay as they are until it returns.
     *
     * @throws RequestException if the query cannot be started; nothing may have been sent. The
     *     caller answers with one message that carries the code
     * @throws IOException from {@code frames}
     */
    void run(QueryTarget target, RequestMessage request, FrameSink frames) throws IOException;

    /** The running and recently finished queries, as the info command query-show lists them. */
    default List<String> show() {
        return List.of();
    }

    /** Ends all running queries; returns how many. */
    default int abortAll() {
        return 0;
    }

    /** Ends a running query; false if there is none of that id. */
    default boolean abort(long queryId) {
        return false;
    }
}
