package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.server.collection.ResultShape.Type;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A selection of entries of a map. An entry's index is its place in the order of keys, its rank its
 * place in the order of values and, among equal values, of keys.
 */
final class MapSelection extends ElementSelection {
    private final MapValue map;
    private final ResultShape shape;
    private final int size;

    MapSelection(MapValue map, ResultShape shape) {
        this.map = map;
        this.shape = shape;
        this.size = map.size();
    }

    @Override
    Selected byIndex(long index) {
        return atIndexes(Span.single(index, size));
    }

    @Override
    Selected byIndexRange(long index, long count) {
        return atIndexes(Span.range(index, count, size));
    }

    @Override
    Selected byRelativeIndex(Value key, long index, long count) {
        return atIndexes(Span.relative(index, count, indexOf(key), size));
    }

    @Override
    Selected byRank(long rank) {
        return atRanks(Span.singleRank(rank, size));
    }

    @Override
    Selected byRankRange(long rank, long count) {
        return atRanks(Span.range(rank, count, size));
    }

    @Override
    Selected byRelativeRank(Value value, long rank, long count) {
        return atRanks(Span.relative(rank, count, valuesBelow(value), size));
    }

    private Selected atIndexes(Span span) {
        shape.refuseInvertedSingle();
        if (shape.inverted() && span.restInOnePiece(size) != Span.NONE) {
            return new MapSelection(map, shape.notInverted()).atIndexes(span.restInOnePiece(size));
        }
        int[] positions = shape.inverted() ? span.complement(size) : span.positions();
        if (positions.length == 0) {
            return new Selected(shape.notFound(), positions);
        }
        if (positions.length == size) {
            return all();
        }
        // Cutting a run out of a map without order, the server looks only at the run; visible in
        // "exists".
        boolean bySpan =
                shape.type().isIndex()
                        || shape.type() == Type.EXISTS && !map.isKeyOrdered() && shape.inverted();
        Optional<Value> result = bySpan ? shape.ofSpan(span, size) : resultAt(positions);
        return new Selected(result, positions);
    }

    /** All entries: ranks come in their own order, which is what the server's shortcut does. */
    private Selected all() {
        Span span = new Span(0, size);
        Type type = shape.type();
        return new Selected(
                type.isRank() || type.isIndex()
                        ? shape.notInverted().ofSpan(span, size)
                        : resultAt(span.positions()),
                span.positions());
    }

    /** The result for entries in the order of {@code positions}. */
    private Optional<Value> resultAt(int[] positions) {
        return switch (shape.type()) {
            case NONE -> Optional.empty();
            case INDEX, REVERSE_INDEX -> shape.numbers(positions, size);
            case RANK, REVERSE_RANK -> shape.numbers(ranksOf(positions), size);
            case COUNT, EXISTS -> shape.ofCount(positions.length);
            default -> elementsAt(positions);
        };
    }

    private int[] ranksOf(int[] positions) {
        int[] rankOfPosition = new int[size];
        int[] byRank = positionsByRank();
        for (int rank = 0; rank < size; rank++) {
            rankOfPosition[byRank[rank]] = rank;
        }
        return Arrays.stream(positions).map(position -> rankOfPosition[position]).toArray();
    }

    private int[] positionsByRank() {
        // A stable sort leaves equal values in the order of their keys.
        List<Integer> positions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            positions.add(i);
        }
        positions.sort(
                (a, b) ->
                        ValueOrder.INSTANCE.compare(
                                map.entries().get(a).value(), map.entries().get(b).value()));
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private Selected atRanks(Span span) {
        shape.refuseInvertedSingle();
        if (shape.inverted()) {
            Span rest = span.restInOnePiece(size);
            if (rest != Span.NONE) {
                return new MapSelection(map, shape.notInverted()).atRanks(rest);
            }
        }
        if (span.count() == 0) {
            return Selected.nothing(shape);
        }
        int[] inRankOrder = Arrays.copyOfRange(positionsByRank(), span.start(), span.end());
        int[] positions = inRankOrder;
        if (shape.inverted()) {
            boolean[] taken = new boolean[size];
            for (int position : inRankOrder) {
                taken[position] = true;
            }
            positions = ListSelection.positionsWhere(taken, false);
        }
        Type type = shape.type();
        if (type == Type.ORDERED_MAP) {
            positions = positions.clone();
            Arrays.sort(positions);
        }
        return new Selected(
                type.isElements() || type.isIndex()
                        ? resultAt(positions)
                        : shape.ofSpan(span, size),
                positions);
    }

    @Override
    Selected byKey(Value key) {
        int index = indexOf(key);
        boolean found =
                index < size
                        && ValueOrder.INSTANCE.compare(map.entries().get(index).key(), key) == 0;
        if (!map.isKeyOrdered()) {
            shape.refuseInvertedSingle();
        }
        return found ? atSingle(index) : Selected.nothing(shape);
    }

    private Selected atSingle(int index) {
        shape.refuseInvertedSingle();
        int[] positions = {index};
        return new Selected(resultAt(positions), positions);
    }

    @Override
    Selected byKeyInterval(Value begin, @Nullable Value end) {
        int start = indexOf(begin);
        int stop = end == null ? size : indexOf(end);
        Span span = new Span(start, Math.max(0, stop - start));
        if (map.isKeyOrdered()) {
            return atIndexes(span);
        }
        int[] positions = shape.inverted() ? span.complement(size) : span.positions();
        Type type = shape.type();
        return new Selected(
                type.isElements() || type.isRank() ? resultAt(positions) : shape.ofSpan(span, size),
                positions);
    }

