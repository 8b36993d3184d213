package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import java.util.List;

/**
 * A run of positions or ranks inside a container.
 *
 * @param start the first one
 * @param count how many; with {@code start} never past the container's end
 */
record Span(int start, int count) {
    /** What the server takes for a count that was not sent. */
    static final long TO_THE_END = 0xFFFF_FFFFL;

    /** No run; the result of {@link #restInOnePiece} when there are two. */
    static final Span NONE = new Span(-1, 0);

    // Subcodes of OP_NOT_APPLICABLE.
    private static final int INDEX_OUTSIDE = 1;
    private static final int RANK_OUTSIDE = 2;

    int end() {
        return start + count;
    }

    /** One element by index; negative ones count from the end, one outside is an error. */
    static Span single(long index, int size) {
        return single(index, size, INDEX_OUTSIDE);
    }

    /** One element by rank; the same. */
    static Span singleRank(long rank, int size) {
        return single(rank, size, RANK_OUTSIDE);
    }

    private static Span single(long index, int size, int subcode) {
        long position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new CollectionException(
                    ResultCode.OP_NOT_APPLICABLE,
                    subcode,
                    "index or rank " + index + " is outside a container of " + size);
        }
        return new Span((int) position, 1);
    }

    /** A range, cut to what is there; the part of it before the start counts and is lost. */
    static Span range(long index, long count, int size) {
        if (index >= size) {
            return new Span(size, 0);
        }
        long position = index < 0 ? index + size : index;
        if (position < 0) {
            long missing = -position;
            return new Span(0, missing < count ? (int) Math.min(count - missing, size) : 0);
        }
        return new Span((int) position, (int) Math.min(count, size - position));
    }

    /** The range that starts {@code index} after {@code anchor}, which need not be inside. */
    static Span relative(long index, long count, int anchor, int size) {
        long start = index + anchor;
        if (start >= 0) {
            return range(start, count, size);
        }
        return range(0, count > -start ? count + start : 0, size);
    }

    /** The positions outside this run, ascending. */
    int[] complement(int size) {
        int[] positions = new int[size - count];
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (i < start || i >= end()) {
                positions[at++] = i;
            }
        }
        return positions;
    }

    /** The runs before and behind this one. */
    List<Span> rest(int size) {
        return List.of(new Span(0, start), new Span(end(), size - end()));
    }

    /** What is outside this run if it is in one piece, else {@link #NONE}. */
    Span restInOnePiece(int size) {
        if (count == 0) {
            return new Span(0, size);
        }
        if (start == 0) {
            return new Span(count, size - count);
        }
        return end() >= size ? new Span(0, start) : NONE;
    }

    int[] positions() {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = start + i;
        }
        return positions;
    }
}
