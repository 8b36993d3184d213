package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way from a bin to a container inside it (docs/docs/internals/wire.md, section 11): at each
 * level an index, a rank, a key or a value says which element to enter. With the bits for it,
 * levels that are missing are made when something is written.
 */
final class ContextPath {
    private static final int KIND_MASK = 0x0F;
    private static final int INDEX = 0;
    private static final int RANK = 1;
    private static final int KEY = 2;
    private static final int VALUE = 3;

    private static final int OF_LIST = 0x10;
    private static final int OF_MAP = 0x20;

    /** What to make where nothing is: the container in which the element is looked up. */
    private static final int CREATE_MASK = 0xC0;

    private static final int CREATE_LIST_PADDED = 0x80;
    private static final int CREATE_LIST_ORDERED = 0xC0;
    private static final int CREATE_MAP_KEY_ORDERED = 0x80;
    private static final int CREATE_MAP_KEY_VALUE_ORDERED = 0xC0;

    private record Step(int type, Packed packed) {
        int kind() {
            return type & KIND_MASK;
        }

        int create() {
            return type & CREATE_MASK;
        }

        /** An index or a rank. */
        long number() {
            try {
                return packed.asInteger();
            } catch (CollectionException e) {
                throw notFound();
            }
        }
    }

    private final List<Step> steps;

    private ContextPath(List<Step> steps) {
        this.steps = steps;
    }

    static ContextPath of(List<Packed> context) {
        List<Step> steps = new ArrayList<>(context.size() / 2);
        for (int i = 0; i < context.size(); i += 2) {
            long type = context.get(i).asInteger();
            steps.add(new Step((int) type, context.get(i + 1)));
        }
        return new ContextPath(steps);
    }

    private static CollectionException notFound() {
        return new CollectionException(
                ResultCode.OP_NOT_APPLICABLE, "the context leads to no element");
    }

    private static void check(Step step) {
        boolean automatic = (step.type() & (OF_LIST | OF_MAP)) == 0;
        if (step.kind() > VALUE || automatic && step.create() != 0) {
            throw new CollectionException(
                    ResultCode.OP_NOT_APPLICABLE, "context kind " + step.type() + " is unknown");
        }
    }

    /** The element that the path leads to. */
    Value resolve(Value container) {
        Value current = container;
        for (Step step : steps) {
            check(step);
            int position = positionIn(current, step);
            current =
                    current instanceof ListValue list
                            ? list.elements().get(position)
                            : ((MapValue) current).entries().get(position).value();
        }
        return current;
    }

    /**
     * Changes the element that the path leads to.
     *
     * @param bin the bin's value; empty if there is none
     * @param edit gets the element, or empty if it is to be made; returns the outcome for it alone
     * @return the outcome for the whole bin
     */
    Outcome modify(Optional<Value> bin, Function<Optional<Value>, Outcome> edit) {
        return modify(bin, 0, edit);
    }

    private Outcome modify(
            Optional<Value> container, int level, Function<Optional<Value>, Outcome> edit) {
        if (level == steps.size()) {
            return edit.apply(container);
        }
        Step step = steps.get(level);
        check(step);
        if (container.isEmpty()) {
            if (level == 0 && step.create() == 0) {
                throw notFound();
            }
            return wrap(make(step), step, level, edit);
        }
        Value current = container.get();
        int found = find(current, step);
        if (found < 0) {
            if (step.create() == 0) {
                throw notFound();
            }
            return wrap(current, step, level, edit);
        }
        if (current instanceof ListValue list) {
            Outcome inner = modify(Optional.of(list.elements().get(found)), level + 1, edit);
            return new Outcome(
                    inner.result(), inner.changed().map(value -> replace(list, found, value)));
        }
        MapValue map = (MapValue) current;
        Entry entry = map.entries().get(found);
        Outcome inner = modify(Optional.of(entry.value()), level + 1, edit);
        return new Outcome(
                inner.result(),
                inner.changed()
                        .map(
                                value -> {
                                    List<Entry> entries = new ArrayList<>(map.entries());
                                    entries.set(found, new Entry(entry.key(), value));
                                    return map.with(entries);
                                }));
    }

    private static Value replace(ListValue list, int position, Value value) {
        List<Value> elements = new ArrayList<>(list.elements());
        elements.set(position, value);
        if (list.isOrdered()) {
            elements.sort(ValueOrder.INSTANCE);
        }
        return list.with(elements);
    }

