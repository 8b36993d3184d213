package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counter of a node's errors, which keeps requests away from a node that makes too many: for a
 * window, after which one request tries it. If that is answered, all may follow; if it fails, the
 * node is left alone for another window. Thread-safe.
 */
final class CircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    private final int maxErrors;
    private final long windowNanos;
    private boolean counting;
    private long windowStartNanos;
    private int errors;

    /** Null while requests may go: looked at by each. */
    private volatile @Nullable Open open;

    /**
     * Nothing may be asked.
     *
     * @param untilNanos when one request may try
     * @param trying whether one does already, for which it has until then
     * @param errors how many there were
     * @param last what the last one was
     */
    private record Open(long untilNanos, boolean trying, int errors, String last) {}

    /**
     * @param maxErrors 0 for any number
     */
    CircuitBreaker(int maxErrors, long windowNanos) {
        this.maxErrors = maxErrors;
        this.windowNanos = windowNanos;
    }

    /** Whether a request may go. */
    boolean allows(long nowNanos) {
        return open == null || allowsTry(nowNanos);
    }

    private synchronized boolean allowsTry(long nowNanos) {
        Open state = open;
        if (state == null) {
            return true;
        }
        if (nowNanos - state.untilNanos < 0) {
            return false;
        }
        // Who tries may vanish; another one may when it has had as long.
        open = new Open(nowNanos + windowNanos, true, state.errors, state.last);
        return true;
    }

    /** Whether nothing may be asked at the moment. */
    boolean isOpen() {
        return open != null;
    }

    /**
     * The node made an error.
     *
     * @return whether that was one too many
     */
    synchronized boolean failed(long nowNanos, String node, String what) {
        Open state = open;
        if (maxErrors == 0) {
            return false;
        }
        if (state != null) {
            if (state.trying) {
                open = new Open(nowNanos + windowNanos, false, state.errors, what);
            }
            return false;
        }
        if (!counting || nowNanos - windowStartNanos >= windowNanos) {
            counting = true;
            windowStartNanos = nowNanos;
            errors = 0;
        }
        errors++;
        boolean tooMany = errors > maxErrors;
        if (tooMany) {
            open = new Open(nowNanos + windowNanos, false, errors, what);
            LOG.warn(
                    "Node {} is left alone for {} ms, after {}; the last: it {}",
                    node,
                    TimeUnit.NANOSECONDS.toMillis(windowNanos),
                    Quantity.of(errors, "error"),
                    what);
        }
        return tooMany;
    }

    /**
     * The node has answered a request.
     *
     * @return whether it was left alone, and is no longer
     */
    boolean answered(String node) {
        return open != null && close(node);
    }

    private synchronized boolean close(String node) {
        Open state = open;
        boolean tried = state != null && state.trying;
        if (tried) {
            open = null;
            counting = false;
            LOG.info("Node {} answers again", node);
        }
        return tried;
    }

    /** Why nothing is asked, and until when: the rest of a sentence that starts with the node. */
    String reason(long nowNanos) {
        Open state = open;
        if (state == null) {
            return "was not asked";
        }
        long left = Math.max(0, state.untilNanos - nowNanos);
        return "is not asked until "
                + Instant.now().plusNanos(left).truncatedTo(ChronoUnit.MILLIS)
                + ", after "
                + Quantity.of(state.errors, "error")
                + " within "
                + TimeUnit.NANOSECONDS.toMillis(windowNanos)
                + " ms, the last of which was that it "
                + state.last;
    }
}
