package dev.aerospikearrow.server.collection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on lists and maps, one row per code: what they work on, whether they write, which
 * arguments they take and, for those that select elements, by what (docs/docs/internals/wire.md,
 * section 11).
 */
enum CollectionCode {
    LIST_SET_ORDER(0, Effect.MODIFIES, 1, Argument.FLAGS),
    LIST_APPEND(1, Effect.MODIFIES, 1, Argument.STORED, Argument.FLAGS, Argument.FLAGS),
    LIST_APPEND_ITEMS(2, Effect.MODIFIES, 1, Argument.STORED, Argument.FLAGS, Argument.FLAGS),
    LIST_INSERT(3, Effect.MODIFIES, 2, Argument.INDEX, Argument.STORED, Argument.FLAGS),
    LIST_INSERT_ITEMS(4, Effect.MODIFIES, 2, Argument.INDEX, Argument.STORED, Argument.FLAGS),
    LIST_POP(5, Effect.MODIFIES, Selector.INDEX, Shape.VALUE),
    LIST_POP_RANGE(6, Effect.MODIFIES, Selector.INDEX_RANGE, Shape.VALUE),
    LIST_REMOVE(7, Effect.MODIFIES, Selector.INDEX, Shape.COUNT),
    LIST_REMOVE_RANGE(8, Effect.MODIFIES, Selector.INDEX_RANGE, Shape.COUNT),
    LIST_SET(9, Effect.MODIFIES, 2, Argument.INDEX, Argument.STORED, Argument.FLAGS),
    LIST_TRIM(10, Effect.MODIFIES, Selector.INDEX_SPAN, Shape.INVERTED_COUNT),
    LIST_CLEAR(11, Effect.MODIFIES, 0),
    LIST_INCREMENT(
            12,
            Effect.MODIFIES,
            1,
            Argument.INDEX,
            Argument.COMPARED,
            Argument.FLAGS,
            Argument.FLAGS),
    LIST_SORT(13, Effect.MODIFIES, 0, Argument.FLAGS),

    LIST_SIZE(16, Effect.READS, 0),
    LIST_GET(17, Effect.READS, Selector.INDEX, Shape.VALUE),
    LIST_GET_RANGE(18, Effect.READS, Selector.INDEX_RANGE, Shape.VALUE),
    LIST_GET_BY_INDEX(19, Effect.READS, Selector.INDEX),
    LIST_GET_BY_VALUE(20, Effect.READS, Selector.VALUE),
    LIST_GET_BY_RANK(21, Effect.READS, Selector.RANK),
    LIST_GET_ALL_BY_VALUE(22, Effect.READS, Selector.ALL_BY_VALUE),
    LIST_GET_BY_VALUE_LIST(23, Effect.READS, Selector.VALUE_LIST),
    LIST_GET_BY_INDEX_RANGE(24, Effect.READS, Selector.INDEX_RANGE),
    LIST_GET_BY_VALUE_INTERVAL(25, Effect.READS, Selector.VALUE_INTERVAL),
    LIST_GET_BY_RANK_RANGE(26, Effect.READS, Selector.RANK_RANGE),
    LIST_GET_BY_RELATIVE_RANK(27, Effect.READS, Selector.RELATIVE_RANK),

    LIST_REMOVE_BY_INDEX(32, Effect.MODIFIES, Selector.INDEX),
    LIST_REMOVE_BY_VALUE(33, Effect.MODIFIES, Selector.VALUE),
    LIST_REMOVE_BY_RANK(34, Effect.MODIFIES, Selector.RANK),
    LIST_REMOVE_ALL_BY_VALUE(35, Effect.MODIFIES, Selector.ALL_BY_VALUE),
    LIST_REMOVE_BY_VALUE_LIST(36, Effect.MODIFIES, Selector.VALUE_LIST),
    LIST_REMOVE_BY_INDEX_RANGE(37, Effect.MODIFIES, Selector.INDEX_RANGE),
    LIST_REMOVE_BY_VALUE_INTERVAL(38, Effect.MODIFIES, Selector.VALUE_INTERVAL),
    LIST_REMOVE_BY_RANK_RANGE(39, Effect.MODIFIES, Selector.RANK_RANGE),
    LIST_REMOVE_BY_RELATIVE_RANK(40, Effect.MODIFIES, Selector.RELATIVE_RANK),

