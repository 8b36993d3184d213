package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.FilterCondition.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Comparisons of integers and of floats with a number that need not be of their type: 60.5 lies
 * between two integers, 2^53 + 1 between two floats. There the comparison becomes one with a
 * neighbour that has the same result for every value of the type.
 */
final class NumberBound {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private NumberBound() {}

    /** An integer compared with a number, which is a Long or a finite Double. */
    static Expression ofInt(Comparison comparison, Expression value, Number number) {
        if (number instanceof Long exact) {
            return comparison.of(value, Expressions.literal(exact.longValue()));
        }
        BigDecimal bound = new BigDecimal(number.doubleValue());
        BigDecimal floor = bound.setScale(0, RoundingMode.FLOOR);
        Expression least = Expressions.literal(Long.MIN_VALUE);
        if (floor.compareTo(LEAST) < 0) {
            return switch (comparison) {
                case GREATER, GREATER_OR_EQUAL, NOT_EQUAL -> always(value, least);
                case LESS, LESS_OR_EQUAL, EQUAL -> never(value, least);
            };
        }
        Expression below = Expressions.literal(floor.min(GREATEST).longValueExact());
        return floor.compareTo(bound) == 0 && floor.compareTo(GREATEST) <= 0
                ? comparison.of(value, below)
                : between(comparison, value, below, least);
    }

    /** A float compared with a number, which is a Long or a finite Double. */
    static Expression ofFloat(Comparison comparison, Expression value, Number number) {
        double rounded = number.doubleValue();
        int side =
                number instanceof Long exact
                        ? new BigDecimal(rounded).compareTo(BigDecimal.valueOf(exact))
                        : 0;
        if (side == 0) {
            return comparison.of(value, Expressions.literal(rounded));
        }
        Expression below = Expressions.literal(side < 0 ? rounded : Math.nextDown(rounded));
        return between(comparison, value, below, Expressions.literal(Double.NEGATIVE_INFINITY));
    }

    /**
     * A value compared with something that lies between {@code below} and the next value of its
     * type.
     *
     * @param least the least value of the type
     */
    private static Expression between(
            Comparison comparison, Expression value, Expression below, Expression least) {
        return switch (comparison) {
            case GREATER, GREATER_OR_EQUAL -> Expressions.greater(value, below);
            case LESS, LESS_OR_EQUAL -> Expressions.lessOrEqual(value, below);
            case EQUAL -> never(value, least);
            case NOT_EQUAL -> always(value, least);
        };
    }

    /** False for every value, and unknown where there is none of this type. */
    private static Expression never(Expression value, Expression least) {
        return Expressions.less(value, least);
    }

    /** True for every value (NaN, too), and unknown where there is none of this type. */
    private static Expression always(Expression value, Expression least) {
        return Expressions.not(never(value, least));
    }
}
