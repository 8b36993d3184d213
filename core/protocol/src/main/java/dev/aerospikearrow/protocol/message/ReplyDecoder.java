package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of replies: single records, batches, scans and queries, for maps and for columns.
 * It walks complete frames, checks every length against the frame before it is used, and pushes
 * what it finds into a {@link RecordSink}.
 *
 * <p>One decoder serves one request: feed it each message frame of the reply in order until {@link
 * #decode} returns true. Not thread-safe; it never keeps a frame.
 *
 * @see "docs/docs/internals/wire.md, sections 2, 8.3 and 9.2"
 */
public final class ReplyDecoder {
    private final ReplyKind kind;
    private final BinNames binNames;
    private final @Nullable BatchLedger ledger;

    private RecordSink sink;
    private @Nullable RuntimeException sinkFailure;
    private boolean complete;
    private int resultCode;
    private long recordCount;

    private ReplyDecoder(
            ReplyKind kind, BinNames binNames, @Nullable BatchLedger ledger, RecordSink sink) {
        this.kind = kind;
        this.binNames = binNames;
        this.ledger = ledger;
        this.sink = sink;
    }

    /** For a reply of one message. */
    public static ReplyDecoder single(BinNames binNames, RecordSink sink) {
        return new ReplyDecoder(ReplyKind.SINGLE, binNames, null, sink);
    }

    /** For the rows that {@code ledger} holds open. */
    public static ReplyDecoder batch(BatchLedger ledger, BinNames binNames, RecordSink sink) {
        return new ReplyDecoder(ReplyKind.BATCH, binNames, ledger, sink);
    }

    /** For a scan or query. */
    public static ReplyDecoder query(BinNames binNames, RecordSink sink) {
        return new ReplyDecoder(ReplyKind.QUERY, binNames, null, sink);
    }

    /**
     * The code of the reply as a whole; of its only record for a single-record reply. Known once it
     * is complete.
     */
    public int resultCode() {
        return resultCode;
    }

    /** Messages that were records, whatever their code. */
    public long recordCount() {
        return recordCount;
    }

    public boolean isComplete() {
        return complete;
    }

    /** What the sink threw first, after which it was not called again; null if nothing. */
    public @Nullable RuntimeException sinkFailure() {
        return sinkFailure;
    }

    /**
     * Decodes one message frame.
     *
     * @param frame holds the whole frame, its header at offset 0; it may be longer than the frame
     * @param frameLength the frame's length in bytes, header included
     * @return true when the reply is complete
     * @throws MalformedReplyException if the bytes break the format; the connection cannot be used
     *     any longer
     */
    public boolean decode(byte[] frame, int frameLength) {
        return decode(frame, 0, frameLength);
    }

    /**
     * The same for a frame that starts anywhere in {@code bytes}.
     *
     * @param frameOffset where the frame's header starts
     * @throws MalformedReplyException with an offset that counts from {@code frameOffset}
     */
    public boolean decode(byte[] bytes, int frameOffset, int frameLength) {
        try {
            return decodeFrame(bytes, frameOffset, frameOffset + frameLength);
        } catch (MalformedReplyException e) {
            throw frameOffset == 0 ? e : e.countedFrom(frameOffset);
        }
    }

    private boolean decodeFrame(byte[] bytes, int frameOffset, int limit) {
        if (complete) {
            throw new MalformedReplyException("a frame after the end of the reply", frameOffset);
        }
        if (limit > CellBlock.MAX_OFFSET) {
            throw new IllegalArgumentException(
                    "A frame ends within the first 256 MiB of its array, but this one at " + limit);
        }
        try {
            sink.onFrame(bytes);
        } catch (RuntimeException e) {
            discardFrom(e);
        }
        try {
            decodeMessages(bytes, frameOffset + FrameDescriptor.HEADER_LENGTH, limit);
        } catch (MalformedReplyException e) {
            endFrame();
            throw e;
        }
        endFrame();
        return complete;
    }

    private void decodeMessages(byte[] bytes, int start, int limit) {
        int offset = start;
        if (offset >= limit) {
            throw new MalformedReplyException("a message expected, found an empty frame", offset);
        }
        while (offset < limit) {
            if (complete) {
                throw new MalformedReplyException("bytes after the final message", offset);
            }
            offset = decodeMessage(bytes, offset, limit);
        }
    }

    private void endFrame() {
        try {
            sink.onFrameEnd();
        } catch (MalformedReplyException e) {
            throw e;
        } catch (RuntimeException e) {
            discardFrom(e);
        }
    }

    /** From now on nothing reaches the sink: the rest of the reply is only read off. */
    public void discard() {
        sink = DiscardSink.INSTANCE;
    }

    private int decodeMessage(byte[] frame, int offset, int limit) {
        if (limit - offset < MessageDescriptor.HEADER_LENGTH) {
            throw new MalformedReplyException(
                    "a message header needs 22 bytes, the frame has " + (limit - offset) + " left",
                    offset);
        }
        if (frame[offset] != MessageDescriptor.HEADER_LENGTH) {
            throw new MalformedReplyException(
                    "a message header announces 22 bytes, found " + (frame[offset] & 0xFF), offset);
        }
        int info3 = frame[offset + MessageDescriptor.INFO3];
        int code = frame[offset + MessageDescriptor.RESULT_CODE] & 0xFF;
        if (kind != ReplyKind.SINGLE) {
            if ((info3 & MessageFlags.INFO3_LAST) != 0) {
                return end(frame, offset, limit, code);
            }
            if (kind == ReplyKind.QUERY) {
                if ((info3 & MessageFlags.INFO3_PARTITION_DONE) != 0) {
                    return partitionUnavailable(frame, offset, limit, code);
                }
                if (code != 0) {
                    return end(frame, offset, limit, code);
                }
            }
        }
        return decodeRecord(frame, offset, limit, code);
    }

    private int end(byte[] frame, int offset, int limit, int code) {
        resultCode = code;
        complete = true;
        return skipBody(frame, offset, limit);
    }

    private int partitionUnavailable(byte[] frame, int offset, int limit, int code) {
        int partitionId = Bytes.getInt(frame, offset + MessageDescriptor.GENERATION);
        if (partitionId < 0 || partitionId >= PartitionId.COUNT) {
            throw new MalformedReplyException(
                    "the state of a partition from 0 to 4095 expected, found "
                            + Integer.toUnsignedString(partitionId),
                    offset + MessageDescriptor.GENERATION);
        }
        int next = skipBody(frame, offset, limit);
        if (code != 0) {
            try {
                sink.onPartitionUnavailable(partitionId, code);
            } catch (MalformedReplyException e) {
                throw e;
            } catch (RuntimeException e) {
                discardFrom(e);
            }
        }
        return next;
    }

    private int decodeRecord(byte[] frame, int offset, int limit, int code) {
        int batchIndex = 0;
        if (ledger != null) {
            batchIndex = Bytes.getInt(frame, offset + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
            switch (ledger.answer(batchIndex, code)) {
                case REFUSE ->
                        throw new MalformedReplyException(
                                "row with batch index "
                                        + Integer.toUnsignedString(batchIndex)
                                        + ", which was not asked for or is answered already",
                                offset + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
                case LEAVE_OPEN -> {
                    return skipBody(frame, offset, limit);
                }
                case DELIVER -> {}
            }
        } else if (kind == ReplyKind.SINGLE) {
            resultCode = code;
            complete = true;
        }
        recordCount++;
        try {
            return walkRecord(frame, offset, limit, code, batchIndex, sink);
        } catch (MalformedReplyException e) {
            if (ledger != null) {
                ledger.reopen(batchIndex);
            }
            throw e;
        } catch (RuntimeException e) {
            discardFrom(e);
            return skipBody(frame, offset, limit);
        }
    }

    private void discardFrom(RuntimeException failure) {
        sinkFailure = failure;
        sink = DiscardSink.INSTANCE;
    }

    private int skipBody(byte[] frame, int offset, int limit) {
        return walkRecord(frame, offset, limit, 0, 0, DiscardSink.INSTANCE);
    }

    private int walkRecord(
            byte[] frame, int offset, int limit, int code, int batchIndex, RecordSink target) {
        int fieldCount = Bytes.getUnsignedShort(frame, offset + MessageDescriptor.FIELD_COUNT);
        int operationCount =
                Bytes.getUnsignedShort(frame, offset + MessageDescriptor.OPERATION_COUNT);
        target.onRecord(
                batchIndex,
                code,
                Bytes.getInt(frame, offset + MessageDescriptor.GENERATION),
                Bytes.getInt(frame, offset + MessageDescriptor.TTL_OR_VOID_TIME));
        int position = offset + MessageDescriptor.HEADER_LENGTH;
        for (int field = 0; field < fieldCount; field++) {
            position = walkField(frame, position, limit, field, target);
        }
        if (target == DiscardSink.INSTANCE) {
            return skipOperations(frame, position, limit, operationCount);
        }
        CellBlock cells = target.cellBlock();
        BinNames.Name expected = binNames.first();
        for (int operation = 0; operation < operationCount; operation++) {
            if (position > limit - MessageDescriptor.OPERATION_HEADER_LENGTH) {
                throw cutOff(operation, position, limit);
            }
            // One load for the whole header: u32 length, u8 op, u8 particle type, u8 flags, u8 name
            // length.
            long header = Bytes.getLong(frame, position);
            int valueOffset = valueOffset(header, position);
            long end = operationEnd(header, position);
            if (end < valueOffset || end > limit) {
                throw tooLong(header, operation, position, limit);
            }
            int valueLength = (int) end - valueOffset;
            int ordinal = expected.ordinal;
            if (expected.isAt(frame, position)) {
                expected = expected.next();
            } else {
                ordinal = search(frame, header, position, operation, expected);
                if (ordinal != BinNames.UNKNOWN) {
                    expected = binNames.after(ordinal);
                }
            }
            if (ordinal >= 0) {
                int particleType = (int) (header >>> 16) & 0xFF;
                if (cells != null) {
                    cells.put(ordinal, particleType, valueOffset, valueLength);
                } else {
                    target.onBin(ordinal, particleType, valueOffset, valueLength);
                }
            }
            position = (int) end;
        }
        target.onRecordEnd();
        return position;
    }

    private int skipOperations(byte[] frame, int start, int limit, int operationCount) {
        int position = start;
        for (int operation = 0; operation < operationCount; operation++) {
            if (position > limit - MessageDescriptor.OPERATION_HEADER_LENGTH) {
                throw cutOff(operation, position, limit);
            }
            long header = Bytes.getLong(frame, position);
            long end = operationEnd(header, position);
            if (end < valueOffset(header, position) || end > limit) {
                throw tooLong(header, operation, position, limit);
            }
            position = (int) end;
        }
        return position;
    }

    /** Where an operation's value starts: behind its header and its name. */
    private static int valueOffset(long header, int position) {
        return position + MessageDescriptor.OPERATION_HEADER_LENGTH + ((int) header & 0xFF);
    }

    /** Where an operation claims to end; the length is unsigned and counts what follows it. */
    private static long operationEnd(long header, int position) {
        return position + Integer.BYTES + (header >>> 32);
    }

    private int search(
            byte[] frame, long header, int position, int operation, BinNames.Name expected) {
        return binNames.search(
                frame,
                position + MessageDescriptor.OPERATION_HEADER_LENGTH,
                (int) header & 0xFF,
                operation,
                Math.max(0, expected.ordinal));
    }

    private static MalformedReplyException cutOff(int operation, int position, int limit) {
        return new MalformedReplyException(
                "operation "
                        + operation
                        + " needs 8 bytes, the frame has "
                        + (limit - position)
                        + " left",
                position);
    }

    private static MalformedReplyException tooLong(
            long header, int operation, int position, int limit) {
        return new MalformedReplyException(
                "operation "
                        + operation
                        + " announces "
                        + (header >>> 32)
                        + " bytes with a name of "
                        + (header & 0xFF)
                        + ", the frame has "
                        + (limit - position - 4)
                        + " left",
                position);
    }

    private static int walkField(
            byte[] frame, int position, int limit, int field, RecordSink target) {
        if (limit - position < MessageDescriptor.FIELD_HEADER_LENGTH) {
            throw new MalformedReplyException(
                    "field "
                            + field
                            + " needs 5 bytes, the frame has "
                            + (limit - position)
                            + " left",
                    position);
        }
        int length = Bytes.getInt(frame, position);
        if (length < 1 || length > limit - position - 4) {
            throw new MalformedReplyException(
                    "field "
                            + field
                            + " announces "
                            + Integer.toUnsignedString(length)
                            + " bytes, the frame has "
                            + (limit - position - 4)
                            + " left",
                    position);
        }
        target.onField(
                frame[position + 4] & 0xFF,
                position + MessageDescriptor.FIELD_HEADER_LENGTH,
                length - 1);
        return position + 4 + length;
    }

    /** Takes the place of a sink that failed, and walks what nobody wants. */
    private static final class DiscardSink implements RecordSink {
        static final DiscardSink INSTANCE = new DiscardSink();

        @Override
        public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {}

        @Override
        public void onBin(int ordinal, int particleType, int offset, int length) {}
    }
}
