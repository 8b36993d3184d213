package dev.aerospikearrow.server.collection;

/**
 * A heap that finds a run of ranks among elements without sorting all of them. Which of several
 * equal elements has which rank, and in which order the run comes out, follows from the heap that
 * the server uses; clients see both in the order of results and in what a removal leaves.
 */
final class RankHeap {
    /** Compares two elements by position. */
    interface PositionComparator {
        int compare(int first, int second);
    }

    private final PositionComparator comparator;
    private final int[] heap;

    /** -1: the least element is on top, 1: the greatest. */
    private final int top;

    private int filled;

    private RankHeap(int size, PositionComparator comparator, int top) {
        this.comparator = comparator;
        this.top = top;
        heap = new int[size];
        for (int i = 0; i < size; i++) {
            heap[i] = i;
        }
        filled = size;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /**
     * The positions that hold {@code ranks}, highest or lowest rank first, whichever end is nearer.
     */
    static int[] select(int size, Span ranks, PositionComparator comparator) {
        int behind = size - ranks.end();
        boolean fromLeast = ranks.start() <= behind;
        RankHeap selection = new RankHeap(size, comparator, fromLeast ? -1 : 1);
        selection.moveToEnd(ranks.count() + (fromLeast ? ranks.start() : behind));
        int[] positions = new int[ranks.count()];
        System.arraycopy(selection.heap, selection.filled, positions, 0, positions.length);
        return positions;
    }

    private void moveToEnd(int count) {
        for (int i = 0; i < count; i++) {
            int first = heap[0];
            filled--;
            heap[0] = heap[filled];
            sink(0);
            heap[filled] = first;
        }
    }

    private void sink(int from) {
        int parent = from;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= filled) {
                return;
            }
            int sibling = child + 1;
            if (sibling < filled && order(heap[child], heap[sibling]) == -top) {
                child = sibling;
            }
            if (order(heap[child], heap[parent]) != top) {
                return;
            }
            int moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    private int order(int first, int second) {
        return Integer.signum(comparator.compare(first, second));
    }
}
