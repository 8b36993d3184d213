package dev.aerospikearrow.protocol.wire;

/**
 * Types of message fields (docs/docs/internals/wire.md, section 3.1). A field of an unknown type is
 * skipped by both sides.
 */
public final class FieldType {
    public static final int NAMESPACE = 0;
    public static final int SET = 1;
    public static final int USER_KEY = 2;
    public static final int DIGEST = 4;
    public static final int QUERY_ID = 7;
    public static final int SOCKET_TIMEOUT = 9;
    public static final int RECORDS_PER_SECOND = 10;

    /** Partition ids, u16 little-endian each. */
    public static final int PARTITION_IDS = 11;

    /** Digests to resume after, 20 bytes each. */
    public static final int RESUME_DIGESTS = 12;

    public static final int MAX_RECORDS = 13;

    /** Index values to resume after, i64 little-endian each; one value in a query's row. */
    public static final int RESUME_INDEX_VALUES = 15;

    public static final int INDEX_NAME = 21;
    public static final int INDEX_RANGE = 22;
    public static final int INDEX_CONTEXT = 23;
    public static final int INDEX_EXPRESSION = 24;
    public static final int INDEX_TYPE = 26;
    public static final int FUNCTION_MODULE = 30;
    public static final int FUNCTION_NAME = 31;

    /** A list in MessagePack. */
    public static final int FUNCTION_ARGUMENTS = 32;

    /** What a query does with a function: 2 applies it to each record in the background. */
    public static final int FUNCTION_USE = 33;

    public static final int BATCH = 41;
    public static final int FILTER = 43;

    /** A filter as a text in the server's language, behind flags; instead of {@link #FILTER}. */
    public static final int FILTER_TEXT = 44;

    /** Why a request or a row was refused, a map in MessagePack; only in answers. */
    public static final int ERROR_DETAILS = 45;

    private FieldType() {}
}
