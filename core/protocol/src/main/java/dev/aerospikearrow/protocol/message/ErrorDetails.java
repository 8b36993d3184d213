package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;

/**
 * The details that a node gives of a refusal, beside its result code. Immutable.
 *
 * @param subcode which of the causes of the result code it is; 0 if the node does not tell
 * @param message the node's own words; empty if it has none
 * @see "docs/docs/internals/wire.md, section 16.1"
 */
public record ErrorDetails(long subcode, String message) {
    /** Nothing. */
    public static final ErrorDetails NONE = new ErrorDetails(0, "");

    private static final int SUBCODE = 1;
    private static final int MESSAGE = 2;

    /**
     * Reads the data of a field of details. They are words for people: what is not known in them is
     * passed over, and what is broken leaves what was read before it.
     */
    public static ErrorDetails parse(byte[] bytes, int offset, int length) {
        long subcode = 0;
        String message = "";
        MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
        try {
            for (int left = reader.readMapHeader(); left > 0; left--) {
                long key = 0;
                if (reader.nextKind() == Kind.INTEGER) {
                    key = reader.readLong();
                } else {
                    reader.skip();
                }
                Kind kind = reader.nextKind();
                if (key == SUBCODE && kind == Kind.INTEGER) {
                    subcode = reader.readLong();
                } else if (key == MESSAGE && kind == Kind.PARTICLE) {
                    message = reader.readPlainText();
                } else {
                    reader.skip();
                }
            }
        } catch (MalformedReplyException e) {
            // The result code says what matters.
        }
        return subcode == 0 && message.isEmpty() ? NONE : new ErrorDetails(subcode, message);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return subcode == 0 && message.isEmpty();
    }
}
