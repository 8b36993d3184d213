package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shape of what a selection returns (docs/docs/internals/wire.md, section 11): the return type,
 * whether the selection is inverted, and whether it is one element or several.
 */
record ResultShape(Type type, boolean inverted, boolean single) {
    private static final int INVERTED = 0x10000;
    private static final int TYPE_MASK = 0xFFFF;

    enum Type {
        NONE(0),
        INDEX(1),
        REVERSE_INDEX(2),
        RANK(3),
        REVERSE_RANK(4),
        COUNT(5),
        KEY(6),
        VALUE(7),
        KEY_VALUE(8),
        EXISTS(13),
        UNORDERED_MAP(16),
        ORDERED_MAP(17);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        boolean isIndex() {
            return this == INDEX || this == REVERSE_INDEX;
        }

        boolean isRank() {
            return this == RANK || this == REVERSE_RANK;
        }

        boolean isMap() {
            return this == KEY_VALUE || this == UNORDERED_MAP || this == ORDERED_MAP;
        }

        /** Whether keys or values are returned and not numbers. */
        boolean isElements() {
            return this == KEY || this == VALUE || isMap();
        }

        boolean isReverse() {
            return this == REVERSE_INDEX || this == REVERSE_RANK;
        }

        int mapOrder() {
            return switch (this) {
                case KEY_VALUE -> MapValue.RESULT_ORDERED;
                case ORDERED_MAP -> MapValue.KEY_ORDERED;
                default -> 0;
            };
        }
    }

    static ResultShape of(long flags, boolean single) {
        long code = flags & TYPE_MASK;
        for (Type type : Type.values()) {
            if (type.code == code) {
                return new ResultShape(type, (flags & INVERTED) != 0, single);
            }
        }
        throw new CollectionException(
                ResultCode.OP_NOT_APPLICABLE, "return type " + code + " is unknown");
    }

    static CollectionException notApplicable(String what) {
        return new CollectionException(ResultCode.OP_NOT_APPLICABLE, what);
    }

    ResultShape notInverted() {
        return new ResultShape(type, false, single);
    }

    void refuseInvertedSingle() {
        if (inverted && single) {
            throw notApplicable("a selection of one element cannot be inverted");
        }
    }

    /** What is returned when nothing was selected. */
    Optional<Value> notFound() {
        return switch (type) {
            case NONE -> Optional.empty();
            case INDEX, REVERSE_INDEX, RANK, REVERSE_RANK ->
                    Optional.of(single ? Value.of(-1) : ListValue.of(List.of()));
            case COUNT -> Optional.of(Value.of(0));
            case EXISTS -> Optional.of(Value.FALSE);
            case KEY, VALUE -> single ? Optional.empty() : Optional.of(ListValue.of(List.of()));
            case KEY_VALUE, UNORDERED_MAP, ORDERED_MAP ->
                    Optional.of(new MapValue(type.mapOrder(), List.of()));
        };
    }

    /**
     * Numbers that follow from a run of positions or ranks alone; an inverted selection is all but
     * the run.
     */
    Optional<Value> ofSpan(Span span, int size) {
        return switch (type) {
            case NONE -> Optional.empty();
            case COUNT -> Optional.of(Value.of(inverted ? size - span.count() : span.count()));
            case EXISTS -> Optional.of(Value.of(inverted ? span.count() == 0 : span.count() != 0));
            case INDEX, REVERSE_INDEX, RANK, REVERSE_RANK -> {
                if (single) {
                    yield Optional.of(
                            Value.of(span.count() == 0 ? -1 : number(span.start(), size)));
                }
                yield ofRuns(inverted ? span.rest(size) : List.of(span), size);
            }
            default -> throw notApplicable("return type " + type + " does not fit the selection");
        };
    }

    /**
     * Runs of positions or ranks. Counted from the end, a run as a whole turns around and its
     * numbers still ascend, unlike those of {@link #numbers}; so it is in the server.
     */
    Optional<Value> ofRuns(List<Span> runs, int size) {
        List<Value> numbers = new ArrayList<>();
        for (Span run : runs) {
            int from = type.isReverse() ? size - run.end() : run.start();
            for (int i = 0; i < run.count(); i++) {
                numbers.add(Value.of(from + i));
            }
        }
        return Optional.of(
                single ? numbers.isEmpty() ? Value.of(-1) : numbers.get(0) : ListValue.of(numbers));
    }

    /** A list of numbers, or the first of them for a single selection. */
    Optional<Value> numbers(int[] positions, int size) {
        if (single) {
            return Optional.of(
                    positions.length == 0 ? Value.of(-1) : Value.of(number(positions[0], size)));
        }
        List<Value> numbers = new ArrayList<>(positions.length);
        for (int position : positions) {
            numbers.add(Value.of(number(position, size)));
        }
        return Optional.of(ListValue.of(numbers));
    }

    private long number(int position, int size) {
        return type.isReverse() ? size - position - 1 : position;
    }

    /** A count, or whether it is not 0. */
    Optional<Value> ofCount(int count) {
        return Optional.of(type == Type.EXISTS ? Value.of(count != 0) : Value.of(count));
    }
}