    MAP_SET_ORDER(64, Effect.MODIFIES, 1, Argument.FLAGS),
    MAP_ADD(65, Effect.MODIFIES, 2, Argument.STORED, Argument.STORED, Argument.FLAGS),
    MAP_ADD_ITEMS(66, Effect.MODIFIES, 1, Argument.STORED, Argument.FLAGS),
    MAP_PUT(
            67,
            Effect.MODIFIES,
            2,
            Argument.STORED,
            Argument.STORED,
            Argument.FLAGS,
            Argument.FLAGS),
    MAP_PUT_ITEMS(68, Effect.MODIFIES, 1, Argument.STORED, Argument.FLAGS, Argument.FLAGS),
    MAP_REPLACE(69, Effect.MODIFIES, 2, Argument.STORED, Argument.STORED),
    MAP_REPLACE_ITEMS(70, Effect.MODIFIES, 1, Argument.STORED),
    MAP_INCREMENT(73, Effect.MODIFIES, 1, Argument.COMPARED, Argument.COMPARED, Argument.FLAGS),
    MAP_DECREMENT(74, Effect.MODIFIES, 1, Argument.COMPARED, Argument.COMPARED, Argument.FLAGS),
    MAP_CLEAR(75, Effect.MODIFIES, 0),

    MAP_REMOVE_BY_KEY(76, Effect.MODIFIES, Selector.KEY),
    MAP_REMOVE_BY_INDEX(77, Effect.MODIFIES, Selector.INDEX),
    MAP_REMOVE_BY_VALUE(78, Effect.MODIFIES, Selector.VALUE),
    MAP_REMOVE_BY_RANK(79, Effect.MODIFIES, Selector.RANK),
    MAP_REMOVE_BY_KEY_LIST(81, Effect.MODIFIES, Selector.KEY_LIST),
    MAP_REMOVE_ALL_BY_VALUE(82, Effect.MODIFIES, Selector.ALL_BY_VALUE),
    MAP_REMOVE_BY_VALUE_LIST(83, Effect.MODIFIES, Selector.VALUE_LIST),
    MAP_REMOVE_BY_KEY_INTERVAL(84, Effect.MODIFIES, Selector.KEY_INTERVAL),
    MAP_REMOVE_BY_INDEX_RANGE(85, Effect.MODIFIES, Selector.INDEX_RANGE),
    MAP_REMOVE_BY_VALUE_INTERVAL(86, Effect.MODIFIES, Selector.VALUE_INTERVAL),
    MAP_REMOVE_BY_RANK_RANGE(87, Effect.MODIFIES, Selector.RANK_RANGE),
    MAP_REMOVE_BY_RELATIVE_INDEX(88, Effect.MODIFIES, Selector.RELATIVE_INDEX),
    MAP_REMOVE_BY_RELATIVE_RANK(89, Effect.MODIFIES, Selector.RELATIVE_RANK),

    MAP_SIZE(96, Effect.READS, 0),
    MAP_GET_BY_KEY(97, Effect.READS, Selector.KEY),
    MAP_GET_BY_INDEX(98, Effect.READS, Selector.INDEX),
    MAP_GET_BY_VALUE(99, Effect.READS, Selector.VALUE),
    MAP_GET_BY_RANK(100, Effect.READS, Selector.RANK),
    MAP_GET_ALL_BY_VALUE(102, Effect.READS, Selector.ALL_BY_VALUE),
    MAP_GET_BY_KEY_INTERVAL(103, Effect.READS, Selector.KEY_INTERVAL),
    MAP_GET_BY_INDEX_RANGE(104, Effect.READS, Selector.INDEX_RANGE),
    MAP_GET_BY_VALUE_INTERVAL(105, Effect.READS, Selector.VALUE_INTERVAL),
    MAP_GET_BY_RANK_RANGE(106, Effect.READS, Selector.RANK_RANGE),
    MAP_GET_BY_KEY_LIST(107, Effect.READS, Selector.KEY_LIST),
    MAP_GET_BY_VALUE_LIST(108, Effect.READS, Selector.VALUE_LIST),
    MAP_GET_BY_RELATIVE_INDEX(109, Effect.READS, Selector.RELATIVE_INDEX),
    MAP_GET_BY_RELATIVE_RANK(110, Effect.READS, Selector.RELATIVE_RANK);

