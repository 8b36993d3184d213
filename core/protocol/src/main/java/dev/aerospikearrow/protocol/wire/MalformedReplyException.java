package dev.aerospikearrow.protocol.wire;

/**
 * A reply breaks the format. Nothing that follows in the same reply can be trusted, so the
 * connection that carried it is closed. The message says what was found, what was expected, and
 * ends with the byte offset in the frame, or with the character offset in an info answer.
 */
public final class MalformedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String unit;
    private final long offset;

    /**
     * @param what what was expected and what was found
     * @param offset where, in bytes from the start of the frame, its header included
     */
    public MalformedReplyException(String what, long offset) {
        this(": " + what, "byte", offset);
    }

    private MalformedReplyException(String what, String unit, long offset) {
        super("Malformed reply" + what + "; at " + unit + " offset " + offset);
        this.what = what;
        this.unit = unit;
        this.offset = offset;
    }

    /**
     * The answer to an info command breaks its grammar.
     *
     * @param command the info command
     * @param what what was expected and what was found
     * @param characterOffset where, in characters from the start of the command's answer
     */
    public static MalformedReplyException inAnswer(
            String command, String what, int characterOffset) {
        return new MalformedReplyException(
                " to info command \"" + command + "\": " + what, "character", characterOffset);
    }

    /**
     * The same with where in the answer it is: a bin, a row, a key.
     *
     * @param place what the message says before what was expected and found
     */
    public MalformedReplyException within(String place) {
        return like(": " + place + what, offset);
    }

    /** The same where offsets count from {@code frameOffset}. */
    public MalformedReplyException countedFrom(long frameOffset) {
        return like(what, offset - frameOffset);
    }

    private MalformedReplyException like(String otherWhat, long otherOffset) {
        MalformedReplyException other = new MalformedReplyException(otherWhat, unit, otherOffset);
        other.setStackTrace(getStackTrace());
        return other;
    }

    /**
     * Where the format is broken: in bytes from the start of the frame, its header included; for
     * the answer to an info command in characters from the start of that answer.
     */
    public long offset() {
        return offset;
    }
}
