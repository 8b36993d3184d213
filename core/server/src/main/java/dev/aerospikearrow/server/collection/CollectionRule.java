package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.protocol.wire.CollectionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on lists and maps, one row per code: what they work on, whether they write, which
 * arguments they take and, for those that select elements, by what (docs/docs/internals/wire.md,
 * section 11).
 */
enum CollectionRule {
    LIST_SET_ORDER(CollectionCode.LIST_SET_ORDER, Effect.MODIFIES, 1, Argument.FLAGS),
    LIST_APPEND(
            CollectionCode.LIST_APPEND,
            Effect.MODIFIES,
            1,
            Argument.STORED,
            Argument.FLAGS,
            Argument.FLAGS),
    LIST_APPEND_ITEMS(
            CollectionCode.LIST_APPEND_ITEMS,
            Effect.MODIFIES,
            1,
            Argument.STORED,
            Argument.FLAGS,
            Argument.FLAGS),
    LIST_INSERT(
            CollectionCode.LIST_INSERT,
            Effect.MODIFIES,
            2,
            Argument.INDEX,
            Argument.STORED,
            Argument.FLAGS),
    LIST_INSERT_ITEMS(
            CollectionCode.LIST_INSERT_ITEMS,
            Effect.MODIFIES,
            2,
            Argument.INDEX,
            Argument.STORED,
            Argument.FLAGS),
    LIST_POP(CollectionCode.LIST_POP, Effect.MODIFIES, Selector.INDEX, Shape.VALUE),
    LIST_POP_RANGE(
            CollectionCode.LIST_POP_RANGE, Effect.MODIFIES, Selector.INDEX_RANGE, Shape.VALUE),
    LIST_REMOVE(CollectionCode.LIST_REMOVE, Effect.MODIFIES, Selector.INDEX, Shape.COUNT),
    LIST_REMOVE_RANGE(
            CollectionCode.LIST_REMOVE_RANGE, Effect.MODIFIES, Selector.INDEX_RANGE, Shape.COUNT),
    LIST_SET(
            CollectionCode.LIST_SET,
            Effect.MODIFIES,
            2,
            Argument.INDEX,
            Argument.STORED,
            Argument.FLAGS),
    LIST_TRIM(CollectionCode.LIST_TRIM, Effect.MODIFIES, Selector.INDEX_SPAN, Shape.INVERTED_COUNT),
    LIST_CLEAR(CollectionCode.LIST_CLEAR, Effect.MODIFIES, 0),
    LIST_INCREMENT(
            CollectionCode.LIST_INCREMENT,
            Effect.MODIFIES,
            1,
            Argument.INDEX,
            Argument.COMPARED,
            Argument.FLAGS,
            Argument.FLAGS),
    LIST_SORT(CollectionCode.LIST_SORT, Effect.MODIFIES, 0, Argument.FLAGS),

    LIST_SIZE(CollectionCode.LIST_SIZE, Effect.READS, 0),
    LIST_GET(CollectionCode.LIST_GET, Effect.READS, Selector.INDEX, Shape.VALUE),
    LIST_GET_RANGE(CollectionCode.LIST_GET_RANGE, Effect.READS, Selector.INDEX_RANGE, Shape.VALUE),
    LIST_GET_BY_INDEX(CollectionCode.LIST_GET_BY_INDEX, Effect.READS, Selector.INDEX),
    LIST_GET_BY_VALUE(CollectionCode.LIST_GET_BY_VALUE, Effect.READS, Selector.VALUE),
    LIST_GET_BY_RANK(CollectionCode.LIST_GET_BY_RANK, Effect.READS, Selector.RANK),
    LIST_GET_ALL_BY_VALUE(
            CollectionCode.LIST_GET_ALL_BY_VALUE, Effect.READS, Selector.ALL_BY_VALUE),
    LIST_GET_BY_VALUE_LIST(
            CollectionCode.LIST_GET_BY_VALUE_LIST, Effect.READS, Selector.VALUE_LIST),
    LIST_GET_BY_INDEX_RANGE(
            CollectionCode.LIST_GET_BY_INDEX_RANGE, Effect.READS, Selector.INDEX_RANGE),
    LIST_GET_BY_VALUE_INTERVAL(
            CollectionCode.LIST_GET_BY_VALUE_INTERVAL, Effect.READS, Selector.VALUE_INTERVAL),
    LIST_GET_BY_RANK_RANGE(
            CollectionCode.LIST_GET_BY_RANK_RANGE, Effect.READS, Selector.RANK_RANGE),
    LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE(
            CollectionCode.LIST_GET_BY_VALUE_RELATIVE_RANK_RANGE,
            Effect.READS,
            Selector.RELATIVE_RANK),

