package dev.aerospikearrow.protocol.wire;

/**
 * Codes of operations on HyperLogLogs, in operations and in expressions alike
 * (docs/docs/internals/wire.md, section 11.2).
 */
public final class HllCode {
    public static final int INIT = 0;
    public static final int ADD = 1;
    public static final int SET_UNION = 2;
    public static final int SET_COUNT = 3;
    public static final int FOLD = 4;
    public static final int COUNT = 50;
    public static final int UNION = 51;
    public static final int UNION_COUNT = 52;
    public static final int INTERSECT_COUNT = 53;
    public static final int SIMILARITY = 54;
    public static final int DESCRIBE = 55;

    /** Only in expressions. */
    public static final int MAY_CONTAIN = 56;

    private HllCode() {}
}