    @Override
    Selected byValue(Value value) {
        return byValues(value, value, true);
    }

    @Override
    Selected byValueInterval(Value begin, @Nullable Value end) {
        return byValues(begin, end, false);
    }

    private Selected byValues(Value begin, @Nullable Value end, boolean exactly) {
        shape.refuseInvertedSingle();
        if (size == 0) {
            return Selected.nothing(shape);
        }
        boolean[] inside = new boolean[size];
        int rank = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            Value value = map.entries().get(i).value();
            int toBegin = ValueOrder.INSTANCE.compare(value, begin);
            if (toBegin < 0) {
                rank++;
            } else if (exactly
                    ? toBegin == 0 && !(shape.single() && count > 0)
                    : end == null || ValueOrder.INSTANCE.compare(value, end) < 0) {
                inside[i] = true;
                count++;
            }
        }
        if (count == 0) {
            return shape.inverted()
                    ? new MapSelection(map, shape.notInverted()).all()
                    : Selected.nothing(shape);
        }
        int[] positions = ListSelection.positionsWhere(inside, !shape.inverted());
        return new Selected(
                shape.type().isElements() || shape.type().isIndex()
                        ? positions.length == 0 ? shape.notFound() : resultAt(positions)
                        : shape.ofSpan(new Span(rank, count), size),
                positions);
    }

    @Override
    Selected byKeyList(List<Value> keys) {
        if (shape.type().isRank()) {
            throw ResultShape.notApplicable("a list of keys cannot be answered with ranks");
        }
        if (keys.isEmpty()) {
            return emptyItems();
        }
        boolean[] found = new boolean[size];
        List<Span> runs = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            int index = indexOf(keys.get(i));
            boolean exists =
                    index < size
                            && ValueOrder.INSTANCE.compare(
                                            map.entries().get(index).key(), keys.get(i))
                                    == 0;
            if (exists) {
                found[index] = true;
                // A map that is not ordered answers a repeated key once, for its last mention.
                if (map.isKeyOrdered() || !ItemRanks.isRepeatedLater(keys, i)) {
                    runs.add(new Span(index, 1));
                }
            }
        }
        int[] positions = ListSelection.positionsWhere(found, !shape.inverted());
        return new Selected(
                shape.type().isIndex() ? indexesOf(runs, positions) : resultAt(positions),
                positions);
    }

    private Optional<Value> indexesOf(List<Span> runs, int[] positions) {
        if (!shape.inverted()) {
            return shape.ofRuns(runs, size);
        }
        return map.isKeyOrdered()
                ? shape.numbers(positions, size)
                : shape.ofRuns(ItemRanks.gaps(runs, size), size);
    }

    @Override
    Selected byValueList(List<Value> items) {
        if (items.isEmpty()) {
            return emptyItems();
        }
        boolean[] found = new boolean[size];
        for (int i = 0; i < size; i++) {
            for (Value item : items) {
                if (ValueOrder.INSTANCE.compare(map.entries().get(i).value(), item) == 0) {
                    found[i] = true;
                    break;
                }
            }
        }
        int[] positions = ListSelection.positionsWhere(found, !shape.inverted());
        if (size == 1 && !shape.inverted() && (shape.type().isRank() || shape.type().isIndex())) {
            // A single entry answers once for each mention of its value.
            return new Selected(shape.numbers(mentions(items), size), positions);
        }
        Optional<Value> result =
                shape.type().isRank()
                        ? ItemRanks.of(map.values(), items, shape)
                        : resultAt(positions);
        return new Selected(result, positions);
    }

    private int[] mentions(List<Value> items) {
        Value only = map.entries().get(0).value();
        return items.stream()
                .filter(item -> ValueOrder.INSTANCE.compare(only, item) == 0)
                .mapToInt(item -> 0)
                .toArray();
    }

    private Selected emptyItems() {
        return shape.inverted()
                ? new MapSelection(map, shape.notInverted()).all()
                : Selected.nothing(shape);
    }

    /** How many keys are below {@code key}. */
    private int indexOf(Value key) {
        return indexOf(map, key);
    }

    /** How many keys are below {@code key}: where it is, or would be put. */
    static int indexOf(MapValue map, Value key) {
        int low = 0;
        int high = map.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ValueOrder.INSTANCE.compare(map.entries().get(middle).key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int valuesBelow(Value value) {
        int below = 0;
        for (Entry entry : map.entries()) {
            if (ValueOrder.INSTANCE.compare(entry.value(), value) < 0) {
                below++;
            }
        }
        return below;
    }

    private Optional<Value> elementsAt(int[] positions) {
        Type type = shape.type();
        if (type.isMap()) {
            List<Entry> entries = new ArrayList<>(positions.length);
            for (int position : positions) {
                entries.add(map.entries().get(position));
            }
            return Optional.of(new MapValue(type.mapOrder(), entries));
        }
        List<Value> values = new ArrayList<>(positions.length);
        for (int position : positions) {
            Entry entry = map.entries().get(position);
            values.add(type == Type.KEY ? entry.key() : entry.value());
        }
        if (shape.single()) {
            return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
        }
        return Optional.of(ListValue.of(values));
    }
}
