package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Something in a filter's text that is true, false or, where a value is missing or of a type that
 * it cannot be compared as, unknown.
 *
 * <p>A comparison has a reading for each type, of which the server knows at most one; of what is
 * unknown, an {@code or} takes no notice if another part is true. So that this is right under
 * {@code not} as well, a {@code not} goes down to the readings: it never stands around an {@code
 * or} of several types. The expression that results is true for exactly those records for which the
 * condition is, and otherwise false or unknown, neither of which passes.
 */
sealed interface FilterCondition extends FilterNode {
    /** The expression that is true where the condition is, or where its negation is. */
    Expression expression(Sense sense);

    /** Whether a condition is meant, or its negation. */
    enum Sense {
        PLAIN,
        NEGATED;

        Sense other() {
            return this == PLAIN ? NEGATED : PLAIN;
        }

        Expression of(Expression condition) {
            return this == PLAIN ? condition : Expressions.not(condition);
        }
    }

    /** All of some conditions. */
    record All(List<FilterCondition> parts) implements FilterCondition {
        @Override
        public Expression expression(Sense sense) {
            List<Expression> all = parts.stream().map(part -> part.expression(sense)).toList();
            return sense == Sense.PLAIN ? allOf(all) : anyOf(all);
        }
    }

    /** At least one of some conditions. */
    record Any(List<FilterCondition> parts) implements FilterCondition {
        @Override
        public Expression expression(Sense sense) {
            List<Expression> all = parts.stream().map(part -> part.expression(sense)).toList();
            return sense == Sense.PLAIN ? anyOf(all) : allOf(all);
        }
    }

    /** The negation of a condition. */
    record Negation(FilterCondition condition) implements FilterCondition {
        @Override
        public Expression expression(Sense sense) {
            return condition.expression(sense.other());
        }
    }

    /** A condition with one reading for each type that its values may have. */
    record Readings(List<Expression> readings) implements FilterCondition {
        @Override
        public Expression expression(Sense sense) {
            return anyOf(readings.stream().map(sense::of).toList());
        }
    }

    /** A condition that has one reading. */
    static FilterCondition of(Expression expression) {
        return new Readings(List.of(expression));
    }

    /** A comparison of two values. */
    enum Comparison {
        EQUAL(Expressions::equal),
        NOT_EQUAL(Expressions::notEqual),
        LESS(Expressions::less),
        LESS_OR_EQUAL(Expressions::lessOrEqual),
        GREATER(Expressions::greater),
        GREATER_OR_EQUAL(Expressions::greaterOrEqual);

        private final BinaryOperator<Expression> operation;

        Comparison(BinaryOperator<Expression> operation) {
            this.operation = operation;
        }

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        /** The comparison that is the same with its sides changed. */
        Comparison turned() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                default -> this;
            };
        }

        /** The readings of two terms that are compared, one for each type that they share. */
        List<Expression> readings(FilterTerm left, FilterTerm right) {
            if (right instanceof FilterTerm.Literal literal
                    && literal.value() instanceof Number number
                    && !(left instanceof FilterTerm.Literal)) {
                return withNumber(left, number);
            }
            if (left instanceof FilterTerm.Literal literal
                    && literal.value() instanceof Number number
                    && !(right instanceof FilterTerm.Literal)) {
                return turned().withNumber(right, number);
            }
            List<Expression> readings = new ArrayList<>();
            for (Type type : FilterTerm.common(left.types(), right.types())) {
                if (isEquality() || type != Type.BOOL) {
                    readings.addAll(
                            FilterTerm.pairs(left.readings(type), right.readings(type), operation));
                }
            }
            return readings;
        }

        /**
         * The readings of a term that is compared with a number of the text, which is exact for
         * integers and floats alike: the number may be between two values of the term's type.
         */
        private List<Expression> withNumber(FilterTerm term, Number number) {
            List<Expression> readings = new ArrayList<>();
            Set<Type> types = term.types();
            if (types.contains(Type.INT)) {
                term.readings(Type.INT)
                        .forEach(reading -> readings.add(NumberBound.ofInt(this, reading, number)));
            }
            if (types.contains(Type.FLOAT)) {
                term.readings(Type.FLOAT)
                        .forEach(
                                reading ->
                                        readings.add(NumberBound.ofFloat(this, reading, number)));
            }
            return readings;
        }

        Expression of(Expression left, Expression right) {
            return operation.apply(left, right);
        }
    }

    /** The conjunction of one expression or more. */
    static Expression allOf(List<Expression> parts) {
        Expression[] more = parts.stream().skip(2).toArray(Expression[]::new);
        return parts.size() == 1 ? parts.get(0) : Expressions.and(parts.get(0), parts.get(1), more);
    }

    /** The disjunction of one expression or more. */
    static Expression anyOf(List<Expression> parts) {
        Expression[] more = parts.stream().skip(2).toArray(Expression[]::new);
        return parts.size() == 1 ? parts.get(0) : Expressions.or(parts.get(0), parts.get(1), more);
    }
}
