package dev.aerospikearrow.protocol.security;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One admin message, a request or an answer (docs/docs/internals/wire.md, section 12). A frame of
 * {@link FrameDescriptor#TYPE_ADMIN} has one, or several where users or roles are listed.
 * Immutable.
 *
 * <pre>
 *  0        1        2         3         4             16
 * +--------+--------+---------+---------+-------------+-------------------------------------
 * | scheme | result | command | number   | zeros      | fields: u32 length with the id,
 * | = 0    | code   |         | of fields|            | u8 id, data
 * +--------+--------+---------+---------+-------------+-------------------------------------
 * </pre>
 */
public final class AdminMessage {
    /** Bytes before the fields. */
    public static final int HEADER_LENGTH = 16;

    private static final int RESULT_CODE = 1;
    private static final int COMMAND = 2;
    private static final int FIELD_COUNT = 3;
    private static final int FIELD_HEADER_LENGTH = 5;

    private final int resultCode;
    private final int command;
    private final Map<AdminField, byte[]> fields;

    private AdminMessage(int resultCode, int command, Map<AdminField, byte[]> fields) {
        this.resultCode = resultCode;
        this.command = command;
        this.fields = fields;
    }

    /** A request without fields. */
    public static AdminMessage request(AdminCommand command) {
        return new AdminMessage(0, command.code(), new LinkedHashMap<>());
    }

    /** An answer without fields. */
    public static AdminMessage answer(int resultCode) {
        return new AdminMessage(resultCode, 0, new LinkedHashMap<>());
    }

    /** The same with a field more. The bytes are not copied. */
    public AdminMessage with(AdminField field, byte[] data) {
        Map<AdminField, byte[]> more = new LinkedHashMap<>(fields);
        more.put(field, data);
        return new AdminMessage(resultCode, command, more);
    }

    /**
     * The same with a field of text more.
     *
     * @throws IllegalArgumentException if the text cannot be UTF-8
     */
    public AdminMessage with(AdminField field, String text) {
        return with(field, Bytes.utf8(text));
    }

    /** The same with a field of four bytes more. */
    public AdminMessage with(AdminField field, int number) {
        byte[] data = new byte[Integer.BYTES];
        Bytes.putInt(data, 0, number);
        return with(field, data);
    }

    /** What a node answered; 0 in requests. */
    public int resultCode() {
        return resultCode;
    }

    /** Whether more messages of the same answer follow after it and its like. */
    public boolean isLast() {
        return resultCode != ResultCode.OK.code();
    }

    /** What is asked for; empty if it is nothing that is known. */
    public Optional<AdminCommand> command() {
        return AdminCommand.of(command);
    }

    /** The data of a field, if it is there. Not to be changed. */
    public Optional<byte[]> bytes(AdminField field) {
        return Optional.ofNullable(fields.get(field));
    }

    /**
     * A field of text, if it is there.
     *
     * @throws MalformedReplyException if its bytes are no UTF-8
     */
    public Optional<String> text(AdminField field) {
        return bytes(field).map(data -> AdminValues.text(field, data, 0, data.length));
    }

    /**
     * A field of four bytes, if it is there.
     *
     * @throws MalformedReplyException if it has another length
     */
    public OptionalInt number(AdminField field) {
        byte[] data = fields.get(field);
        if (data == null) {
            return OptionalInt.empty();
        }
        if (data.length != Integer.BYTES) {
            throw AdminValues.malformed(
                    field, Integer.BYTES + " bytes expected, found " + data.length, 0);
        }
        return OptionalInt.of(Bytes.getInt(data, 0));
    }

    /** Appends a frame with this message. */
    public void encode(WireBuffer target) {
        encode(List.of(this), target);
    }

    /** Appends one frame with these messages. */
    public static void encode(List<AdminMessage> messages, WireBuffer target) {
        int frame = target.reserve(FrameDescriptor.HEADER_LENGTH);
        for (AdminMessage message : messages) {
            message.append(target);
        }
        int length = target.length() - frame - FrameDescriptor.HEADER_LENGTH;
        target.setLong(frame, FrameDescriptor.header(FrameDescriptor.TYPE_ADMIN, length));
    }

    private void append(WireBuffer target) {
        int start = target.reserve(HEADER_LENGTH);
        byte[] header = new byte[HEADER_LENGTH];
        header[RESULT_CODE] = (byte) resultCode;
        header[COMMAND] = (byte) command;
        header[FIELD_COUNT] = (byte) fields.size();
        System.arraycopy(header, 0, target.array(), start, HEADER_LENGTH);
        fields.forEach(
                (field, data) -> {
                    target.putInt(data.length + 1);
                    target.putByte(field.id());
                    target.putBytes(data);
                });
    }

    /**
     * The messages in the body of a frame. Fields that are not known are left out.
     *
     * @throws MalformedReplyException if they do not fill it exactly
     */
    public static List<AdminMessage> decode(byte[] frame, int bodyOffset, int bodyLength) {
        List<AdminMessage> messages = new ArrayList<>();
        int limit = bodyOffset + bodyLength;
        int frameOffset = bodyOffset - FrameDescriptor.HEADER_LENGTH;
        int at = bodyOffset;
        while (at < limit || messages.isEmpty()) {
            require(limit - at >= HEADER_LENGTH, "an admin message", at - frameOffset);
            int fieldCount = frame[at + FIELD_COUNT] & 0xFF;
            int resultCode = frame[at + RESULT_CODE] & 0xFF;
            int command = frame[at + COMMAND] & 0xFF;
            at += HEADER_LENGTH;
            Map<AdminField, byte[]> fields = new LinkedHashMap<>();
            for (int i = 0; i < fieldCount; i++) {
                require(
                        limit - at >= FIELD_HEADER_LENGTH,
                        "a field of an admin message",
                        at - frameOffset);
                int length = Bytes.getInt(frame, at);
                require(
                        length >= 1 && length <= limit - at - Integer.BYTES,
                        "a field that lies in its frame",
                        at - frameOffset);
                byte[] data = new byte[length - 1];
                System.arraycopy(frame, at + FIELD_HEADER_LENGTH, data, 0, data.length);
                AdminField.of(frame[at + Integer.BYTES] & 0xFF)
                        .ifPresent(field -> fields.put(field, data));
                at += Integer.BYTES + length;
            }
            messages.add(new AdminMessage(resultCode, command, fields));
        }
        return messages;
    }

    private static void require(boolean condition, String expected, int frameOffset) {
        if (!condition) {
            throw new MalformedReplyException(
                    expected + " expected, found another end", frameOffset);
        }
    }

    /** What it is about, without anything that is in its fields. */
    @Override
    public String toString() {
        return "AdminMessage[command="
                + command().map(AdminCommand::toString).orElse(Integer.toString(command))
                + ", resultCode="
                + resultCode
                + ", fields="
                + fields.keySet()
                + "]";
    }
}
