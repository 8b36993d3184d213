package dev.aerospikearrow.server.message;

import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/**
 * How much a client wants to be told of why something is refused (docs/docs/internals/wire.md,
 * section 16.1). Servers before 8.2 tell nothing.
 */
public enum Explanation {
    NONE,
    SUBCODE,
    MESSAGE,

    /** Also how an expression came to its value, which this server does not tell. */
    TRACE;

    private static final int LEVEL_SHIFT = 5;
    private static final int LEVEL_MASK = 0x03;
    private static final int SUBCODE_KEY = 1;
    private static final int MESSAGE_KEY = 2;
    private static final int STR16 = 0xDA;

    /** A message is cut, so that all details together have at most 1024 bytes. */
    private static final int MAX_MESSAGE_LENGTH = 1008;

    /** What a request, or a row of one, asks for. */
    public static Explanation of(int info4, ServerBuild build) {
        return build.explainsRefusals() ? values()[info4 >>> LEVEL_SHIFT & LEVEL_MASK] : NONE;
    }

    /**
     * Appends a field of details behind a message's header.
     *
     * @return how many fields were appended: none if there is nothing to tell
     */
    public int append(WireBuffer reply, RequestException refusal) {
        boolean tellsSubcode = this != NONE && refusal.subcode() != 0;
        boolean tellsMessage = compareTo(MESSAGE) >= 0 && !refusal.explanation().isEmpty();
        if (!tellsSubcode && !tellsMessage) {
            return 0;
        }
        int field = reply.reserve(MessageDescriptor.FIELD_HEADER_LENGTH);
        MsgpackWriter details = new MsgpackWriter(reply);
        details.writeMapHeader((tellsSubcode ? 1 : 0) + (tellsMessage ? 1 : 0));
        if (tellsSubcode) {
            details.writeLong(SUBCODE_KEY);
            details.writeLong(refusal.subcode());
        }
        if (tellsMessage) {
            byte[] text = Bytes.utf8(refusal.explanation());
            int length = Math.min(text.length, MAX_MESSAGE_LENGTH);
            details.writeLong(MESSAGE_KEY);
            reply.putByte(STR16);
            reply.putShort(length);
            reply.putBytes(text, 0, length);
        }
        reply.setInt(field, reply.length() - field - Integer.BYTES);
        reply.setByte(field + Integer.BYTES, FieldType.ERROR_DETAILS);
        return 1;
    }
}