    LIST_REMOVE_BY_INDEX(CollectionCode.LIST_REMOVE_BY_INDEX, Effect.MODIFIES, Selector.INDEX),
    LIST_REMOVE_BY_VALUE(CollectionCode.LIST_REMOVE_BY_VALUE, Effect.MODIFIES, Selector.VALUE),
    LIST_REMOVE_BY_RANK(CollectionCode.LIST_REMOVE_BY_RANK, Effect.MODIFIES, Selector.RANK),
    LIST_REMOVE_ALL_BY_VALUE(
            CollectionCode.LIST_REMOVE_ALL_BY_VALUE, Effect.MODIFIES, Selector.ALL_BY_VALUE),
    LIST_REMOVE_BY_VALUE_LIST(
            CollectionCode.LIST_REMOVE_BY_VALUE_LIST, Effect.MODIFIES, Selector.VALUE_LIST),
    LIST_REMOVE_BY_INDEX_RANGE(
            CollectionCode.LIST_REMOVE_BY_INDEX_RANGE, Effect.MODIFIES, Selector.INDEX_RANGE),
    LIST_REMOVE_BY_VALUE_INTERVAL(
            CollectionCode.LIST_REMOVE_BY_VALUE_INTERVAL, Effect.MODIFIES, Selector.VALUE_INTERVAL),
    LIST_REMOVE_BY_RANK_RANGE(
            CollectionCode.LIST_REMOVE_BY_RANK_RANGE, Effect.MODIFIES, Selector.RANK_RANGE),
    LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE(
            CollectionCode.LIST_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE,
            Effect.MODIFIES,
            Selector.RELATIVE_RANK),

    MAP_SET_ORDER(CollectionCode.MAP_SET_ORDER, Effect.MODIFIES, 1, Argument.FLAGS),
    MAP_ADD(
            CollectionCode.MAP_ADD,
            Effect.MODIFIES,
            2,
            Argument.STORED,
            Argument.STORED,
            Argument.FLAGS),
    MAP_ADD_ITEMS(
            CollectionCode.MAP_ADD_ITEMS, Effect.MODIFIES, 1, Argument.STORED, Argument.FLAGS),
    MAP_PUT(
            CollectionCode.MAP_PUT,
            Effect.MODIFIES,
            2,
            Argument.STORED,
            Argument.STORED,
            Argument.FLAGS,
            Argument.FLAGS),
    MAP_PUT_ITEMS(
            CollectionCode.MAP_PUT_ITEMS,
            Effect.MODIFIES,
            1,
            Argument.STORED,
            Argument.FLAGS,
            Argument.FLAGS),
    MAP_REPLACE(CollectionCode.MAP_REPLACE, Effect.MODIFIES, 2, Argument.STORED, Argument.STORED),
    MAP_REPLACE_ITEMS(CollectionCode.MAP_REPLACE_ITEMS, Effect.MODIFIES, 1, Argument.STORED),
    MAP_INCREMENT(
            CollectionCode.MAP_INCREMENT,
            Effect.MODIFIES,
            1,
            Argument.COMPARED,
            Argument.COMPARED,
            Argument.FLAGS),
    MAP_DECREMENT(
            CollectionCode.MAP_DECREMENT,
            Effect.MODIFIES,
            1,
            Argument.COMPARED,
            Argument.COMPARED,
            Argument.FLAGS),
    MAP_CLEAR(CollectionCode.MAP_CLEAR, Effect.MODIFIES, 0),

