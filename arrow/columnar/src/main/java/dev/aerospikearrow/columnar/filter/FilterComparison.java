package dev.aerospikearrow.columnar.filter;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import java.util.Optional;

/** The comparisons of SQL, and what they are on the server. */
public enum FilterComparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sqlName;

    FilterComparison(String sqlName) {
        this.sqlName = sqlName;
    }

    /** The comparison that SQL writes so. */
    public static Optional<FilterComparison> named(String name) {
        for (FilterComparison comparison : values()) {
            if (comparison.sqlName.equals(name)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    /** What is true of two values exactly if this one is not. */
    FilterComparison negated() {
        return switch (this) {
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> GREATER;
            case GREATER -> LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> LESS;
        };
    }

    /** The same with its sides swapped. */
    public FilterComparison mirrored() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /** Whether it is true of two numbers. */
    boolean holds(long left, long right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    /** For values that have an order: integers and texts. */
    Expression of(Expression left, Expression right) {
        return switch (this) {
            case EQUAL -> Expressions.equal(left, right);
            case NOT_EQUAL -> Expressions.notEqual(left, right);
            case LESS -> Expressions.less(left, right);
            case LESS_OR_EQUAL -> Expressions.lessOrEqual(left, right);
            case GREATER -> Expressions.greater(left, right);
            case GREATER_OR_EQUAL -> Expressions.greaterOrEqual(left, right);
        };
    }

    /**
     * For doubles, the right one a number: the engines take NaN for greater than every number, the
     * server says false of every comparison with it. So what is to be true of NaN is asked for by
     * its opposite.
     */
    Expression ofDoubles(Expression left, Expression right) {
        return switch (this) {
            case EQUAL, LESS, LESS_OR_EQUAL -> of(left, right);
            case NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> Expressions.not(negated().of(left, right));
        };
    }
}
