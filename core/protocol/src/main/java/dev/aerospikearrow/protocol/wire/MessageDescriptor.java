package dev.aerospikearrow.protocol.wire;

/**
 * The header of a message, the body of a {@link FrameDescriptor#TYPE_MESSAGE} frame
 * (docs/docs/internals/wire.md, section 2).
 *
 * <pre>
 *  0        1        2        3        4        5        6
 * +--------+--------+--------+--------+--------+--------+--------------------------+
 * |hdr len | info1  | info2  | info3  | info4  | result | generation (partition id |
 * |  = 22  |        |        |        |        | code   | if PARTITION_DONE)       |
 * +--------+--------+--------+--------+--------+--------+--------------------------+
 *  10                         14                         18           20          22
 * +--------------------------+--------------------------+------------+------------+
 * | ttl (request),           | timeout ms (request),    | number of  | number of  |
 * | void time (response)     | batch index (response)   | fields     | operations |
 * +--------------------------+--------------------------+------------+------------+
 * </pre>
 *
 * All numbers are big-endian; fields and then operations follow without padding.
 */
public final class MessageDescriptor {
    public static final int HEADER_LENGTH = 22;

    public static final int INFO1 = 1;
    public static final int INFO2 = 2;
    public static final int INFO3 = 3;
    public static final int INFO4 = 4;
    public static final int RESULT_CODE = 5;
    public static final int GENERATION = 6;
    public static final int TTL_OR_VOID_TIME = 10;
    public static final int TIMEOUT_OR_BATCH_INDEX = 14;
    public static final int FIELD_COUNT = 18;
    public static final int OPERATION_COUNT = 20;

    /** Field: {@code u32 length (type byte and data) | u8 type | data}. */
    public static final int FIELD_HEADER_LENGTH = 5;

    /**
     * Operation: {@code u32 length of the rest | u8 op | u8 particle type | u8 flags | u8 name
     * length | name | value}.
     */
    public static final int OPERATION_HEADER_LENGTH = 8;

    public static final int OPERATION_CODE = 4;
    public static final int OPERATION_PARTICLE_TYPE = 5;
    public static final int OPERATION_FLAGS = 6;
    public static final int OPERATION_NAME_LENGTH = 7;

    /** What an operation's length counts besides name and value. */
    public static final int OPERATION_LENGTH_OVERHEAD = 4;

    /** Longest bin name in bytes of UTF-8. */
    public static final int MAX_BIN_NAME_LENGTH = 15;

    /** Most operations in one message. */
    public static final int MAX_OPERATIONS = 32_768;

    /** When void times count from, 2010-01-01T00:00:00Z, in seconds since 1970 (section 2.3). */
    public static final long VOID_TIME_EPOCH_SECONDS = 1_262_304_000L;

    private MessageDescriptor() {}
}
