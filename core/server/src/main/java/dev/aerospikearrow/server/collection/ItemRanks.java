package dev.aerospikearrow.server.collection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ranks that a list of items has among unsorted elements. Asked for the items, the ranks come
 * in the order of the items; of equal items only the last answers. Inverted, they are the runs
 * between the items, ascending.
 */
final class ItemRanks {
    private ItemRanks() {}

    static Optional<Value> of(List<Value> elements, List<Value> items, ResultShape shape) {
        int[] below = new int[items.size()];
        int[] equal = new int[items.size()];
        for (int i = 0; i < items.size(); i++) {
            boolean repeated = isRepeatedLater(items, i);
            for (Value element : elements) {
                int order = ValueOrder.INSTANCE.compare(element, items.get(i));
                if (order < 0) {
                    below[i]++;
                } else if (order == 0 && !repeated) {
                    equal[i]++;
                }
            }
        }
        List<Span> runs = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            runs.add(new Span(below[i], equal[i]));
        }
        return shape.inverted()
                ? shape.ofRuns(gaps(runs, elements.size()), elements.size())
                : shape.numbers(flat(runs), elements.size());
    }

    /** What lies between the runs, ascending. */
    static List<Span> gaps(List<Span> runs, int size) {
        List<Span> sorted = new ArrayList<>(runs);
        sorted.removeIf(run -> run.count() == 0);
        sorted.sort(Comparator.comparingInt(Span::start));
        List<Span> gaps = new ArrayList<>();
        int from = 0;
        for (Span run : sorted) {
            gaps.add(new Span(from, run.start() - from));
            from = run.end();
        }
        gaps.add(new Span(from, size - from));
        return gaps;
    }

    private static int[] flat(List<Span> runs) {
        return runs.stream().flatMapToInt(run -> IntStream.of(run.positions())).toArray();
    }

    /** Whether an equal item follows: the last one answers. */
    static boolean isRepeatedLater(List<Value> items, int index) {
        for (int i = index + 1; i < items.size(); i++) {
            if (ValueOrder.INSTANCE.compare(items.get(i), items.get(index)) == 0) {
                return true;
            }
        }
        return false;
    }
}
