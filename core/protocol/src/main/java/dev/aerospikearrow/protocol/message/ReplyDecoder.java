package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of replies: single records, batches, scans and queries, for maps and for columns.
 * It goes through complete frames, checks every length against the frame before it is used, notes
 * in a {@link RecordBlock} what it finds, and hands the block over when it is full and at the end
 * of the frame.
 *
 * <p>Records of a set are mostly of very few {@link RecordShape}s. One that fits a shape is noted
 * as it stands; only the others are walked, header by header.
 *
 * <p>One decoder serves one request: feed it each message frame of the reply in order until {@link
 * #decode} returns true. Not thread-safe; it never keeps a frame.
 *
 * @see "docs/docs/internals/wire.md, sections 2, 8.3 and 9.2"
 */
public final class ReplyDecoder {
    private static final int MISFIT = -1;

    /** So many records of one shape are handed over by themselves when another one comes. */
    private static final int LONG_RUN = 8;

    /** Codes from here up to 99 are about logins and rights. */
    private static final int FIRST_ADMIN_CODE = 50;

    private final ReplyKind kind;
    private final BinNames binNames;
    private final @Nullable BatchLedger ledger;
    private final int onlyIndex;

    /** Null once nothing is wanted any more. */
    private @Nullable RecordTaker taker;

    private @Nullable RuntimeException takerFailure;
    private @Nullable RecordShape lastShape;
    private @Nullable RecordShape expectedShape;
    private boolean complete;
    private int resultCode;
    private ErrorDetails errorDetails = ErrorDetails.NONE;
    private long recordCount;

    private ReplyDecoder(
            ReplyKind kind,
            BinNames binNames,
            @Nullable BatchLedger ledger,
            int onlyIndex,
            RecordTaker taker) {
        this.kind = kind;
        this.binNames = binNames;
        this.ledger = ledger;
        this.onlyIndex = onlyIndex;
        this.taker = taker;
    }

    /** For a reply of one message. */
    public static ReplyDecoder single(BinNames binNames, RecordTaker taker) {
        return new ReplyDecoder(ReplyKind.SINGLE, binNames, null, -1, taker);
    }

    /** For the rows that {@code ledger} holds open. */
    public static ReplyDecoder batch(BatchLedger ledger, BinNames binNames, RecordTaker taker) {
        return new ReplyDecoder(ReplyKind.BATCH, binNames, ledger, -1, taker);
    }

    /**
     * For a reply of one message to a plain read that stands for a row of a batch.
     *
     * @param row the row, which {@code ledger} holds open
     */
    public static ReplyDecoder row(
            BatchLedger ledger, int row, BinNames binNames, RecordTaker taker) {
        return new ReplyDecoder(ReplyKind.ROW, binNames, ledger, row, taker);
    }

    /** For a scan or query. */
    public static ReplyDecoder query(BinNames binNames, RecordTaker taker) {
        return new ReplyDecoder(ReplyKind.QUERY, binNames, null, -1, taker);
    }

    /**
     * The code of the reply as a whole; of its only record for a single-record reply. Known once it
     * is complete.
     */
    public int resultCode() {
        return resultCode;
    }

    /** What the node says about {@link #resultCode()}, or about the code that left a row open. */
    public ErrorDetails errorDetails() {
        return errorDetails;
    }

    /** Messages that were records, whatever their code. */
    public long recordCount() {
        return recordCount;
    }

    public boolean isComplete() {
        return complete;
    }

    /** What the taker threw first, after which it was not called again; null if nothing. */
    public @Nullable RuntimeException takerFailure() {
        return takerFailure;
    }

    /** From now on nothing is handed over: the rest of the reply is only read off. */
    public void discard() {
        taker = null;
    }

    /**
     * Decodes one message frame.
     *
     * @param bytes holds the whole frame
     * @param frameOffset where the frame's header starts
     * @param frameLength the frame's length in bytes, header included
     * @param block lent for the time of the call
     * @return true when the reply is complete
     * @throws MalformedReplyException if the bytes break the format, with an offset that counts
     *     from {@code frameOffset}; the records before are handed over, and the connection cannot
     *     be used any longer
     */
    public boolean decode(byte[] bytes, int frameOffset, int frameLength, RecordBlock block) {
        int limit = frameOffset + frameLength;
        if (limit > RecordBlock.MAX_OFFSET) {
            throw new IllegalArgumentException(
                    "A frame ends within the first 256 MiB of its array, but this one at " + limit);
        }
        try {
            if (complete) {
                throw new MalformedReplyException(
                        "a frame after the end of the reply", frameOffset);
            }
            block.begin(bytes, frameOffset, binNames, onlyIndex);
            try {
                decodeMessages(block, bytes, frameOffset + FrameDescriptor.HEADER_LENGTH, limit);
            } finally {
                handOver(block);
            }
        } catch (MalformedReplyException e) {
            throw frameOffset == 0 ? e : e.countedFrom(frameOffset);
        }
        return complete;
    }

    private void decodeMessages(RecordBlock block, byte[] frame, int start, int limit) {
        int offset = start;
        if (offset >= limit) {
            throw new MalformedReplyException("a message expected, found an empty frame", offset);
        }
        if (expectedShape == null && isMany()) {
            expectedShape = block.shapes().first(binNames, kind);
        }
        while (offset < limit) {
            if (complete) {
                throw new MalformedReplyException("bytes after the final message", offset);
            }
            int next = isMany() ? takeByShape(block, frame, offset, limit) : MISFIT;
            offset = next == MISFIT ? decodeMessage(block, frame, offset, limit) : next;
        }
    }

    /** Hands over the records that are complete. */
    private void handOver(RecordBlock block) {
        RecordTaker target = taker;
        if (block.recordCount() > 0 && target != null) {
            try {
                target.take(block);
            } catch (MalformedReplyException e) {
                throw e;
            } catch (RuntimeException e) {
                discardFrom(e);
            } finally {
                block.clear();
            }
        } else {
            block.clear();
        }
    }

    private void discardFrom(RuntimeException failure) {
        takerFailure = failure;
        taker = null;
    }

    // By shape

    /**
     * Takes a record that fits a shape that is known, and those behind it that fit the same.
     *
     * @return where the next one starts; {@link #MISFIT} if it fits none
     */
    private int takeByShape(RecordBlock block, byte[] frame, int offset, int limit) {
        RecordShapes shapes = block.shapes();
        if (!RecordShape.isForRecord(frame, offset, limit) || !shapes.isWorthTrying()) {
            return MISFIT;
        }
        long before = recordCount;
        RecordShape first = expectedShape;
        RecordShape shape = first;
        for (int tries = 0; tries <= RecordShapes.MOST && shape != null; tries++) {
            int end =
                    shape.hasCountsOf(frame, offset)
                            ? takeRun(shape, block, frame, offset, limit)
                            : MISFIT;
            if (end != MISFIT) {
                expect(shape);
                shapes.fitted((int) (recordCount - before));
                return end;
            }
            shape = shapes.behind(shape);
            if (shape == first) {
                break;
            }
        }
        shapes.missed();
        return MISFIT;
    }

    /** What came behind the shape last time is likely to come behind it again. */
    private void expect(RecordShape taken) {
        RecordShape before = lastShape;
        if (before != taken) {
            if (before != null) {
                before.next = taken;
            }
            lastShape = taken;
        }
        if (expectedShape != taken.next) {
            expectedShape = taken.next;
        }
    }

    /** Takes as many records as fit a shape, one behind the other. */
    private int takeRun(RecordShape shape, RecordBlock block, byte[] frame, int start, int limit) {
        if (shape.width() > block.width()) {
            return MISFIT;
        }
        int offset = start;
        int end = block.measure(shape, offset, limit);
        if (end >= 0 && block.recordCount() >= LONG_RUN && block.isAlikeButNot(shape)) {
            handOver(block);
            block.measure(shape, offset, limit);
        }
        while (end >= 0) {
            answerFound(frame, offset);
            if (taker != null && isFirst(frame, offset)) {
                block.add(shape);
                if (block.isFull()) {
                    handOver(block);
                }
            }
            offset = end;
            end = offset < limit ? block.measure(shape, offset, limit) : MISFIT;
        }
        return offset == start ? MISFIT : offset;
    }

    private void answerFound(byte[] frame, int offset) {
        BatchLedger rows = ledger;
        if (rows != null && !rows.found(batchIndex(frame, offset))) {
            throw refused(frame, offset);
        }
        recordCount++;
    }

    // By walking

    private int decodeMessage(RecordBlock block, byte[] frame, int offset, int limit) {
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
        if (isMany()) {
            if ((info3 & MessageFlags.INFO3_LAST) != 0) {
                return end(block, frame, offset, limit, code);
            }
            if (kind == ReplyKind.QUERY) {
                if ((info3 & MessageFlags.INFO3_PARTITION_DONE) != 0) {
                    return partitionUnavailable(block, frame, offset, limit, code);
                }
                if (code != 0) {
                    return end(block, frame, offset, limit, code);
                }
            }
        }
        return decodeRecord(block, frame, offset, limit, code);
    }

    private int end(RecordBlock block, byte[] frame, int offset, int limit, int code) {
        resultCode = code;
        complete = true;
        return skip(block, frame, offset, limit);
    }

    private int partitionUnavailable(
            RecordBlock block, byte[] frame, int offset, int limit, int code) {
        int partitionId = Bytes.getInt(frame, offset + MessageDescriptor.GENERATION);
        if (partitionId < 0 || partitionId >= PartitionId.COUNT) {
            throw new MalformedReplyException(
                    "the state of a partition from 0 to 4095 expected, found "
                            + Integer.toUnsignedString(partitionId),
                    offset + MessageDescriptor.GENERATION);
        }
        int next = skip(block, frame, offset, limit);
        RecordTaker target = taker;
        if (code != 0 && target != null) {
            try {
                target.partitionUnavailable(partitionId, code);
            } catch (MalformedReplyException e) {
                throw e;
            } catch (RuntimeException e) {
                discardFrom(e);
            }
        }
        return next;
    }

    private int decodeRecord(RecordBlock block, byte[] frame, int offset, int limit, int code) {
        if (!isMany()) {
            complete = true;
            if (kind == ReplyKind.SINGLE || concernsRequest(code)) {
                resultCode = code;
            }
        }
        if (kind == ReplyKind.ROW && resultCode != 0 || !answer(frame, offset, code)) {
            return skip(block, frame, offset, limit);
        }
        if (taker != null && !isFirst(frame, offset)) {
            return skip(block, frame, offset, limit);
        }
        if (block.isAlike() && block.recordCount() >= LONG_RUN) {
            handOver(block);
        }
        block.beginRecord(offset);
        int end;
        try {
            end = walk(block, frame, offset, limit, hasBins(code));
        } catch (MalformedReplyException e) {
            block.rollBack();
            if (ledger != null) {
                ledger.reopen(batchIndex(frame, offset));
            }
            throw e;
        }
        if (taker == null) {
            block.rollBack();
            return end;
        }
        if (kind == ReplyKind.SINGLE && code != 0) {
            noteDetails(block);
        }
        if (kind == ReplyKind.QUERY && !block.hasDigest()) {
            block.rollBack();
            throw new MalformedReplyException("a query's record without a digest", offset);
        }
        block.endRecord();
        if (isMany() && code == 0) {
            RecordShape learnt = block.shapes().learn(frame, offset, end, binNames, kind);
            expectedShape = learnt == null ? expectedShape : learnt;
        }
        if (block.isFull()) {
            handOver(block);
        }
        return end;
    }

    /** Whether bins are wanted: a function that failed says why in one. */
    private static boolean hasBins(int code) {
        return code == 0 || code == ResultCode.UDF_FAILED.code();
    }

    /** Whether the reply has any number of messages. */
    private boolean isMany() {
        return kind == ReplyKind.BATCH || kind == ReplyKind.QUERY;
    }

    /** Whether a code would be that of a whole batch: no namespace, no login. */
    private static boolean concernsRequest(int code) {
        return code == ResultCode.INVALID_NAMESPACE.code()
                || code >= FIRST_ADMIN_CODE && code < 100 && !concernsRow(code);
    }

    /** What a user may do is decided row by row. */
    private static boolean concernsRow(int code) {
        return code == ResultCode.ROLE_VIOLATION.code() || code == ResultCode.QUOTA_EXCEEDED.code();
    }

    private int batchIndex(byte[] frame, int offset) {
        return onlyIndex >= 0
                ? onlyIndex
                : Bytes.getInt(frame, offset + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
    }

    /** Whether no other request for the same rows has brought this one. */
    private boolean isFirst(byte[] frame, int offset) {
        BatchLedger rows = ledger;
        return rows == null || !rows.isShared() || rows.isFirst(batchIndex(frame, offset));
    }

    /** Notes that a record has come; false if it is to be asked for again. */
    private boolean answer(byte[] frame, int offset, int code) {
        BatchLedger rows = ledger;
        if (rows != null) {
            switch (rows.answer(batchIndex(frame, offset), code)) {
                case REFUSE -> throw refused(frame, offset);
                case LEAVE_OPEN -> {
                    return false;
                }
                case DELIVER -> {}
            }
        }
        recordCount++;
        return true;
    }

    private MalformedReplyException refused(byte[] frame, int offset) {
        return new MalformedReplyException(
                "row with batch index "
                        + Integer.toUnsignedString(batchIndex(frame, offset))
                        + ", which was not asked for or is answered already",
                offset + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
    }

    private void noteDetails(RecordBlock block) {
        ErrorDetails details = block.errorDetails();
        errorDetails = details.isEmpty() ? errorDetails : details;
    }

    /** Walks a message that is no record for the taker. */
    private int skip(RecordBlock block, byte[] frame, int offset, int limit) {
        block.beginRecord(offset);
        try {
            int end = walk(block, frame, offset, limit, false);
            if (frame[offset + MessageDescriptor.RESULT_CODE] != 0) {
                noteDetails(block);
            }
            return end;
        } finally {
            block.rollBack();
        }
    }

    /**
     * Goes through the fields and operations of a message.
     *
     * @param wanted whether values are noted
     * @return where the message ends
     */
    private int walk(RecordBlock block, byte[] frame, int offset, int limit, boolean wanted) {
        int fieldCount = Bytes.getUnsignedShort(frame, offset + MessageDescriptor.FIELD_COUNT);
        int operationCount =
                Bytes.getUnsignedShort(frame, offset + MessageDescriptor.OPERATION_COUNT);
        int position = offset + MessageDescriptor.HEADER_LENGTH;
        for (int field = 0; field < fieldCount; field++) {
            position = walkField(block, frame, position, limit, field);
        }
        BinNames.Name expected = binNames.first();
        for (int operation = 0; operation < operationCount; operation++) {
            if (position > limit - MessageDescriptor.OPERATION_HEADER_LENGTH) {
                throw cutOff(operation, position, limit);
            }
            // One load for the whole header: u32 length, u8 op, u8 particle type, u8 flags, u8 name
            // length. The length is unsigned and counts what follows it.
            long header = Bytes.getLong(frame, position);
            int valueOffset =
                    position + MessageDescriptor.OPERATION_HEADER_LENGTH + ((int) header & 0xFF);
            long end = position + Integer.BYTES + (header >>> 32);
            if (end < valueOffset || end > limit) {
                throw tooLong(header, operation, position, limit);
            }
            if (wanted) {
                int ordinal = expected.ordinal;
                if (expected.isAt(frame, position)) {
                    expected = expected.next();
                } else {
                    ordinal = binNames.search(frame, position, operation, expected);
                    if (ordinal != BinNames.UNKNOWN) {
                        expected = binNames.after(ordinal);
                    }
                }
                if (ordinal >= 0) {
                    int column = binNames.column(operation, ordinal);
                    if (!block.hasRoom(column)) {
                        makeRoom(block, column, valueOffset);
                    }
                    long cell =
                            RecordBlock.cell(
                                    (int) (header >>> 16) & 0xFF,
                                    valueOffset,
                                    (int) end - valueOffset);
                    block.put(column, ordinal, block.recordCount(), cell);
                }
            }
            position = (int) end;
        }
        return position;
    }

    /** The record that has begun needs another column: those before it are handed over first. */
    private void makeRoom(RecordBlock block, int column, int offset) {
        RecordTaker target = taker;
        int complete = block.recordCount();
        if (complete > 0 && target != null) {
            try {
                target.take(block);
            } catch (MalformedReplyException e) {
                throw e;
            } catch (RuntimeException e) {
                discardFrom(e);
            }
        }
        block.keepBegun(complete);
        block.makeRoom(column, offset);
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
                        + Quantity.of(header >>> 32, "byte")
                        + " with a name of "
                        + (header & 0xFF)
                        + ", the frame has "
                        + (limit - position - 4)
                        + " left",
                position);
    }

    private static int walkField(
            RecordBlock block, byte[] frame, int position, int limit, int field) {
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
                            + Quantity.of(Integer.toUnsignedLong(length), "byte")
                            + ", the frame has "
                            + (limit - position - 4)
                            + " left",
                    position);
        }
        block.putField(
                frame[position + 4] & 0xFF,
                position + MessageDescriptor.FIELD_HEADER_LENGTH,
                length - 1);
        return position + 4 + length;
    }
}