    MAP_REMOVE_BY_KEY(CollectionCode.MAP_REMOVE_BY_KEY, Effect.MODIFIES, Selector.KEY),
    MAP_REMOVE_BY_INDEX(CollectionCode.MAP_REMOVE_BY_INDEX, Effect.MODIFIES, Selector.INDEX),
    MAP_REMOVE_BY_VALUE(CollectionCode.MAP_REMOVE_BY_VALUE, Effect.MODIFIES, Selector.VALUE),
    MAP_REMOVE_BY_RANK(CollectionCode.MAP_REMOVE_BY_RANK, Effect.MODIFIES, Selector.RANK),
    MAP_REMOVE_BY_KEY_LIST(
            CollectionCode.MAP_REMOVE_BY_KEY_LIST, Effect.MODIFIES, Selector.KEY_LIST),
    MAP_REMOVE_ALL_BY_VALUE(
            CollectionCode.MAP_REMOVE_ALL_BY_VALUE, Effect.MODIFIES, Selector.ALL_BY_VALUE),
    MAP_REMOVE_BY_VALUE_LIST(
            CollectionCode.MAP_REMOVE_BY_VALUE_LIST, Effect.MODIFIES, Selector.VALUE_LIST),
    MAP_REMOVE_BY_KEY_INTERVAL(
            CollectionCode.MAP_REMOVE_BY_KEY_INTERVAL, Effect.MODIFIES, Selector.KEY_INTERVAL),
    MAP_REMOVE_BY_INDEX_RANGE(
            CollectionCode.MAP_REMOVE_BY_INDEX_RANGE, Effect.MODIFIES, Selector.INDEX_RANGE),
    MAP_REMOVE_BY_VALUE_INTERVAL(
            CollectionCode.MAP_REMOVE_BY_VALUE_INTERVAL, Effect.MODIFIES, Selector.VALUE_INTERVAL),
    MAP_REMOVE_BY_RANK_RANGE(
            CollectionCode.MAP_REMOVE_BY_RANK_RANGE, Effect.MODIFIES, Selector.RANK_RANGE),
    MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE(
            CollectionCode.MAP_REMOVE_BY_KEY_RELATIVE_INDEX_RANGE,
            Effect.MODIFIES,
            Selector.RELATIVE_INDEX),
    MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE(
            CollectionCode.MAP_REMOVE_BY_VALUE_RELATIVE_RANK_RANGE,
            Effect.MODIFIES,
            Selector.RELATIVE_RANK),

    MAP_SIZE(CollectionCode.MAP_SIZE, Effect.READS, 0),
    MAP_GET_BY_KEY(CollectionCode.MAP_GET_BY_KEY, Effect.READS, Selector.KEY),
    MAP_GET_BY_INDEX(CollectionCode.MAP_GET_BY_INDEX, Effect.READS, Selector.INDEX),
    MAP_GET_BY_VALUE(CollectionCode.MAP_GET_BY_VALUE, Effect.READS, Selector.VALUE),
    MAP_GET_BY_RANK(CollectionCode.MAP_GET_BY_RANK, Effect.READS, Selector.RANK),
    MAP_GET_ALL_BY_VALUE(CollectionCode.MAP_GET_ALL_BY_VALUE, Effect.READS, Selector.ALL_BY_VALUE),
    MAP_GET_BY_KEY_INTERVAL(
            CollectionCode.MAP_GET_BY_KEY_INTERVAL, Effect.READS, Selector.KEY_INTERVAL),
    MAP_GET_BY_INDEX_RANGE(
            CollectionCode.MAP_GET_BY_INDEX_RANGE, Effect.READS, Selector.INDEX_RANGE),
    MAP_GET_BY_VALUE_INTERVAL(
            CollectionCode.MAP_GET_BY_VALUE_INTERVAL, Effect.READS, Selector.VALUE_INTERVAL),
    MAP_GET_BY_RANK_RANGE(CollectionCode.MAP_GET_BY_RANK_RANGE, Effect.READS, Selector.RANK_RANGE),
    MAP_GET_BY_KEY_LIST(CollectionCode.MAP_GET_BY_KEY_LIST, Effect.READS, Selector.KEY_LIST),
    MAP_GET_BY_VALUE_LIST(CollectionCode.MAP_GET_BY_VALUE_LIST, Effect.READS, Selector.VALUE_LIST),
    MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE(
            CollectionCode.MAP_GET_BY_KEY_RELATIVE_INDEX_RANGE,
            Effect.READS,
            Selector.RELATIVE_INDEX),
    MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE(
            CollectionCode.MAP_GET_BY_VALUE_RELATIVE_RANK_RANGE,
            Effect.READS,
            Selector.RELATIVE_RANK);

    /** Codes below this one work on lists, the others on maps. */
    private static final int FIRST_MAP_CODE = 64;

    private static final @Nullable CollectionRule[] BY_NUMBER = new CollectionRule[128];

    static {
        for (CollectionRule row : values()) {
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

    CollectionRule(int number, Effect effect, int required, Argument... arguments) {
        this.number = number;
        this.effect = effect;
        this.required = required;
        this.arguments = List.of(arguments);
        this.selector = null;
        this.shape = Shape.VALUE;
    }

    CollectionRule(int number, Effect effect, Selector selector, Shape shape) {
        this.number = number;
        this.effect = effect;
        this.required = selector.required;
        this.arguments = selector.arguments;
        this.selector = selector;
        this.shape = shape;
    }

    CollectionRule(int number, Effect effect, Selector selector) {
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

    static @Nullable CollectionRule of(long number) {
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