    /** Codes below this one work on lists, the others on maps. */
    private static final int FIRST_MAP_CODE = 64;

    private static final @Nullable CollectionCode[] BY_NUMBER = new CollectionCode[128];

    static {
        for (CollectionCode row : values()) {
            BY_NUMBER[row.number] = row;
        }
    }

    enum Effect {
        READS,
        MODIFIES
    }

    /** What an argument is. */
    enum Argument {
        /** A position or rank, negative from the end. */
        INDEX,
        /** How many; a set of bits; a return type. Never negative. */
        FLAGS,
        /** A value that is compared with. */
        COMPARED,
        /** A value that is stored. */
        STORED
    }

    /** By what elements are selected, and the arguments for it. */
    enum Selector {
        INDEX(1, Argument.INDEX),
        INDEX_RANGE(1, Argument.INDEX, Argument.FLAGS),
        /** As a range, but with a count that must be there. */
        INDEX_SPAN(2, Argument.INDEX, Argument.FLAGS),
        RANK(1, Argument.INDEX),
        RANK_RANGE(1, Argument.INDEX, Argument.FLAGS),
        VALUE(1, Argument.COMPARED),
        ALL_BY_VALUE(1, Argument.COMPARED),
        VALUE_LIST(1, Argument.COMPARED),
        VALUE_INTERVAL(1, Argument.COMPARED, Argument.COMPARED),
        RELATIVE_RANK(2, Argument.COMPARED, Argument.INDEX, Argument.FLAGS),
        KEY(1, Argument.COMPARED),
        KEY_INTERVAL(1, Argument.COMPARED, Argument.COMPARED),
        KEY_LIST(1, Argument.COMPARED),
        RELATIVE_INDEX(2, Argument.COMPARED, Argument.INDEX, Argument.FLAGS);

        private final int required;
        private final List<Argument> arguments;

        Selector(int required, Argument... arguments) {
            this.required = required;
            this.arguments = List.of(arguments);
        }

        /** Whether at most one element is selected. */
        boolean isSingle() {
            return this == INDEX || this == RANK || this == VALUE || this == KEY;
        }
    }

    /** Where a selection's return type comes from. */
    enum Shape {
        /** From the first argument. */
        GIVEN,
        VALUE,
        COUNT,
        INVERTED_COUNT
    }

    private final int number;
    private final Effect effect;
    private final int required;
    private final List<Argument> arguments;
    private final @Nullable Selector selector;
    private final Shape shape;

    CollectionCode(int number, Effect effect, int required, Argument... arguments) {
        this.number = number;
        this.effect = effect;
        this.required = required;
        this.arguments = List.of(arguments);
        this.selector = null;
        this.shape = Shape.VALUE;
    }

    CollectionCode(int number, Effect effect, Selector selector, Shape shape) {
        this.number = number;
        this.effect = effect;
        this.required = selector.required;
        this.arguments = selector.arguments;
        this.selector = selector;
        this.shape = shape;
    }

    CollectionCode(int number, Effect effect, Selector selector) {
        this.number = number;
        this.effect = effect;
        this.required = selector.required + 1;
        Argument[] all = new Argument[selector.arguments.size() + 1];
        all[0] = Argument.FLAGS;
        for (int i = 1; i < all.length; i++) {
            all[i] = selector.arguments.get(i - 1);
        }
        this.arguments = List.of(all);
        this.selector = selector;
        this.shape = Shape.GIVEN;
    }

    static @Nullable CollectionCode of(long number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : null;
    }

    /** Whether a code, known or not, is one of a list. */
    static boolean isOfList(long number) {
        return number < FIRST_MAP_CODE;
    }

    int number() {
        return number;
    }

    boolean modifies() {
        return effect == Effect.MODIFIES;
    }

    int required() {
        return required;
    }

    List<Argument> arguments() {
        return arguments;
    }

    @Nullable Selector selector() {
        return selector;
    }

    Shape shape() {
        return shape;
    }
}