    /** Makes what is missing from here on and puts it where the step says. */
    private Outcome wrap(
            Value container, Step step, int level, Function<Optional<Value>, Outcome> edit) {
        if (container instanceof MapValue map && step.kind() == KEY) {
            Value key = step.packed().asStorable();
            Outcome inner = modify(Optional.empty(), level + 1, edit);
            return new Outcome(
                    inner.result(),
                    inner.changed()
                            .flatMap(value -> new MapEditor(map).put(key, value, 0).changed()));
        }
        if (container instanceof ListValue list && isIndexOf(list, step)) {
            int position = positionForNew(list, step);
            Outcome inner = modify(Optional.empty(), level + 1, edit);
            return new Outcome(
                    inner.result(),
                    inner.changed()
                            .flatMap(
                                    value ->
                                            list.isOrdered()
                                                    ? new ListEditor(list)
                                                            .append(value, 0)
                                                            .changed()
                                                    : new ListEditor(list)
                                                            .insert(position, value, 0)
                                                            .changed()));
        }
        throw notFound();
    }

    /** In an ordered list a rank is an index. */
    private static boolean isIndexOf(ListValue list, Step step) {
        return step.kind() == INDEX || step.kind() == RANK && list.isOrdered();
    }

    private static int positionForNew(ListValue list, Step step) {
        long index = step.number();
        if (list.isOrdered() || list.size() == 0 && index == -1) {
            return 0;
        }
        boolean padded = step.create() == CREATE_LIST_PADDED && index <= Integer.MAX_VALUE;
        if (index == list.size() || index > list.size() && padded) {
            return (int) index;
        }
        throw notFound();
    }

    private static Value make(Step step) {
        if ((step.type() & OF_MAP) != 0 && step.kind() == KEY) {
            int order =
                    switch (step.create()) {
                        case CREATE_MAP_KEY_ORDERED -> MapValue.KEY_ORDERED;
                        case CREATE_MAP_KEY_VALUE_ORDERED -> MapValue.KEY_VALUE_ORDERED;
                        default -> 0;
                    };
            return new MapValue(order, List.of());
        }
        if ((step.type() & OF_LIST) != 0 && step.kind() == INDEX) {
            return new ListValue(
                    step.create() == CREATE_LIST_ORDERED ? ListValue.ORDERED : 0, List.of());
        }
        throw notFound();
    }

    private static int positionIn(Value container, Step step) {
        int position = find(container, step);
        if (position < 0) {
            throw notFound();
        }
        return position;
    }

    /** The position of the element, or -1. */
    private static int find(Value container, Step step) {
        if (container instanceof ListValue list && (step.type() & OF_MAP) == 0) {
            return findIn(list, step);
        }
        if (container instanceof MapValue map && (step.type() & OF_LIST) == 0) {
            return findIn(map, step);
        }
        throw notFound();
    }

    private static int findIn(ListValue list, Step step) {
        ResultShape asIndex = new ResultShape(ResultShape.Type.INDEX, false, true);
        ListSelection selection = new ListSelection(list, asIndex);
        return switch (step.kind()) {
            case INDEX -> inside(step.number(), list.size());
            case RANK ->
                    inside(step.number(), list.size()) < 0
                            ? -1
                            : first(selection.byRank(step.number()));
            case VALUE -> first(selection.byValue(step.packed().asArgument()));
            default -> throw notFound();
        };
    }

    private static int findIn(MapValue map, Step step) {
        ResultShape asIndex = new ResultShape(ResultShape.Type.INDEX, false, true);
        MapSelection selection = new MapSelection(map, asIndex);
        return switch (step.kind()) {
            case INDEX -> inside(step.number(), map.size());
            case RANK ->
                    inside(step.number(), map.size()) < 0
                            ? -1
                            : first(selection.byRank(step.number()));
            case KEY -> first(selection.byKey(step.packed().asArgument()));
            default -> first(selection.byValue(step.packed().asArgument()));
        };
    }

    private static int inside(long index, int size) {
        long position = index < 0 ? index + size : index;
        return position >= 0 && position < size ? (int) position : -1;
    }

    private static int first(Selected selected) {
        return selected.positions().length == 0 ? -1 : selected.positions()[0];
    }
}
