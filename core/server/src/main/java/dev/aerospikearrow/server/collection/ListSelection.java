package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.server.collection.ResultShape.Type;
import dev.aerospikearrow.server.collection.Value.ListValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A selection of elements of a list. Lists that are ordered and lists that are not answer some
 * questions differently, as in the server: an ordered list knows ranks without searching, and
 * returns values in the order of the question where the other returns them in its own order.
 */
final class ListSelection extends ElementSelection {
    private final ListValue list;
    private final ResultShape shape;
    private final int size;

    ListSelection(ListValue list, ResultShape shape) {
        this.list = list;
        this.shape = shape;
        this.size = list.size();
        if (shape.type() == Type.KEY || shape.type().isMap()) {
            throw ResultShape.notApplicable("a list has no keys to return");
        }
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
    Selected byRank(long rank) {
        shape.refuseInvertedSingle();
        return list.isOrdered() ? byIndex(rank) : atRanks(Span.singleRank(rank, size));
    }

    @Override
    Selected byRankRange(long rank, long count) {
        return atRankRange(Span.range(rank, count, size));
    }

    @Override
    Selected byRelativeRank(Value anchor, long rank, long count) {
        return atRankRange(Span.relative(rank, count, rankOf(anchor), size));
    }

    private Selected atRankRange(Span span) {
        return list.isOrdered() ? atIndexes(span) : atRanks(span);
    }

    private Selected atIndexes(Span span) {
        shape.refuseInvertedSingle();
        if (shape.inverted() && span.restInOnePiece(size) != Span.NONE) {
            return new ListSelection(list, shape.notInverted())
                    .atIndexes(span.restInOnePiece(size));
        }
        int[] positions = shape.inverted() ? span.complement(size) : span.positions();
        if (positions.length == 0) {
            return Selected.nothing(shape);
        }
        Type type = shape.type();
        // Of a whole list the server returns the ranks in their own order.
        boolean inOrder = list.isOrdered() || positions.length == size;
        Optional<Value> result =
                switch (type) {
                    case VALUE -> valuesAt(positions);
                    case COUNT, EXISTS -> shape.ofCount(positions.length);
                    case RANK, REVERSE_RANK ->
                            inOrder
                                    ? shape.ofSpan(span, size)
                                    : shape.numbers(ranksOf(positions), size);
                    default -> shape.ofSpan(span, size);
                };
        return new Selected(result, positions);
    }

    private int[] ranksOf(int[] positions) {
        int[] ranks = new int[positions.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rankOf(list.elements().get(positions[i]));
        }
        return ranks;
    }

    private Selected atRanks(Span ranks) {
        shape.refuseInvertedSingle();
        int[] inRankOrder = RankHeap.select(size, ranks, this::compareAt);
        int[] positions = shape.inverted() ? others(inRankOrder) : inRankOrder;
        if (positions.length == 0) {
            return Selected.nothing(shape);
        }
        Type type = shape.type();
        if (type == Type.VALUE) {
            return new Selected(valuesAt(positions), positions);
        }
        int[] ascending = positions.clone();
        Arrays.sort(ascending);
        return new Selected(
                type.isIndex() ? shape.numbers(ascending, size) : shape.ofSpan(ranks, size),
                ascending);
    }

    private int compareAt(int first, int second) {
        return ValueOrder.INSTANCE.compare(list.elements().get(first), list.elements().get(second));
    }

    private int[] others(int[] positions) {
        boolean[] taken = new boolean[size];
        for (int position : positions) {
            taken[position] = true;
        }
        return positionsWhere(taken, false);
    }

    static int[] positionsWhere(boolean[] marks, boolean wanted) {
        int[] positions = new int[marks.length];
        int count = 0;
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == wanted) {
                positions[count++] = i;
            }
        }
        return Arrays.copyOf(positions, count);
    }

    /** One value, or the first or all of the elements that equal it. */
    @Override
    Selected byValue(Value value) {
        return byValues(value, value, true);
    }

    /** From {@code begin} on, and below {@code end} if that is given. */
    @Override
    Selected byValueInterval(Value begin, @Nullable Value end) {
        return byValues(begin, end, false);
    }

    private Selected byValues(Value begin, @Nullable Value end, boolean exactly) {
        shape.refuseInvertedSingle();
        boolean[] inside = new boolean[size];
        int rank = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            Value element = list.elements().get(i);
            int toBegin = ValueOrder.INSTANCE.compare(element, begin);
            if (toBegin < 0) {
                rank++;
            } else if (exactly
                    ? toBegin == 0 && !(shape.single() && count > 0)
                    : end == null || ValueOrder.INSTANCE.compare(element, end) < 0) {
                inside[i] = true;
                count++;
            }
        }
        Span ranks = new Span(rank, count);
        if (list.isOrdered()) {
            return count == 0 && shape.single() ? Selected.nothing(shape) : atIndexes(ranks);
        }
        int[] positions = positionsWhere(inside, !shape.inverted());
        return new Selected(
                switch (shape.type()) {
                    case INDEX, REVERSE_INDEX -> shape.numbers(positions, size);
                    case VALUE -> valuesAt(positions);
                    default -> shape.ofSpan(ranks, size);
                },
                positions);
    }

    @Override
    Selected byValueList(List<Value> items) {
        if (items.isEmpty()) {
            return shape.inverted()
                    ? new ListSelection(list, shape.notInverted()).atIndexes(new Span(0, size))
                    : Selected.nothing(shape);
        }
        boolean[] found = new boolean[size];
        for (int i = 0; i < size; i++) {
            for (Value item : items) {
                if (ValueOrder.INSTANCE.compare(list.elements().get(i), item) == 0) {
                    found[i] = true;
                    break;
                }
            }
        }
        int[] positions = positionsWhere(found, !shape.inverted());
        return new Selected(resultOfItems(items, positions), positions);
    }

    private Optional<Value> resultOfItems(List<Value> items, int[] positions) {
        Type type = shape.type();
        if (type == Type.NONE) {
            return Optional.empty();
        }
        if (type == Type.COUNT || type == Type.EXISTS) {
            return shape.ofCount(positions.length);
        }
        if (list.isOrdered()) {
            List<Span> runs = runsOf(items);
            if (type == Type.VALUE) {
                return valuesAt(shape.inverted() ? positions : flat(runs));
            }
            return shape.inverted() ? shape.numbers(positions, size) : shape.ofRuns(runs, size);
        }
        if (type.isRank()) {
            return ItemRanks.of(list.elements(), items, shape);
        }
        return type == Type.VALUE ? valuesAt(positions) : shape.numbers(positions, size);
    }

    /** Of an ordered list: for each item the run of elements that equal it. */
    private List<Span> runsOf(List<Value> items) {
        List<Span> runs = new ArrayList<>(items.size());
        for (Value item : items) {
            int start = rankOf(item);
            int end = start;
            while (end < size && ValueOrder.INSTANCE.compare(list.elements().get(end), item) == 0) {
                end++;
            }
            runs.add(new Span(start, end - start));
        }
        return runs;
    }

    private static int[] flat(List<Span> runs) {
        return runs.stream().flatMapToInt(run -> IntStream.of(run.positions())).toArray();
    }

    /** How many elements are below {@code value}. */
    private int rankOf(Value value) {
        int rank = 0;
        for (Value element : list.elements()) {
            if (ValueOrder.INSTANCE.compare(element, value) < 0) {
                rank++;
            }
        }
        return rank;
    }

    private Optional<Value> valuesAt(int[] positions) {
        if (shape.single()) {
            return positions.length == 0
                    ? Optional.empty()
                    : Optional.of(list.elements().get(positions[0]));
        }
        List<Value> values = new ArrayList<>(positions.length);
        for (int position : positions) {
            values.add(list.elements().get(position));
        }
        return Optional.of(ListValue.of(values));
    }
}
