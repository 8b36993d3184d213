package dev.aerospikearrow.operation;

/** How the server keeps a list. */
public enum ListOrder {
    /** As elements were put. */
    UNORDERED(0),
    /** By value. */
    ORDERED(1);

    private final int code;

    ListOrder(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
