package dev.aerospikearrow.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * A loop cannot go on, or not begin: whoever has a task on it tries another one or fails. The
 * message is the rest of a sentence.
 */
public final class LoopBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoopBrokenException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
