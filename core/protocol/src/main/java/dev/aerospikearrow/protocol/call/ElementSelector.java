package dev.aerospikearrow.protocol.call;

import static dev.aerospikearrow.protocol.wire.CollectionCode.*;

/**
 * What elements are selected by, one row each with its codes: to read and to remove them, of lists
 * and of maps.
 */
enum ElementSelector {
    INDEX("Index", LIST_GET_BY_INDEX, LIST_REMOVE_BY_INDEX, MAP_GET_BY_INDEX, MAP_REMOVE_BY_INDEX),
    INDEX_RANGE(
            "IndexRange",
            LIST_GET_BY_INDEX_RANGE,
            LIST_REMOVE_BY_INDEX_RANGE,
            MAP_GET_BY_INDEX_RANGE,
            MAP_REMOVE_BY_INDEX_RANGE),
    RANK("Rank", LIST_GET_BY_RANK, LIST_REMOVE_BY_RANK, MAP_GET_BY_RANK, MAP_REMOVE_BY_RANK),
    RANK_RANGE(
            "RankRange",
            LIST_GET_BY_RANK_RANGE,
            LIST_REMOVE_BY_RANK_RANGE,
            MAP_GET_BY_RANK_RANGE,
            MAP_REMOVE_BY_RANK_RANGE),
    VALUE(
            "Value",
            LIST_GET_ALL_BY_VALUE,
            LIST_REMOVE_ALL_BY_VALUE,
            MAP_GET_ALL_BY_VALUE,
            MAP_REMOVE_ALL_BY_VALUE),
    VALUE_LIST(
            "ValueList",
            LIST_GET_BY_VALUE_LIST,
            LIST_REMOVE_BY_VALUE_LIST,
            MAP_GET_BY_VALUE_LIST,
            MAP_REMOVE_BY_VALUE_LIST),
    VALUE_INTERVAL(
            "ValueInterval",
            LIST_GET_BY_VALUE_INTERVAL,
            LIST_REMOVE_BY_VALUE_INTERVAL,
            MAP_GET_BY_VALUE_INTERVAL,
            MAP_REMOVE_BY_VALUE_INTERVAL),
    VALUE_RELATIVE_RANK_RANGE(
            "ValueRelativeRankRange",
            LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
            LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE,
            MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
            MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE),
    KEY("Key", MAP_GET_BY_KEY, MAP_REMOVE_BY_KEY),
    KEY_LIST("KeyList", MAP_GET_BY_KEY_LIST, MAP_REMOVE_BY_KEY_LIST),
    KEY_INTERVAL("KeyInterval", MAP_GET_BY_KEY_INTERVAL, MAP_REMOVE_BY_KEY_INTERVAL),
    KEY_RELATIVE_INDEX_RANGE(
            "KeyRelativeIndexRange",
            MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
            MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE);

    private static final int MAPS_ONLY = -1;

    private final String text;
    private final int listRead;
    private final int listRemove;
    private final int mapRead;
    private final int mapRemove;

    ElementSelector(String text, int listRead, int listRemove, int mapRead, int mapRemove) {
        this.text = text;
        this.listRead = listRead;
        this.listRemove = listRemove;
        this.mapRead = mapRead;
        this.mapRemove = mapRemove;
    }

    ElementSelector(String text, int mapRead, int mapRemove) {
        this(text, MAPS_ONLY, MAPS_ONLY, mapRead, mapRemove);
    }

    /** As it ends the name of a call, such as {@code getByIndex}. */
    String text() {
        return text;
    }

    int read(boolean ofList) {
        return ofList ? listRead : mapRead;
    }

    int remove(boolean ofList) {
        return ofList ? listRemove : mapRemove;
    }

    /** Whether it selects one element at most. */
    boolean isSingle() {
        return this == INDEX || this == RANK || this == KEY;
    }
}
