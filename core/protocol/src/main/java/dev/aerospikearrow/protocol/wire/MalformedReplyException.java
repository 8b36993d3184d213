package dev.aerospikearrow.protocol.wire;

/**
 * A reply breaks the format. Nothing that follows in the same reply can be trusted, so the
 * connection that carried it is closed. The message says what was found, what was expected, and
 * ends with the byte offset in the frame.
 */
public final class MalformedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param what what was expected and what was found
     * @param offset where, in bytes from the start of the frame, its header included
     */
    public MalformedReplyException(String what, long offset) {
        super("Malformed reply: " + what + "; at byte offset " + offset);
        this.offset = offset;
    }

    /** Where the format is broken, in bytes from the start of the frame, its header included. */
    public long offset() {
        return offset;
    }
}
