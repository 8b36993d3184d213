package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.ValueOrder;
import org.jspecify.annotations.Nullable;

/** The six comparisons of values of one type, one row per code. */
enum Comparison {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    /** Codes are numbered from here on in the order above. */
    static final int FIRST_CODE = 1;

    static Comparison of(long code) {
        return values()[(int) code - FIRST_CODE];
    }

    /** The result; null for unknown, which is what a map without order compares to. */
    @Nullable Value compare(Value left, Value right) {
        if (left instanceof Float64 a && right instanceof Float64 b) {
            return Value.of(holds(a.value(), b.value()));
        }
        if (hasUnorderedMap(left) || hasUnorderedMap(right)) {
            return null;
        }
        return Value.of(holds(ValueOrder.INSTANCE.compare(left, right)));
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
        };
    }

    private boolean holds(double a, double b) {
        return switch (this) {
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
        };
    }

    private static boolean hasUnorderedMap(Value value) {
        if (value instanceof ListValue list) {
            return list.elements().stream().anyMatch(Comparison::hasUnorderedMap);
        }
        if (!(value instanceof MapValue map) || map.size() == 0) {
            return false;
        }
        return !map.isKeyOrdered()
                || map.entries().stream().map(Entry::value).anyMatch(Comparison::hasUnorderedMap);
    }
}
