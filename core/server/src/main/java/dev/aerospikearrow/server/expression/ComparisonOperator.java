package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.ValueOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six comparisons of values of one type, one row per code. */
enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    /** Codes are numbered from here on in the order above. */
    static final int FIRST_CODE = 1;

    static ComparisonOperator of(long code) {
        return values()[(int) code - FIRST_CODE];
    }

    /** The result; null for unknown, which is what a map without order compares to. */
    @Nullable Value compare(Value left, Value right) {
        if (left instanceof Float64 a && right instanceof Float64 b) {
            return Value.of(holds(a.value(), b.value()));
        }
        Walk walk = new Walk();
        int order = walk.compare(left, right);
        return walk.metUnorderedMap ? null : Value.of(holds(order));
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

    /** Compares containers and notes maps without order as far as it has to look. */
    private static final class Walk {
        private boolean metUnorderedMap;

        private int compare(Value left, Value right) {
            note(left);
            note(right);
            if (left instanceof ListValue a && right instanceof ListValue b) {
                return compareLists(a.elements(), b.elements());
            }
            if (left instanceof MapValue a && right instanceof MapValue b) {
                int bySize = Integer.compare(a.size(), b.size());
                return bySize != 0 ? bySize : compareEntries(a, b);
            }
            return ValueOrder.INSTANCE.compare(left, right);
        }

        private void note(Value value) {
            metUnorderedMap |=
                    value instanceof MapValue map && map.size() > 0 && !map.isKeyOrdered();
        }

        private int compareLists(List<Value> left, List<Value> right) {
            int common = Math.min(left.size(), right.size());
            for (int i = 0; i < common; i++) {
                int order = compare(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }

        private int compareEntries(MapValue left, MapValue right) {
            for (int i = 0; i < left.size(); i++) {
                Entry a = left.entries().get(i);
                Entry b = right.entries().get(i);
                int order = compare(a.key(), b.key());
                if (order == 0) {
                    order = compare(a.value(), b.value());
                }
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
