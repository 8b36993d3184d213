package dev.aerospikearrow.server.collection;

import java.util.Optional;

/**
 * The outcome of a selection.
 *
 * @param result what the client gets; empty for nothing
 * @param positions which elements were selected, and are removed by an operation that removes; in
 *     any order
 */
record Selected(Optional<Value> result, int[] positions) {
    private static final int[] NO_POSITIONS = {};

    static Selected nothing(ResultShape shape) {
        return new Selected(shape.notFound(), NO_POSITIONS);
    }
}
