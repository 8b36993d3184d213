package dev.aerospikearrow.server.command;

import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.ReplyHeader;

/**
 * The answers of a batch's rows, packed into frames (docs/docs/internals/wire.md, section 8.3): as
 * many rows as fit into a body of 131,040 bytes, or one larger row. The last frame holds the final
 * message only.
 */
final class BatchFrames {
    static final int MAX_FRAME_BODY_LENGTH = 131_040;

    private static final int INITIAL_CAPACITY =
            FrameDescriptor.HEADER_LENGTH + MAX_FRAME_BODY_LENGTH + 8192;

    private final WireBuffer rows = new WireBuffer(INITIAL_CAPACITY);
    private int rowStart;

    BatchFrames() {
        clear();
    }

    private void clear() {
        rows.clear();
        rowStart = rows.reserve(FrameDescriptor.HEADER_LENGTH);
    }

    /** What the next row's answer is appended to; call {@link #endRow} afterwards. */
    WireBuffer rows() {
        return rows;
    }

    /** Ends a row; sends the frame before it if it did not fit any more. */
    void endRow(ReplyChannel channel) {
        int end = rows.length();
        if (end - FrameDescriptor.HEADER_LENGTH > MAX_FRAME_BODY_LENGTH
                && rowStart > FrameDescriptor.HEADER_LENGTH) {
            int rowLength = end - rowStart;
            sendFrame(channel, rowStart);
            int from = rowStart;
            clear();
            int at = rows.reserve(rowLength);
            System.arraycopy(rows.array(), from, rows.array(), at, rowLength);
            end = rows.length();
        }
        rowStart = end;
    }

    /** Sends the rows that were not sent yet. */
    void flush(ReplyChannel channel) {
        if (rowStart > FrameDescriptor.HEADER_LENGTH) {
            sendFrame(channel, rowStart);
            clear();
        }
    }

    private void sendFrame(ReplyChannel channel, int end) {
        ReplyHeader.putFrame(rows.array(), 0, end - FrameDescriptor.HEADER_LENGTH);
        channel.send(rows.array(), 0, end);
    }

    /** Drops the rows that were not sent yet and sends the final message. */
    void end(ReplyChannel channel, int resultCode) {
        clear();
        CommandProcessor.sendCode(channel, resultCode, MessageFlags.INFO3_LAST);
    }
}
