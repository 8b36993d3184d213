package dev.aerospikearrow.server.message;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;

/** A writer of the headers of replies (docs/docs/internals/wire.md, sections 1 and 2). */
public final class ReplyHeader {
    private ReplyHeader() {}

    /** Writes the 8 bytes in front of messages. */
    public static void putFrame(byte[] target, int offset, int bodyLength) {
        Bytes.putLong(
                target, offset, FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, bodyLength));
    }

    /** Writes the 22 bytes in front of a message's fields and operations. */
    public static void putMessage(
            byte[] target,
            int offset,
            int info1,
            int info3,
            int resultCode,
            int generation,
            int voidTimeSeconds,
            int batchIndex,
            int fieldCount,
            int operationCount) {
        target[offset] = MessageDescriptor.HEADER_LENGTH;
        target[offset + MessageDescriptor.INFO1] = (byte) info1;
        target[offset + MessageDescriptor.INFO2] = 0;
        target[offset + MessageDescriptor.INFO3] = (byte) info3;
        target[offset + MessageDescriptor.INFO4] = 0;
        target[offset + MessageDescriptor.RESULT_CODE] = (byte) resultCode;
        Bytes.putInt(target, offset + MessageDescriptor.GENERATION, generation);
        Bytes.putInt(target, offset + MessageDescriptor.TTL_OR_VOID_TIME, voidTimeSeconds);
        Bytes.putInt(target, offset + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, batchIndex);
        Bytes.putShort(target, offset + MessageDescriptor.FIELD_COUNT, fieldCount);
        Bytes.putShort(target, offset + MessageDescriptor.OPERATION_COUNT, operationCount);
    }
}
