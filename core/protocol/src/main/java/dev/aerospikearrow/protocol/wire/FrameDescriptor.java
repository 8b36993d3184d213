package dev.aerospikearrow.protocol.wire;

/**
 * The frame around everything that either side sends (docs/docs/internals/wire.md, section 1).
 *
 * <pre>
 *  0        1        2                                   8
 * +--------+--------+-----------------------------------+--------------
 * |version | type   | body length, 48 bits, big-endian  | body ...
 * +--------+--------+-----------------------------------+--------------
 * </pre>
 */
public final class FrameDescriptor {
    public static final int HEADER_LENGTH = 8;
    public static final int VERSION = 2;

    public static final int TYPE_INFO = 1;
    public static final int TYPE_ADMIN = 2;
    public static final int TYPE_MESSAGE = 3;
    public static final int TYPE_COMPRESSED = 4;

    /**
     * What a server accepts at most in one body, and what a client should at most believe: 128 MiB.
     */
    public static final int MAX_BODY_LENGTH = 128 << 20;

    private FrameDescriptor() {}

    public static long header(int type, long bodyLength) {
        return (long) VERSION << 56 | (long) type << 48 | bodyLength;
    }

    public static int version(long header) {
        return (int) (header >>> 56);
    }

    public static int type(long header) {
        return (int) (header >>> 48) & 0xFF;
    }

    /** The announced body length in bytes: a claim of the peer, up to 2^48 - 1. */
    public static long bodyLength(long header) {
        return header & 0xFFFF_FFFF_FFFFL;
    }
}
