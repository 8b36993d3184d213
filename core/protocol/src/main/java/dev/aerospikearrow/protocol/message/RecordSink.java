package dev.aerospikearrow.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * Where decoded records go: vectors, maps, a counter. The decoder pushes primitives and positions;
 * a sink that wants a value reads it from the frame at the offset it is given, and one that does
 * not pays nothing for it.
 *
 * <p>Calls come in this order, for each record: {@link #onRecord}, then any {@link #onField}
 * (queries only), then any {@link #onBin}, then {@link #onRecordEnd}; after the last record of a
 * frame comes {@link #onFrameEnd}. Offsets point into the array of the last {@link #onFrame} and
 * are valid until then: a sink copies what it keeps. The decoder has checked that every range it
 * hands out lies inside the frame, and, for a batch, that {@code batchIndex} was asked for and is
 * answered once.
 *
 * <p>A sink is called by one thread at a time. What it throws does not disturb the connection: the
 * decoder keeps the exception, reads on to the end of the reply without the sink, and reports it
 * there.
 */
public interface RecordSink {
    /** A new frame: later offsets point into {@code frame}. */
    default void onFrame(byte[] frame) {}

    /**
     * A record begins.
     *
     * @param batchIndex the row's position in the caller's batch; 0 for single records and queries
     * @param resultCode 0, or why there is no record ({@link
     *     dev.aerospikearrow.protocol.wire.ResultCode})
     * @param generation the record's generation, 0 if there is none
     * @param voidTimeSeconds when the record expires, in seconds since 2010-01-01T00:00:00Z,
     *     unsigned; 0 for never
     */
    void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds);

    /**
     * A field of a query's row, such as its digest: {@link
     * dev.aerospikearrow.protocol.wire.FieldType}.
     */
    default void onField(int fieldType, int offset, int length) {}

    /**
     * A bin, or the result of an operation.
     *
     * @param ordinal which bin, as the request's {@link BinNames} count them
     * @param particleType the value's type, {@link dev.aerospikearrow.protocol.wire.ParticleType}
     * @param offset where the value starts in the frame, in bytes
     * @param length the value's length in bytes; not yet checked against the type
     */
    void onBin(int ordinal, int particleType, int offset, int length);

    /**
     * Where the bins of the record that has begun are noted instead of {@link #onBin}: for a sink
     * that takes them column by column, record after record.
     *
     * @return null to have {@link #onBin} called
     */
    default @Nullable CellBlock cellBlock() {
        return null;
    }

    /** The record is complete. */
    default void onRecordEnd() {}

    /**
     * The frame ends, also where it turns out to be broken: what the records that are complete have
     * in it is taken now or never.
     */
    default void onFrameEnd() {}

    /** A query could not serve a partition; {@code resultCode} says why. */
    default void onPartitionUnavailable(int partitionId, int resultCode) {}
}
