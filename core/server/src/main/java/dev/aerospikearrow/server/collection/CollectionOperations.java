package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.CollectionRule.Selector;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations on lists and maps (docs/docs/internals/wire.md, section 11), as functions of
 * values: nothing here knows of records. Thread-safe; everything that fails does so with a {@link
 * CollectionException} that carries the result code.
 */
public final class CollectionOperations {
    private CollectionOperations() {}

    /**
     * Reads from a list or map.
     *
     * @param bin the value; what is neither list nor map is refused with BIN_TYPE
     * @return the result; empty if there is nothing to report
     */
    public static Optional<Value> read(Payload payload, Value bin) {
        Value container = bin;
        if (!payload.context().isEmpty()) {
            requireContainer(bin);
            container = ContextPath.of(payload.context()).resolve(bin);
        }
        requireType(payload.code(), container);
        CollectionRule code = requireCode(payload.code());
        if (code.modifies()) {
            throw Payload.parameter(code + " is no read operation");
        }
        return read(code, Arguments.of(code, payload.arguments()), container);
    }

    private static Optional<Value> read(CollectionRule code, Arguments arguments, Value container) {
        Selector selector = code.selector();
        if (selector == null) {
            int size =
                    container instanceof ListValue list
                            ? list.size()
                            : ((MapValue) container).size();
            return Optional.of(Value.of(size));
        }
        return select(code, selector, arguments, container).result();
    }

    /**
     * Changes a list or map.
     *
     * @param bin the old value; empty if the bin does not exist
     * @return the result and the new value
     */
    public static Outcome modify(Payload payload, Optional<Value> bin) {
        if (payload.context().isEmpty()) {
            if (bin.isEmpty()) {
                requireSortable(payload);
            }
            return modifyContainer(payload, bin, bin.isEmpty());
        }
        bin.ifPresent(CollectionOperations::requireContainer);
        return ContextPath.of(payload.context())
                .modify(
                        bin,
                        element -> {
                            if (bin.isEmpty()) {
                                requireSortable(payload);
                            }
                            return modifyContainer(payload, element, false);
                        });
    }

    /** The value at the end of a context, empty if it leads nowhere. */
    public static Optional<Value> resolve(List<Packed> context, Value bin) {
        try {
            return bin instanceof ListValue || bin instanceof MapValue
                    ? Optional.of(ContextPath.of(context).resolve(bin))
                    : Optional.empty();
        } catch (CollectionException e) {
            return Optional.empty();
        }
    }

    private static void requireContainer(Value bin) {
        if (!(bin instanceof ListValue) && !(bin instanceof MapValue)) {
            throw Payload.parameter("a context needs a list or map");
        }
    }

    /** Alone among the writes, to sort needs a bin. */
    private static void requireSortable(Payload payload) {
        if (payload.code() == CollectionRule.LIST_SORT.number()) {
            throw new CollectionException(ResultCode.BIN_TYPE, "there is no list to sort");
        }
    }

    private static void requireType(long code, Value container) {
        boolean fits =
                CollectionRule.isOfList(code)
                        ? container instanceof ListValue
                        : container instanceof MapValue;
        if (!fits) {
            throw new CollectionException(
                    ResultCode.BIN_TYPE, "operation " + code + " does not fit the bin's type");
        }
    }

    private static CollectionRule requireCode(long number) {
        CollectionRule code = CollectionRule.of(number);
        if (code == null) {
            throw Payload.parameter("list or map operation " + number + " is unknown");
        }
        return code;
    }

