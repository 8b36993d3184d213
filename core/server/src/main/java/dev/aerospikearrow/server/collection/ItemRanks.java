package dev.aerospikearrow.server.collection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ranks that a list of items has among unsorted elements. Asked for the items, the ranks come
 * in the order of the items; of equal items only the last answers. Inverted, they are the runs
 * between the items, ascending.
 */
final class ItemRanks {
    private ItemRanks() {}

    static int[] of(List<Value> elements, List<Value> items, ResultShape shape) {
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
        List<Integer> ranks = new ArrayList<>();
        if (!shape.inverted()) {
            for (int i = 0; i < items.size(); i++) {
                add(ranks, below[i], below[i] + equal[i]);
            }
        } else {
            int from = 0;
            int[] sorted =
                    IntStream.range(0, items.size())
                            .boxed()
                            .sorted(Comparator.comparing(items::get, ValueOrder.INSTANCE))
                            .mapToInt(Integer::intValue)
                            .toArray();
            for (int item : sorted) {
                if (equal[item] > 0) {
                    add(ranks, from, below[item]);
                    from = below[item] + equal[item];
                }
            }
            add(ranks, from, elements.size());
        }
        return ranks.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isRepeatedLater(List<Value> items, int index) {
        for (int i = index + 1; i < items.size(); i++) {
            if (ValueOrder.INSTANCE.compare(items.get(i), items.get(index)) == 0) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Integer> ranks, int from, int to) {
        for (int rank = from; rank < to; rank++) {
            ranks.add(rank);
        }
    }
}
