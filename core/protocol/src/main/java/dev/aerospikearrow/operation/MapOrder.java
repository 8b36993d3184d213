package dev.aerospikearrow.operation;

/** How the server keeps a map. */
public enum MapOrder {
    /** In no order; reads return it by key nevertheless. */
    UNORDERED(0),
    /** By key. */
    KEY_ORDERED(1),
    /** By key, with values indexed by rank. */
    KEY_VALUE_ORDERED(3);

    private final int code;

    MapOrder(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
