package dev.aerospikearrow.server.message;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.Arrays;

/**
 * A window on one request message: its header, where its fields lie and where its operations start
 * (docs/docs/internals/wire.md, section 2). Reusable by {@link #parse}; not thread-safe.
 */
public final class RequestMessage {
    /** Returned for a field that the message does not have. */
    public static final int NO_FIELD = -1;

    // The highest type that a server looks at is 43.
    private static final int FIELD_TYPES = 64;

    private final int[] fieldOffsets = new int[FIELD_TYPES];
    private final int[] fieldLengths = new int[FIELD_TYPES];
    private byte[] bytes = new byte[MessageDescriptor.HEADER_LENGTH];
    private int start;
    private int limit;
    private int operationsOffset;
    private int operationCount;

    /** Points at a message and reads its header only. */
    public RequestMessage reset(byte[] source, int offset, int length) {
        if (length < MessageDescriptor.HEADER_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        bytes = source;
        start = offset;
        limit = offset + length;
        return this;
    }

    /**
     * Points at a message that fills {@code length} bytes exactly.
     *
     * @throws RequestException PARAMETER if its fields and operations do not fit
     */
    public RequestMessage parse(byte[] source, int offset, int length) {
        reset(source, offset, length);
        int end =
                parseParts(
                        start + MessageDescriptor.HEADER_LENGTH,
                        Bytes.getUnsignedShort(bytes, start + MessageDescriptor.FIELD_COUNT),
                        Bytes.getUnsignedShort(bytes, start + MessageDescriptor.OPERATION_COUNT));
        if (end != limit) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return this;
    }

    /**
     * Points at the fields and operations of a batch row, which has no header of a message: only
     * fields and operations may be asked for afterwards.
     *
     * @param offset where the first field starts
     * @param end the exclusive end of what the row may take
     * @return where the row ends
     * @throws RequestException PARAMETER if the row runs past the end
     */
    public int parseRow(byte[] source, int offset, int end, int fieldCount, int operations) {
        bytes = source;
        start = offset;
        limit = end;
        return parseParts(offset, fieldCount, operations);
    }

    private int parseParts(int partsOffset, int fieldCount, int operations) {
        Arrays.fill(fieldOffsets, NO_FIELD);
        operationCount = operations;
        int at = partsOffset;
        for (int i = fieldCount; i > 0; i--) {
            if (limit - at < MessageDescriptor.FIELD_HEADER_LENGTH) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            int length = Bytes.getInt(bytes, at);
            if (length < 1 || length > limit - at - 4) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            int type = bytes[at + 4] & 0xFF;
            if (type < FIELD_TYPES) {
                fieldOffsets[type] = at + MessageDescriptor.FIELD_HEADER_LENGTH;
                fieldLengths[type] = length - 1;
            }
            at += 4 + length;
        }
        operationsOffset = at;
        for (int i = operations; i > 0; i--) {
            at = operationEnd(at);
        }
        return at;
    }

    private int operationEnd(int at) {
        if (limit - at < MessageDescriptor.OPERATION_HEADER_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        int length = Bytes.getInt(bytes, at);
        int nameLength = bytes[at + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF;
        if (length < MessageDescriptor.OPERATION_LENGTH_OVERHEAD + nameLength
                || length > limit - at - 4) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return at + 4 + length;
    }

    /** What holds the message; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The message's exclusive end. */
    public int limit() {
        return limit;
    }

    public int info1() {
        return bytes[start + MessageDescriptor.INFO1] & 0xFF;
    }

    public int info2() {
        return bytes[start + MessageDescriptor.INFO2] & 0xFF;
    }

    public int info3() {
        return bytes[start + MessageDescriptor.INFO3] & 0xFF;
    }

    public int info4() {
        return bytes[start + MessageDescriptor.INFO4] & 0xFF;
    }

    public int generation() {
        return Bytes.getInt(bytes, start + MessageDescriptor.GENERATION);
    }

    public int ttl() {
        return Bytes.getInt(bytes, start + MessageDescriptor.TTL_OR_VOID_TIME);
    }

    public int timeoutMillis() {
        return Bytes.getInt(bytes, start + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
    }

    public int operationCount() {
        return operationCount;
    }

    /** Where the operations start, back to back in the layout of {@link MessageDescriptor}. */
    public int operationsOffset() {
        return operationsOffset;
    }

    /** Whether the message has a field of that {@link FieldType}. */
    public boolean hasField(int fieldType) {
        return fieldOffsets[fieldType] != NO_FIELD;
    }

    /** Where a field's data starts, or {@link #NO_FIELD}. */
    public int fieldOffset(int fieldType) {
        return fieldOffsets[fieldType];
    }

    /** Bytes of a field's data; 0 if the message does not have it. */
    public int fieldLength(int fieldType) {
        return fieldOffsets[fieldType] == NO_FIELD ? 0 : fieldLengths[fieldType];
    }

    /** A text field; empty if the message does not have it. */
    public String text(int fieldType) {
        int offset = fieldOffset(fieldType);
        return offset == NO_FIELD ? "" : Bytes.getUtf8(bytes, offset, fieldLength(fieldType));
    }

    /**
     * A field of four bytes.
     *
     * @throws RequestException PARAMETER if it has another length
     */
    public int intField(int fieldType, int ifAbsent) {
        if (!hasField(fieldType)) {
            return ifAbsent;
        }
        if (fieldLength(fieldType) != Integer.BYTES) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return Bytes.getInt(bytes, fieldOffset(fieldType));
    }

    /**
     * A field of eight bytes.
     *
     * @throws RequestException PARAMETER if it has another length
     */
    public long longField(int fieldType, long ifAbsent) {
        if (!hasField(fieldType)) {
            return ifAbsent;
        }
        if (fieldLength(fieldType) != Long.BYTES) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return Bytes.getLong(bytes, fieldOffset(fieldType));
    }
}