    /**
     * @param makesEmpty whether an operation that succeeds without a change leaves an empty
     *     container behind
     */
    private static Outcome modifyContainer(
            Payload payload, Optional<Value> container, boolean makesEmpty) {
        container.ifPresent(value -> requireType(payload.code(), value));
        CollectionRule code = requireCode(payload.code());
        if (!code.modifies()) {
            throw Payload.parameter(code + " changes nothing");
        }
        if (container.isEmpty() && needsContainer(code)) {
            return Outcome.NOTHING;
        }
        if (container.isEmpty() && code == CollectionRule.MAP_REPLACE_ITEMS) {
            throw new CollectionException(
                    ResultCode.ELEMENT_NOT_FOUND, "there is no map to replace items of");
        }
        Arguments arguments = Arguments.of(code, payload.arguments());
        Selector selector = code.selector();
        if (selector != null) {
            return remove(code, selector, arguments, container.orElseThrow());
        }
        Value old = container.orElseGet(() -> make(code, arguments));
        Outcome outcome =
                old instanceof ListValue list
                        ? edit(code, arguments, new ListEditor(list), list)
                        : edit(code, arguments, new MapEditor((MapValue) old), (MapValue) old);
        return makesEmpty && outcome.changed().isEmpty()
                ? new Outcome(outcome.result(), Optional.of(old))
                : outcome;
    }

    /** Whether nothing happens where there is no container: to everything that removes. */
    private static boolean needsContainer(CollectionRule code) {
        return code.selector() != null
                || code == CollectionRule.LIST_CLEAR
                || code == CollectionRule.MAP_CLEAR;
    }

    /** The empty container that a write starts with where there is none. */
    private static Value make(CollectionRule code, Arguments arguments) {
        int orderAt =
                switch (code) {
                    case LIST_APPEND, LIST_APPEND_ITEMS, MAP_ADD_ITEMS, MAP_PUT_ITEMS -> 1;
                    case LIST_INCREMENT, MAP_ADD, MAP_PUT, MAP_INCREMENT, MAP_DECREMENT -> 2;
                    default -> Integer.MAX_VALUE;
                };
        long flags = arguments.flags(orderAt);
        return CollectionRule.isOfList(code.number())
                ? new ListValue(ListEditor.orderOf(flags), List.of())
                : new MapValue(MapEditor.orderOf(flags), List.of());
    }

    private static Outcome edit(
            CollectionRule code, Arguments arguments, ListEditor editor, ListValue list) {
        return switch (code) {
            case LIST_SET_ORDER -> editor.setOrder(arguments.integer(0));
            case LIST_APPEND -> editor.append(arguments.value(0), arguments.flags(2));
            case LIST_APPEND_ITEMS -> editor.appendItems(arguments.value(0), arguments.flags(2));
            case LIST_INSERT ->
                    editor.insert(arguments.integer(0), arguments.value(1), arguments.flags(2));
            case LIST_INSERT_ITEMS ->
                    editor.insertItems(
                            arguments.integer(0), arguments.value(1), arguments.flags(2));
            case LIST_SET ->
                    editor.set(arguments.integer(0), arguments.value(1), arguments.flags(2));
            case LIST_INCREMENT ->
                    editor.increment(
                            arguments.integer(0), arguments.valueOrNull(1), arguments.flags(3));
            case LIST_SORT -> editor.sort(arguments.flags(0));
            default -> Outcome.changed(list.with(List.of()));
        };
    }

    private static Outcome edit(
            CollectionRule code, Arguments arguments, MapEditor editor, MapValue map) {
        return switch (code) {
            case MAP_SET_ORDER -> editor.setOrder(arguments.integer(0));
            case MAP_ADD ->
                    editor.put(arguments.value(0), arguments.value(1), MapEditor.NO_OVERWRITE);
            case MAP_ADD_ITEMS -> editor.putItems(arguments.value(0), MapEditor.NO_OVERWRITE);
            case MAP_PUT -> editor.put(arguments.value(0), arguments.value(1), arguments.flags(3));
            case MAP_PUT_ITEMS -> editor.putItems(arguments.value(0), arguments.flags(2));
            case MAP_REPLACE ->
                    editor.put(arguments.value(0), arguments.value(1), MapEditor.NO_CREATE);
            case MAP_REPLACE_ITEMS -> editor.putItems(arguments.value(0), MapEditor.NO_CREATE);
            case MAP_INCREMENT -> editor.increment(arguments.value(0), arguments.valueOrNull(1), 1);
            case MAP_DECREMENT ->
                    editor.increment(arguments.value(0), arguments.valueOrNull(1), -1);
            default -> Outcome.changed(map.with(List.of()));
        };
    }

