package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The moment at which an overwrite begins, by the clocks by which nodes note when a record was
 * written last: all that was there before is older, by whichever of them, and nothing that the
 * overwrite writes is.
 */
final class OverwriteStart {
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
        Map<String, Long> clocks = NodeClocks.secondsSince2010(facts.get());
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
            clocks = NodeClocks.secondsSince2010(facts.get());
        }
        return Instant.ofEpochSecond(MessageDescriptor.VOID_TIME_EPOCH_SECONDS + start);
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
