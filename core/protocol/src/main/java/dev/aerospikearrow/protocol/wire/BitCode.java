package dev.aerospikearrow.protocol.wire;

/**
 * Codes of operations on the bits of blobs, in operations and in expressions alike
 * (docs/docs/internals/wire.md, section 11.1).
 */
public final class BitCode {
    public static final int RESIZE = 0;
    public static final int INSERT = 1;
    public static final int REMOVE = 2;
    public static final int SET = 3;
    public static final int OR = 4;
    public static final int XOR = 5;
    public static final int AND = 6;
    public static final int NOT = 7;
    public static final int SHIFT_LEFT = 8;
    public static final int SHIFT_RIGHT = 9;
    public static final int ADD = 10;
    public static final int SUBTRACT = 11;
    public static final int SET_INT = 12;
    public static final int GET = 50;
    public static final int COUNT = 51;
    public static final int SCAN_FROM_LEFT = 52;
    public static final int SCAN_FROM_RIGHT = 53;
    public static final int GET_INT = 54;

    private BitCode() {}
}
