package dev.aerospikearrow.protocol.wire;

/**
 * Codes of list and map operations, in operations and in expressions alike
 * (docs/docs/internals/wire.md, section 11).
 */
public final class CollectionCode {
    /** Wraps an operation in the context that leads to a nested list or map. */
    public static final int WITH_CONTEXT = 255;

    public static final int LIST_SET_ORDER = 0;
    public static final int LIST_APPEND = 1;
    public static final int LIST_APPEND_ITEMS = 2;
    public static final int LIST_INSERT = 3;
    public static final int LIST_INSERT_ITEMS = 4;
    public static final int LIST_POP = 5;
    public static final int LIST_POP_RANGE = 6;
    public static final int LIST_REMOVE = 7;
    public static final int LIST_REMOVE_RANGE = 8;
    public static final int LIST_SET = 9;
    public static final int LIST_TRIM = 10;
    public static final int LIST_CLEAR = 11;
    public static final int LIST_INCREMENT = 12;
    public static final int LIST_SORT = 13;
    public static final int LIST_SIZE = 16;
    public static final int LIST_GET = 17;
    public static final int LIST_GET_RANGE = 18;
    public static final int LIST_GET_BY_INDEX = 19;
    public static final int LIST_GET_BY_VALUE = 20;
    public static final int LIST_GET_BY_RANK = 21;
    public static final int LIST_GET_ALL_BY_VALUE = 22;
    public static final int LIST_GET_BY_VALUE_LIST = 23;
    public static final int LIST_GET_BY_INDEX_RANGE = 24;
    public static final int LIST_GET_BY_VALUE_INTERVAL = 25;
    public static final int LIST_GET_BY_RANK_RANGE = 26;
    public static final int LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE = 27;
    public static final int LIST_REMOVE_BY_INDEX = 32;
    public static final int LIST_REMOVE_BY_VALUE = 33;
    public static final int LIST_REMOVE_BY_RANK = 34;
    public static final int LIST_REMOVE_ALL_BY_VALUE = 35;
    public static final int LIST_REMOVE_BY_VALUE_LIST = 36;
    public static final int LIST_REMOVE_BY_INDEX_RANGE = 37;
    public static final int LIST_REMOVE_BY_VALUE_INTERVAL = 38;
    public static final int LIST_REMOVE_BY_RANK_RANGE = 39;
    public static final int LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE = 40;

    public static final int MAP_SET_ORDER = 64;
    public static final int MAP_ADD = 65;
    public static final int MAP_ADD_ITEMS = 66;
    public static final int MAP_PUT = 67;
    public static final int MAP_PUT_ITEMS = 68;
    public static final int MAP_REPLACE = 69;
    public static final int MAP_REPLACE_ITEMS = 70;
    public static final int MAP_INCREMENT = 73;
    public static final int MAP_DECREMENT = 74;
    public static final int MAP_CLEAR = 75;
    public static final int MAP_REMOVE_BY_KEY = 76;
    public static final int MAP_REMOVE_BY_INDEX = 77;
    public static final int MAP_REMOVE_BY_VALUE = 78;
    public static final int MAP_REMOVE_BY_RANK = 79;
    public static final int MAP_REMOVE_BY_KEY_LIST = 81;
    public static final int MAP_REMOVE_ALL_BY_VALUE = 82;
    public static final int MAP_REMOVE_BY_VALUE_LIST = 83;
    public static final int MAP_REMOVE_BY_KEY_INTERVAL = 84;
    public static final int MAP_REMOVE_BY_INDEX_RANGE = 85;
    public static final int MAP_REMOVE_BY_VALUE_INTERVAL = 86;
    public static final int MAP_REMOVE_BY_RANK_RANGE = 87;
    public static final int MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE = 88;
    public static final int MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE = 89;
    public static final int MAP_SIZE = 96;
    public static final int MAP_GET_BY_KEY = 97;
    public static final int MAP_GET_BY_INDEX = 98;
    public static final int MAP_GET_BY_VALUE = 99;
    public static final int MAP_GET_BY_RANK = 100;
    public static final int MAP_GET_ALL_BY_VALUE = 102;
    public static final int MAP_GET_BY_KEY_INTERVAL = 103;
    public static final int MAP_GET_BY_INDEX_RANGE = 104;
    public static final int MAP_GET_BY_VALUE_INTERVAL = 105;
    public static final int MAP_GET_BY_RANK_RANGE = 106;
    public static final int MAP_GET_BY_KEY_LIST = 107;
    public static final int MAP_GET_BY_VALUE_LIST = 108;
    public static final int MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE = 109;
    public static final int MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE = 110;

    public static final int CONTEXT_LIST_INDEX = 0x10;
    public static final int CONTEXT_LIST_RANK = 0x11;
    public static final int CONTEXT_LIST_VALUE = 0x13;
    public static final int CONTEXT_MAP_INDEX = 0x20;
    public static final int CONTEXT_MAP_RANK = 0x21;
    public static final int CONTEXT_MAP_KEY = 0x22;
    public static final int CONTEXT_MAP_VALUE = 0x23;

    private CollectionCode() {}
}
