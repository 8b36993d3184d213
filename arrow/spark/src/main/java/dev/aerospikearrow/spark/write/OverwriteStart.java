package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The moment at which an overwrite begins, by the clocks by which nodes note when a record was
 * written last: all that was there before is older, by whichever of them, and nothing that the
 * overwrite writes is.
 */
final class OverwriteStart {
    private static final String CLOCK = "current_time";
    private static final long PAUSE_MILLIS = 20;

    private OverwriteStart() {}

    /**
     * Waits until the clocks of all nodes have come to a second that at the call none had come to.
     * They tell whole seconds, so that takes a second at most, and as long as they differ.
     *
     * @param facts asks all nodes what they say of the namespace; answers by node
     * @param patience how long to wait
     * @return the beginning of that second
     * @throws AerospikeException if the clocks differ by more than there is patience for
     */
    static Instant await(Supplier<Map<String, String>> facts, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        Map<String, Long> clocks = clocks(facts.get());
        long start = Collections.max(clocks.values()) + 1;
        while (Collections.min(clocks.values()) < start) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AerospikeException(
                        "Within "
                                + Quantity.of(patience.toSeconds(), "second")
                                + " the nodes' clocks did not all come to second "
                                + start
                                + " since 2010, so that it cannot be told what is older than the"
                                + " overwrite. Nothing was changed. Synchronise the clocks; they"
                                + " say "
                                + clocks
                                + ".",
                        null,
                        false);
            }
            pause();
            clocks = clocks(facts.get());
        }
        return Instant.ofEpochSecond(MessageDescriptor.VOID_TIME_EPOCH_SECONDS + start);
    }

    /** Seconds since 2010, by node. */
    private static Map<String, Long> clocks(Map<String, String> facts) {
        Map<String, Long> clocks = new TreeMap<>();
        facts.forEach((node, text) -> clocks.put(node, clock(node, text)));
        return clocks;
    }

    private static long clock(String node, String facts) {
        for (String fact : facts.split(";")) {
            if (fact.startsWith(CLOCK + "=")) {
                return Long.parseLong(fact.substring(CLOCK.length() + 1));
            }
        }
        throw new AerospikeException(
                "Node "
                        + node
                        + " does not say what its clock says: "
                        + CLOCK
                        + " is wanted among the facts of the namespace, but found \""
                        + facts
                        + "\".",
                null,
                false);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AerospikeException("The save was interrupted.", e, false);
        }
    }
}
