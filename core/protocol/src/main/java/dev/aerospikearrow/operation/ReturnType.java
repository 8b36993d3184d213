package dev.aerospikearrow.operation;

/**
 * The answer of a list or map operation about the elements that it selects
 * (docs/docs/internals/wire.md, section 11). Immutable.
 */
public final class ReturnType {
    /** Nothing; for modifications. */
    public static final ReturnType NONE = new ReturnType("NONE", 0);

    /** Positions, from 0; for a map in key order. */
    public static final ReturnType INDEX = new ReturnType("INDEX", 1);

    /** Positions counted from the end. */
    public static final ReturnType REVERSE_INDEX = new ReturnType("REVERSE_INDEX", 2);

    /** Places in value order, from 0 for the smallest. */
    public static final ReturnType RANK = new ReturnType("RANK", 3);

    /** Places in value order, from 0 for the largest. */
    public static final ReturnType REVERSE_RANK = new ReturnType("REVERSE_RANK", 4);

    /** How many. */
    public static final ReturnType COUNT = new ReturnType("COUNT", 5);

    /** Keys; maps only. */
    public static final ReturnType KEY = new ReturnType("KEY", 6);

    /** Values. */
    public static final ReturnType VALUE = new ReturnType("VALUE", 7);

    /** Entries as a map in the order of the result; maps only. */
    public static final ReturnType KEY_VALUE = new ReturnType("KEY_VALUE", 8);

    /** Whether there are any. */
    public static final ReturnType EXISTS = new ReturnType("EXISTS", 13);

    /** Entries as an unordered map; maps only. */
    public static final ReturnType UNORDERED_MAP = new ReturnType("UNORDERED_MAP", 16);

    /** Entries as a map ordered by key; maps only. */
    public static final ReturnType ORDERED_MAP = new ReturnType("ORDERED_MAP", 17);

    private static final int INVERTED = 0x10000;

    private final String name;
    private final int code;

    private ReturnType(String name, int code) {
        this.name = name;
        this.code = code;
    }

    /** The same about the elements that the operation does not select. */
    public ReturnType inverted() {
        return new ReturnType(
                isInverted() ? name.substring("INVERTED ".length()) : "INVERTED " + name,
                code ^ INVERTED);
    }

    public boolean isInverted() {
        return (code & INVERTED) != 0;
    }

    public int code() {
        return code;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnType that && that.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return name;
    }
}