    private static Outcome remove(
            CollectionRule code, Selector selector, Arguments arguments, Value container) {
        Selected selected = select(code, selector, arguments, container);
        if (selected.positions().length == 0) {
            return new Outcome(selected.result(), Optional.empty());
        }
        Value left =
                container instanceof ListValue list
                        ? list.with(without(list.elements(), selected.positions()))
                        : ((MapValue) container)
                                .with(
                                        CollectionOperations.<Entry>without(
                                                ((MapValue) container).entries(),
                                                selected.positions()));
        return new Outcome(selected.result(), Optional.of(left));
    }

    private static <T> List<T> without(List<T> elements, int[] positions) {
        boolean[] removed = new boolean[elements.size()];
        for (int position : positions) {
            removed[position] = true;
        }
        List<T> left = new ArrayList<>(elements.size() - positions.length);
        for (int i = 0; i < removed.length; i++) {
            if (!removed[i]) {
                left.add(elements.get(i));
            }
        }
        return left;
    }

    private static Selected select(
            CollectionRule code, Selector selector, Arguments arguments, Value container) {
        ResultShape shape = shapeOf(code, selector, arguments);
        // Where the return type is the first argument, the selector's own arguments follow it.
        int first = code.shape() == CollectionRule.Shape.GIVEN ? 1 : 0;
        ElementSelection selection =
                container instanceof ListValue list
                        ? new ListSelection(list, shape)
                        : new MapSelection((MapValue) container, shape);
        return select(selector, arguments, first, selection);
    }

    private static ResultShape shapeOf(
            CollectionRule code, Selector selector, Arguments arguments) {
        return switch (code.shape()) {
            case GIVEN -> ResultShape.of(arguments.integer(0), selector.isSingle());
            case VALUE -> new ResultShape(ResultShape.Type.VALUE, false, selector.isSingle());
            case COUNT -> new ResultShape(ResultShape.Type.COUNT, false, selector.isSingle());
            case INVERTED_COUNT -> new ResultShape(ResultShape.Type.COUNT, true, false);
        };
    }

    private static Selected select(
            Selector selector, Arguments arguments, int first, ElementSelection selection) {
        return switch (selector) {
            case INDEX -> selection.byIndex(arguments.integer(first));
            case INDEX_RANGE, INDEX_SPAN ->
                    selection.byIndexRange(
                            arguments.integer(first), arguments.countOrAll(first + 1));
            case RANK -> selection.byRank(arguments.integer(first));
            case RANK_RANGE ->
                    selection.byRankRange(
                            arguments.integer(first), arguments.countOrAll(first + 1));
            case VALUE, ALL_BY_VALUE -> selection.byValue(arguments.value(first));
            case VALUE_LIST -> selection.byValueList(arguments.items(first));
            case VALUE_INTERVAL ->
                    selection.byValueInterval(
                            arguments.value(first), arguments.valueOrNull(first + 1));
            case RELATIVE_RANK ->
                    selection.byRelativeRank(
                            arguments.value(first),
                            arguments.integer(first + 1),
                            arguments.countOrAll(first + 2));
            case KEY -> selection.byKey(arguments.value(first));
            case KEY_LIST -> selection.byKeyList(arguments.items(first));
            case KEY_INTERVAL ->
                    selection.byKeyInterval(
                            arguments.value(first), arguments.valueOrNull(first + 1));
            case RELATIVE_INDEX ->
                    selection.byRelativeIndex(
                            arguments.value(first),
                            arguments.integer(first + 1),
                            arguments.countOrAll(first + 2));
        };
    }
}
