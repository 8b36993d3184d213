package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.Int;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on numbers (docs/docs/internals/wire.md, section 10). Integers wrap around as in the
 * server.
 */
final class Arithmetic {
    private Arithmetic() {}

    /** An operation on any number of integers or of floats. */
    enum Fold {
        ADD(Long::sum, Double::sum),
        MULTIPLY((a, b) -> a * b, (a, b) -> a * b),
        SUBTRACT((a, b) -> a - b, (a, b) -> a - b),
        MINIMUM(Math::min, (a, b) -> a > b ? b : a),
        MAXIMUM(Math::max, (a, b) -> a < b ? b : a),
        AND((a, b) -> a & b, Double::sum),
        OR((a, b) -> a | b, Double::sum),
        EXCLUSIVE_OR((a, b) -> a ^ b, Double::sum);

        private final LongBinaryOperator ofIntegers;
        private final DoubleBinaryOperator ofFloats;

        Fold(LongBinaryOperator ofIntegers, DoubleBinaryOperator ofFloats) {
            this.ofIntegers = ofIntegers;
            this.ofFloats = ofFloats;
        }

        Value apply(Value left, Value right) {
            return left instanceof Int number
                    ? Value.of(ofIntegers.applyAsLong(number.value(), integer(right)))
                    : new Float64(ofFloats.applyAsDouble(floating(left), floating(right)));
        }
    }

    /** An operation on one number. */
    enum Unary {
        ABSOLUTE,
        FLOOR,
        CEILING,
        TO_INTEGER,
        TO_FLOAT,
        COMPLEMENT,
        BIT_COUNT;

        Value apply(Value value) {
            return switch (this) {
                case ABSOLUTE ->
                        value instanceof Int number
                                ? Value.of(Math.abs(number.value()))
                                : new Float64(Math.abs(floating(value)));
                case FLOOR -> new Float64(Math.floor(floating(value)));
                case CEILING -> new Float64(Math.ceil(floating(value)));
                case TO_INTEGER -> Value.of(truncate(floating(value)));
                case TO_FLOAT -> new Float64(integer(value));
                case COMPLEMENT -> Value.of(~integer(value));
                case BIT_COUNT -> Value.of(Long.bitCount(integer(value)));
            };
        }
    }

    /** An operation on two numbers, or on a number and a bool. */
    enum Binary {
        POWER,
        LOGARITHM,
        MODULO,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        SHIFT_RIGHT_SIGNED,
        SCAN_FROM_LEFT,
        SCAN_FROM_RIGHT;

        /** The result; null for unknown. */
        @Nullable Value apply(Value left, Value right) {
            return switch (this) {
                case POWER -> new Float64(Math.pow(floating(left), floating(right)));
                case LOGARITHM -> new Float64(Math.log(floating(left)) / Math.log(floating(right)));
                case MODULO ->
                        integer(right) == 0 ? null : Value.of(integer(left) % integer(right));
                case SHIFT_LEFT -> Value.of(integer(left) << integer(right));
                case SHIFT_RIGHT -> Value.of(integer(left) >>> integer(right));
                case SHIFT_RIGHT_SIGNED -> Value.of(integer(left) >> integer(right));
                case SCAN_FROM_LEFT -> {
                    int zeros = Long.numberOfLeadingZeros(searched(left, right));
                    yield Value.of(zeros == Long.SIZE ? -1 : zeros);
                }
                case SCAN_FROM_RIGHT ->
                        Value.of(63 - Long.numberOfTrailingZeros(searched(left, right)));
            };
        }

        private static long searched(Value bits, Value wanted) {
            return wanted == Value.TRUE ? integer(bits) : ~integer(bits);
        }
    }

    static Value negate(Value value) {
        return value instanceof Int number
                ? Value.of(-number.value())
                : new Float64(0.0 - floating(value));
    }

    /** Null, unknown, for a division of integers by 0. */
    static @Nullable Value divide(Value dividend, Value divisor) {
        if (dividend instanceof Int number) {
            long by = integer(divisor);
            return by == 0 ? null : Value.of(number.value() / by);
        }
        return new Float64(floating(dividend) / floating(divisor));
    }

    /** 1 as a number of the same type. */
    static Value oneLike(Value value) {
        return value instanceof Int ? Value.of(1) : new Float64(1.0);
    }

    static long integer(Value value) {
        return ((Int) value).value();
    }

    static double floating(Value value) {
        return ((Float64) value).value();
    }

    /** What does not fit comes out as the least integer, as processors convert it. */
    private static long truncate(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }
}
