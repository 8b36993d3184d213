package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BatchLedger;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.message.WalkedBlocks;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node's answer to a batch read of a whole {@link SampleTable}, held in memory as the frames that
 * would arrive. May be decoded any number of times; not thread-safe.
 */
public final class BatchReply {
    /**
     * A node starts a new frame rather than let a body grow beyond this
     * (docs/docs/internals/wire.md, 8.3).
     */
    static final int MAX_BODY_LENGTH = 131_040;

    /** In which order the rows come. */
    public enum RowOrder {
        /** As they were asked for: rows that a node runs inline. */
        AS_ASKED,
        /** Anyhow: the worst that rows spread over a node's threads can do. */
        SHUFFLED
    }

    /** How much its records differ in which bins they have. */
    public enum Variety {
        /** All have all bins. */
        ALIKE(1),
        /** One in twenty is missing; all others have all bins. */
        SOME_MISSING(1),
        /** Two kinds take turns. */
        TWO_IN_TURN(2),
        /** Ten kinds take turns, more than are remembered. */
        TEN_IN_TURN(10),
        /** Each bin is there or not, by chance. */
        ANY(0);

        private final int kinds;

        Variety(int kinds) {
            this.kinds = kinds;
        }

        private boolean lacks(int row) {
            return this == SOME_MISSING && row % 20 == 7;
        }

        /** Which bins a row has, a bit for each; never none. */
        private long bins(int row, int columns) {
            long all = (1L << columns) - 1;
            long lacking = kinds == 0 ? new Random(row).nextLong() : row % kinds;
            long bins = all & ~lacking;
            return bins == 0 ? all : bins;
        }
    }

    private final List<byte[]> frames;
    private final BinNames binNames;
    private final RecordBlock block = new RecordBlock();
    private final RecordBlock walkedBlock = WalkedBlocks.make();
    private final int rowCount;
    private final long byteCount;

    private BatchReply(List<byte[]> frames, BinNames binNames, int rowCount) {
        this.frames = List.copyOf(frames);
        this.binNames = binNames;
        this.rowCount = rowCount;
        this.byteCount = frames.stream().mapToLong(frame -> frame.length).sum();
    }

    /** The reply with every record of {@code table}, batch index {@code i} for row {@code i}. */
    public static BatchReply of(SampleTable table, RowOrder order) {
        return of(table, order, Variety.ALIKE);
    }

    /** The same with records that lack bins. */
    public static BatchReply of(SampleTable table, RowOrder order, Variety variety) {
        List<Integer> rows =
                IntStream.range(0, table.rowCount()).boxed().collect(Collectors.toList());
        if (order == RowOrder.SHUFFLED) {
            Collections.shuffle(rows, new Random(1));
        }
        List<byte[]> frames = new ArrayList<>();
        WireBuffer frame = startFrame();
        for (int row : rows) {
            int rowStart = frame.length();
            appendRow(frame, table, row, variety);
            if (frame.length() - FrameDescriptor.HEADER_LENGTH > MAX_BODY_LENGTH) {
                frame.truncate(rowStart);
                frames.add(endFrame(frame));
                frame = startFrame();
                appendRow(frame, table, row, variety);
            }
        }
        frames.add(endFrame(frame));
        WireBuffer last = startFrame();
        appendHeader(last, MessageFlags.INFO3_LAST, 0, 0);
        frames.add(endFrame(last));
        return new BatchReply(frames, BinNames.requested(table.binNames()), table.rowCount());
    }

    private static WireBuffer startFrame() {
        WireBuffer frame = new WireBuffer(MAX_BODY_LENGTH);
        frame.putLong(0);
        return frame;
    }

    private static byte[] endFrame(WireBuffer frame) {
        int bodyLength = frame.length() - FrameDescriptor.HEADER_LENGTH;
        frame.setLong(0, FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, bodyLength));
        return frame.toByteArray();
    }

    private static void appendRow(WireBuffer frame, SampleTable table, int row, Variety variety) {
        List<BinColumn> columns = table.columns();
        if (variety.lacks(row)) {
            int start = frame.length();
            appendHeader(frame, 0, row, 0);
            frame.setByte(start + MessageDescriptor.RESULT_CODE, ResultCode.NOT_FOUND.code());
            return;
        }
        long bins = variety.bins(row, columns.size());
        appendHeader(frame, 0, row, Long.bitCount(bins));
        for (int column = 0; column < columns.size(); column++) {
            if ((bins >>> column & 1) == 0) {
                continue;
            }
            // A result has the same form as a write of the value, but for its operation code.
            int start = frame.length();
            MessageEncoder.appendOperation(
                    frame, Operation.put(columns.get(column).name(), table.value(row, column)));
            frame.setByte(start + MessageDescriptor.OPERATION_CODE, 1);
        }
    }

    private static void appendHeader(
            WireBuffer frame, int info3, int batchIndex, int operationCount) {
        int header = frame.reserve(MessageDescriptor.HEADER_LENGTH);
        frame.setByte(header, MessageDescriptor.HEADER_LENGTH);
        frame.setByte(header + MessageDescriptor.INFO1, 0);
        frame.setByte(header + MessageDescriptor.INFO2, 0);
        frame.setByte(header + MessageDescriptor.INFO3, info3);
        frame.setByte(header + MessageDescriptor.INFO4, 0);
        frame.setByte(header + MessageDescriptor.RESULT_CODE, 0);
        frame.setInt(header + MessageDescriptor.GENERATION, 1);
        frame.setInt(header + MessageDescriptor.TTL_OR_VOID_TIME, 0);
        frame.setInt(header + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, batchIndex);
        frame.setShort(header + MessageDescriptor.FIELD_COUNT, 0);
        frame.setShort(header + MessageDescriptor.OPERATION_COUNT, operationCount);
    }

    /** Decodes the whole reply for an answer, like {@link #decodeInto(BinNames, RecordTaker)}. */
    public void decodeInto(Answer<?> answer) {
        decodeInto(answer.binNames(), answer);
    }

    /** The same, but no record is decoded by its shape. */
    public void walkInto(Answer<?> answer) {
        decodeInto(answer.binNames(), answer, walkedBlock);
    }

    /**
     * Decodes the whole reply for {@code taker}.
     *
     * @param names how the taker wants bins as columns
     * @throws IllegalStateException if the taker failed, or the frames were not a complete reply
     */
    public void decodeInto(BinNames names, RecordTaker taker) {
        decodeInto(names, taker, block);
    }

    private void decodeInto(BinNames names, RecordTaker taker, RecordBlock block) {
        ReplyDecoder decoder = ReplyDecoder.batch(BatchLedger.ofAll(rowCount), names, taker);
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            decoder.decode(frame, 0, frame.length, block);
        }
        RuntimeException failure = decoder.takerFailure();
        if (failure != null) {
            throw new IllegalStateException("The taker failed.", failure);
        }
        if (!decoder.isComplete() || decoder.recordCount() != rowCount) {
            throw new IllegalStateException(
                    "Expected "
                            + rowCount
                            + " rows and an end, found "
                            + decoder.recordCount()
                            + " rows.");
        }
    }

    /** The names of the table's bins. */
    public BinNames binNames() {
        return binNames;
    }

    /** The frames, headers included. */
    public List<byte[]> frames() {
        return frames;
    }

    /** How many bytes the reply has, in all frames. */
    public long byteCount() {
        return byteCount;
    }
}
