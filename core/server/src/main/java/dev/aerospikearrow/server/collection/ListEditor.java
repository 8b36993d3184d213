package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.Value.ListValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of a list, other than removing what a selection found. */
final class ListEditor {
    private static final int ADD_UNIQUE = 0x01;
    private static final int INSERT_BOUNDED = 0x02;
    private static final int NO_FAIL = 0x04;

    /** Only together with {@link #NO_FAIL}. */
    private static final int DO_PARTIAL = 0x08;

    private static final int SORT_DESCENDING = 0x01;
    private static final int DROP_DUPLICATES = 0x02;

    private static final int PERSIST_INDEX = 0x10;

    private final ListValue list;
    private final int size;

    ListEditor(ListValue list) {
        this.list = list;
        this.size = list.size();
    }

    /** The mark of order that {@code flags} ask for when a list is made; unknown bits mean none. */
    static int orderOf(long flags) {
        long order = flags & ~PERSIST_INDEX;
        return order == ListValue.ORDERED ? ListValue.ORDERED : 0;
    }

    Outcome setOrder(long flags) {
        long order = flags & ~PERSIST_INDEX & 0xFF;
        if ((order & ~ListValue.ORDERED) != 0) {
            throw ResultShape.notApplicable("order " + flags + " of a list is unknown");
        }
        List<Value> elements = new ArrayList<>(list.elements());
        if (order != 0) {
            elements.sort(ValueOrder.INSTANCE);
        }
        return Outcome.changed(new ListValue((int) order, elements));
    }

    Outcome append(Value value, long flags) {
        return list.isOrdered() ? addSorted(value, flags) : insertAll(size, List.of(value), flags);
    }

    Outcome appendItems(Value items, long flags) {
        List<Value> values = elementsOf(items);
        return list.isOrdered() ? addAllSorted(values, flags) : insertAll(size, values, flags);
    }

    Outcome insert(long index, Value value, long flags) {
        refuseOrdered("insert");
        return insertAll(index, List.of(value), flags);
    }

    Outcome insertItems(long index, Value items, long flags) {
        List<Value> values = elementsOf(items);
        refuseOrdered("insert");
        return insertAll(index, values, flags);
    }

    private static List<Value> elementsOf(Value items) {
        if (items instanceof ListValue values) {
            return values.elements();
        }
        throw Payload.parameter("items to add are no list");
    }

    private void refuseOrdered(String what) {
        if (list.isOrdered()) {
            throw ResultShape.notApplicable(what + " does not fit an ordered list");
        }
    }

    private Outcome addSorted(Value value, long flags) {
        if (has(flags, ADD_UNIQUE) && contains(value)) {
            return unchangedOrExists(flags);
        }
        List<Value> elements = new ArrayList<>(list.elements());
        addSorted(elements, value);
        return Outcome.changed(list.with(elements), elements.size());
    }

    private static void addSorted(List<Value> elements, Value value) {
        int at = 0;
        while (at < elements.size() && ValueOrder.INSTANCE.compare(elements.get(at), value) < 0) {
            at++;
        }
        elements.add(at, value);
    }

    private Outcome addAllSorted(List<Value> items, long flags) {
        if (items.isEmpty()) {
            return Outcome.changed(list, size);
        }
        List<Value> sorted = new ArrayList<>(items);
        sorted.sort(ValueOrder.INSTANCE);
        if (has(flags, ADD_UNIQUE)) {
            List<Value> distinct = withoutDuplicates(sorted);
            if (distinct.size() < sorted.size()) {
                if (!has(flags, NO_FAIL)) {
                    throw ResultShape.notApplicable("items to add are not unique");
                }
                if (!isPartial(flags)) {
                    return Outcome.result(size);
                }
            }
            sorted = distinct;
            List<Value> fresh = new ArrayList<>(sorted);
            fresh.removeIf(this::contains);
            if (fresh.size() < sorted.size() && !isPartial(flags)) {
                return unchangedOrExists(flags);
            }
            sorted = fresh;
        }
        List<Value> elements = new ArrayList<>(list.elements());
        elements.addAll(sorted);
        elements.sort(ValueOrder.INSTANCE);
        return Outcome.changed(list.with(elements), elements.size());
    }

