package dev.aerospikearrow.server.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The plan of what goes wrong with a node's answers to data requests; info requests are always
 * answered well, so that clients keep finding the node. Faults combine: start from {@link #none()}
 * and add. Counts of bytes are per connection, from the moment the plan is set, over answers to
 * data requests, frame headers included. Immutable.
 *
 * <pre>{@code
 * node.setFaults(FaultPlan.none().delay(Duration.ofMillis(200)).shuffleBatchRows(42));
 * }</pre>
 *
 * @param delay how long a request waits before it is carried out
 * @param dropAfterBytes after how many bytes a connection is closed
 * @param corruptAtByte which byte of the answers is inverted
 * @param bytesPerWrite the most bytes given to the network at a time
 * @param shuffleSeed in which order a batch's rows come, within each frame
 * @param refusal the code that requests get instead of being carried out
 */
public record FaultPlan(
        Duration delay,
        OptionalLong dropAfterBytes,
        OptionalLong corruptAtByte,
        int bytesPerWrite,
        OptionalLong shuffleSeed,
        Optional<Refusal> refusal) {

    private static final FaultPlan NONE =
            new FaultPlan(
                    Duration.ZERO,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Integer.MAX_VALUE,
                    OptionalLong.empty(),
                    Optional.empty());

    /**
     * Requests that get a code instead of being carried out.
     *
     * @param resultCode the code
     * @param requests how many requests of the node get it; the ones after them do not
     */
    public record Refusal(int resultCode, int requests) {}

    /** A plan without faults. */
    public static FaultPlan none() {
        return NONE;
    }

    /** Each data request waits before it is carried out. */
    public FaultPlan delay(Duration duration) {
        return new FaultPlan(
                duration, dropAfterBytes, corruptAtByte, bytesPerWrite, shuffleSeed, refusal);
    }

    /** Each connection is closed after it has delivered so many bytes of answers. */
    public FaultPlan dropAfterBytes(long bytes) {
        return new FaultPlan(
                delay, OptionalLong.of(bytes), corruptAtByte, bytesPerWrite, shuffleSeed, refusal);
    }

    /** On each connection, all bits of one byte of the answers are inverted. */
    public FaultPlan corruptByte(long offset) {
        return new FaultPlan(
                delay,
                dropAfterBytes,
                OptionalLong.of(offset),
                bytesPerWrite,
                shuffleSeed,
                refusal);
    }

    /** Answers go out in pieces of one byte. */
    public FaultPlan splitAtEveryByte() {
        return bytesPerWrite(1);
    }

    /** Answers go out in pieces of at most so many bytes. */
    public FaultPlan bytesPerWrite(int bytes) {
        return new FaultPlan(delay, dropAfterBytes, corruptAtByte, bytes, shuffleSeed, refusal);
    }

    /** The rows of each frame of a batch's answer come in another order. */
    public FaultPlan shuffleBatchRows(long seed) {
        return new FaultPlan(
                delay,
                dropAfterBytes,
                corruptAtByte,
                bytesPerWrite,
                OptionalLong.of(seed),
                refusal);
    }

    /** The next requests of the node are answered with a code and not carried out. */
    public FaultPlan refuse(int resultCode, int requests) {
        return new FaultPlan(
                delay,
                dropAfterBytes,
                corruptAtByte,
                bytesPerWrite,
                shuffleSeed,
                Optional.of(new Refusal(resultCode, requests)));
    }
}
