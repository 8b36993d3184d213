package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;

/**
 * The encoder of one message frame: begin, fields, operations, end. Counts and lengths are patched
 * at the end, so nothing is measured beforehand. The encoders of single records, batches and
 * queries are all written with it. Not thread-safe.
 */
public final class MessageEncoder {
    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;

    private final WireBuffer target;
    private int frameStart;
    private int fieldCount;
    private int operationCount;

    /**
     * @param target what frames are appended to
     */
    public MessageEncoder(WireBuffer target) {
        this.target = target;
    }

    /** Appends a complete frame for one record. */
    public static void encodeRecord(
            WireBuffer target,
            Key key,
            SendKey sendKey,
            RecordCommand command,
            int serverTimeoutMillis) {
        MessageEncoder encoder = new MessageEncoder(target);
        encoder.begin(
                command.info1(),
                command.info2(),
                command.info3(),
                command.generation(),
                command.ttl(),
                serverTimeoutMillis);
        encoder.keyFields(key, sendKey);
        command.filter().ifPresent(filter -> encoder.field(FieldType.FILTER, filter));
        command.function().ifPresent(encoder::functionFields);
        encoder.operations(command.operations());
        encoder.end();
    }

    /**
     * Appends fields and then operations that are encoded already; no field may follow.
     *
     * @param from where the first field starts
     */
    public void encoded(byte[] bytes, int from, int fields, int operations) {
        int length = bytes.length - from;
        // Two statements: reserving may replace the array.
        int at = target.reserve(length);
        System.arraycopy(bytes, from, target.array(), at, length);
        fieldCount += fields;
        operationCount += operations;
    }

    public void begin(int info1, int info2, int info3, int generation, int ttl, int timeoutMillis) {
        frameStart =
                target.reserve(FrameDescriptor.HEADER_LENGTH + MessageDescriptor.HEADER_LENGTH);
        fieldCount = 0;
        operationCount = 0;
        byte[] bytes = target.array();
        int header = frameStart + FrameDescriptor.HEADER_LENGTH;
        bytes[header] = MessageDescriptor.HEADER_LENGTH;
        bytes[header + MessageDescriptor.INFO1] = (byte) info1;
        bytes[header + MessageDescriptor.INFO2] = (byte) info2;
        bytes[header + MessageDescriptor.INFO3] = (byte) info3;
        bytes[header + MessageDescriptor.INFO4] = 0;
        bytes[header + MessageDescriptor.RESULT_CODE] = 0;
        Bytes.putInt(bytes, header + MessageDescriptor.GENERATION, generation);
        Bytes.putInt(bytes, header + MessageDescriptor.TTL_OR_VOID_TIME, ttl);
        Bytes.putInt(bytes, header + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, timeoutMillis);
    }

    /** Namespace, set, digest, and on request the user key. */
    public void keyFields(Key key, SendKey sendKey) {
        field(FieldType.NAMESPACE, Bytes.utf8(key.namespace()));
        if (!key.setName().isEmpty()) {
            field(FieldType.SET, Bytes.utf8(key.setName()));
        }
        // Two statements: opening the field may replace the array.
        int at = openField(FieldType.DIGEST, DIGEST_LENGTH);
        key.copyDigestTo(target.array(), at);
        if (sendKey == SendKey.WITH_USER_KEY) {
            key.userKey().ifPresent(this::userKeyField);
        }
    }

    private void userKeyField(UserKey userKey) {
        int at = openField(FieldType.USER_KEY, 1 + userKey.encodedLength());
        target.setByte(at, userKey.particleType());
        userKey.encodeTo(target.array(), at + 1);
    }

    public void field(int fieldType, byte[] data) {
        int at = openField(fieldType, data.length);
        System.arraycopy(data, 0, target.array(), at, data.length);
    }

    /** The function that is called, and its arguments. */
    public void functionFields(FunctionCall function) {
        field(FieldType.FUNCTION_MODULE, Bytes.utf8(function.module()));
        field(FieldType.FUNCTION_NAME, Bytes.utf8(function.name()));
        field(FieldType.FUNCTION_ARGUMENTS, function.packedArguments());
    }

    public void intField(int fieldType, int value) {
        int at = openField(fieldType, 4);
        target.setInt(at, value);
    }

    public void longField(int fieldType, long value) {
        int at = openField(fieldType, 8);
        target.setLong(at, value);
    }

    /** Starts a field of {@code dataLength} bytes and returns where they go. */
    public int openField(int fieldType, int dataLength) {
        fieldCount++;
        int start = target.reserve(MessageDescriptor.FIELD_HEADER_LENGTH + dataLength);
        target.setInt(start, 1 + dataLength);
        target.setByte(start + 4, fieldType);
        return start + MessageDescriptor.FIELD_HEADER_LENGTH;
    }

    /**
     * Starts a field whose data is appended to the buffer, until {@link #closeField} is called with
     * the result.
     */
    public int openGrowingField(int fieldType) {
        return openField(fieldType, 0);
    }

    /**
     * Ends the field that {@link #openGrowingField} started: everything appended since belongs to
     * it.
     */
    public void closeField(int dataStart) {
        target.setInt(
                dataStart - MessageDescriptor.FIELD_HEADER_LENGTH, 1 + target.length() - dataStart);
    }

    /** Appends an operation, whatever it becomes part of. */
    public static void appendOperation(WireBuffer target, Operation operation) {
        // Two statements: reserving may replace the array.
        int at = target.reserve(operation.encodedLength());
        operation.encodeTo(target.array(), at);
    }

    public void operations(List<Operation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            appendOperation(target, operations.get(i));
        }
        operationCount += operations.size();
    }

    public void end() {
        int header = frameStart + FrameDescriptor.HEADER_LENGTH;
        target.setShort(header + MessageDescriptor.FIELD_COUNT, fieldCount);
        target.setShort(header + MessageDescriptor.OPERATION_COUNT, operationCount);
        int bodyLength = target.length() - header;
        if (bodyLength > FrameDescriptor.MAX_BODY_LENGTH) {
            throw new IllegalArgumentException(
                    "A request of "
                            + bodyLength
                            + " bytes is larger than the "
                            + FrameDescriptor.MAX_BODY_LENGTH
                            + " bytes that a server accepts. Send less at once.");
        }
        target.setLong(
                frameStart, FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, bodyLength));
    }
}
