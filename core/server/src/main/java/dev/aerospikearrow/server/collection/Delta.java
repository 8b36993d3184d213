package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.server.collection.Value.Float32;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.Nil;
import org.jspecify.annotations.Nullable;

/** Increments: the type of the old value decides, a new one takes the type of the increment. */
final class Delta {
    private Delta() {}

    /**
     * @param old the element, null if there is none
     * @param increment what to add, null or nil for 1
     * @param sign 1 to add, -1 to subtract
     */
    static Value add(@Nullable Value old, @Nullable Value increment, int sign) {
        Value step =
                increment == null || increment instanceof Nil
                        ? Value.of(1)
                        : Value.signed(increment);
        if (!(step instanceof Int) && !isDouble(step)) {
            throw Payload.parameter("an increment is neither integer nor double");
        }
        if (old == null) {
            return step instanceof Int number
                    ? Value.of(sign * number.value())
                    : new Float64(0.0 + sign * doubleOf(step));
        }
        if (Value.signed(old) instanceof Int number) {
            long delta = step instanceof Int whole ? whole.value() : (long) doubleOf(step);
            return Value.of(number.value() + sign * delta);
        }
        if (isDouble(old)) {
            double delta = step instanceof Int whole ? whole.value() : doubleOf(step);
            return new Float64(doubleOf(old) + sign * delta);
        }
        throw Payload.parameter("an element to increment is neither integer nor double");
    }

    private static boolean isDouble(Value value) {
        return value instanceof Float64 || value instanceof Float32;
    }

    private static double doubleOf(Value value) {
        return value instanceof Float64 wide ? wide.value() : ((Float32) value).value();
    }
}