    private static List<Value> withoutDuplicates(List<Value> sorted) {
        List<Value> distinct = new ArrayList<>(sorted.size());
        for (Value value : sorted) {
            if (distinct.isEmpty()
                    || ValueOrder.INSTANCE.compare(distinct.get(distinct.size() - 1), value) != 0) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    private Outcome insertAll(long index, List<Value> items, long flags) {
        if (items.isEmpty()) {
            return Outcome.changed(list, size);
        }
        long position = index < 0 ? index + size : index;
        if (index > Integer.MAX_VALUE || position < 0) {
            throw ResultShape.notApplicable("index " + index + " is outside a list of " + size);
        }
        if (has(flags, INSERT_BOUNDED) && position > size) {
            if (has(flags, NO_FAIL)) {
                return Outcome.result(size);
            }
            throw ResultShape.notApplicable(
                    "index " + index + " is behind the end of a list of " + size);
        }
        List<Value> fresh = items;
        if (has(flags, ADD_UNIQUE)) {
            fresh = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Value item = items.get(i);
                if (contains(item)) {
                    if (items.size() == 1 || !isPartial(flags)) {
                        return unchangedOrExists(flags);
                    }
                } else if (!contains(items.subList(0, i), item)) {
                    fresh.add(item);
                } else if (!has(flags, NO_FAIL)) {
                    throw ResultShape.notApplicable("items to add are not unique");
                } else if (!isPartial(flags)) {
                    return Outcome.result(size);
                }
            }
            if (fresh.isEmpty()) {
                return unchangedOrExists(flags);
            }
        }
        List<Value> elements = new ArrayList<>(list.elements());
        while (elements.size() < position) {
            elements.add(Value.NIL);
        }
        elements.addAll((int) position, fresh);
        return Outcome.changed(list.with(elements), elements.size());
    }

    Outcome set(long index, Value value, long flags) {
        refuseOrdered("set");
        if (index >= size) {
            return new Outcome(Optional.empty(), insertAll(index, List.of(value), flags).changed());
        }
        int position = Span.single(index, size).start();
        if (has(flags, ADD_UNIQUE)) {
            for (int i = 0; i < size; i++) {
                if (i != position
                        && ValueOrder.INSTANCE.compare(list.elements().get(i), value) == 0) {
                    return new Outcome(Optional.empty(), unchangedOrExists(flags).changed());
                }
            }
        }
        List<Value> elements = new ArrayList<>(list.elements());
        elements.set(position, value);
        return Outcome.changed(list.with(elements));
    }

    Outcome increment(long index, @Nullable Value delta, long flags) {
        long position = index < 0 ? index + size : index;
        if (index > Integer.MAX_VALUE || position < 0) {
            throw ResultShape.notApplicable("index " + index + " is outside a list of " + size);
        }
        Value old = position < size ? list.elements().get((int) position) : null;
        Value sum = Delta.add(old, delta, 1);
        Optional<Value> changed =
                list.isOrdered()
                        ? replaceSorted(position, sum, flags)
                        : set(position, sum, flags).changed();
        return new Outcome(Optional.of(sum), changed);
    }

    private Optional<Value> replaceSorted(long position, Value value, long flags) {
        if (position > size) {
            throw ResultShape.notApplicable(
                    "index " + position + " is behind the end of an ordered list of " + size);
        }
        List<Value> elements = new ArrayList<>(list.elements());
        if (has(flags, ADD_UNIQUE) && contains(value)) {
            boolean same =
                    position < size
                            && ValueOrder.INSTANCE.compare(elements.get((int) position), value)
                                    == 0;
            return same ? Optional.empty() : unchangedOrExists(flags).changed();
        }
        if (position < size) {
            elements.remove((int) position);
        }
        addSorted(elements, value);
        return Optional.of(list.with(elements));
    }

    Outcome sort(long flags) {
        List<Value> elements = new ArrayList<>(list.elements());
        if (elements.size() <= 1) {
            return Outcome.NOTHING;
        }
        boolean descending = has(flags, SORT_DESCENDING) && !list.isOrdered();
        elements.sort(descending ? ValueOrder.INSTANCE.reversed() : ValueOrder.INSTANCE);
        if (!has(flags, DROP_DUPLICATES)) {
            return Outcome.changed(list.with(elements));
        }
        List<Value> distinct = withoutDuplicates(elements);
        if (descending && distinct.size() > 1) {
            // The server looks for duplicates in ascending order only.
            throw Payload.parameter("descending and dropping duplicates do not go together");
        }
        return Outcome.changed(list.with(distinct));
    }

    private Outcome unchangedOrExists(long flags) {
        if (has(flags, NO_FAIL)) {
            return Outcome.result(size);
        }
        throw new CollectionException(ResultCode.ELEMENT_EXISTS, "a value is in the list already");
    }

    private boolean contains(Value value) {
        return contains(list.elements(), value);
    }

    private static boolean contains(List<Value> values, Value value) {
        for (Value candidate : values) {
            if (ValueOrder.INSTANCE.compare(candidate, value) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartial(long flags) {
        return has(flags, NO_FAIL) && has(flags, DO_PARTIAL);
    }

    private static boolean has(long flags, int flag) {
        return (flags & flag) != 0;
    }
}
