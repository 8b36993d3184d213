package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something in a filter's text that has a value. The text does not say of which type a bin is, so a
 * term is read as each type that makes sense where it stands. For a record in which it is of
 * another, a reading is unknown, so that of several readings at most one counts.
 */
sealed interface FilterTerm extends FilterNode {
    /** The types that have readings. */
    Set<Type> types();

    /** How the term is read as one of its types. */
    List<Expression> readings(Type type);

    /** A value that stands in the text: Long, Double, String, Boolean or bytes. */
    record Literal(Object value) implements FilterTerm {
        private static final double TWO_TO_63 = 0x1p63;

        @Override
        public Set<Type> types() {
            if (value instanceof Long number) {
                return isExactAsFloat(number)
                        ? EnumSet.of(Type.INT, Type.FLOAT)
                        : EnumSet.of(Type.INT);
            } else if (value instanceof Double) {
                return EnumSet.of(Type.FLOAT);
            } else if (value instanceof String) {
                return EnumSet.of(Type.STRING);
            }
            return EnumSet.of(value instanceof Boolean ? Type.BOOL : Type.BLOB);
        }

        private static boolean isExactAsFloat(long number) {
            double rounded = number;
            return rounded < TWO_TO_63 && (long) rounded == number;
        }

        @Override
        public List<Expression> readings(Type type) {
            return List.of(
                    switch (type) {
                        case INT -> Expressions.literal(((Number) value).longValue());
                        case FLOAT -> Expressions.literal(((Number) value).doubleValue());
                        case STRING -> Expressions.literal((String) value);
                        case BOOL -> Expressions.literal((boolean) value);
                        default -> Expressions.literal((byte[]) value);
                    });
        }
    }

    /**
     * A bin, or what a path inside of one leads to.
     *
     * @param exists whether there is something; null where nothing tells
     */
    record Reference(
            Set<Type> types, Function<Type, Expression> reading, @Nullable Expression exists)
            implements FilterTerm {
        @Override
        public List<Expression> readings(Type type) {
            return List.of(reading.apply(type));
        }
    }

    /** A function of the record that has one type. */
    record Measure(Type type, Expression expression) implements FilterTerm {
        @Override
        public Set<Type> types() {
            return EnumSet.of(type);
        }

        @Override
        public List<Expression> readings(Type wanted) {
            return List.of(expression);
        }
    }

    /** A calculation with two numbers of one type. */
    record Calculation(
            Set<Type> types,
            BinaryOperator<Expression> operation,
            FilterTerm left,
            FilterTerm right)
            implements FilterTerm {
        @Override
        public List<Expression> readings(Type type) {
            return pairs(left.readings(type), right.readings(type), operation);
        }
    }

    /** A calculation with one number. */
    record Change(UnaryOperator<Expression> operation, FilterTerm number) implements FilterTerm {
        @Override
        public Set<Type> types() {
            return common(NUMBERS, number.types());
        }

        @Override
        public List<Expression> readings(Type type) {
            return number.readings(type).stream().map(operation).toList();
        }
    }

    /** A number as an integer or as a float, whichever it is. */
    record Conversion(Type target, FilterTerm number) implements FilterTerm {
        @Override
        public Set<Type> types() {
            return EnumSet.of(target);
        }

        @Override
        public List<Expression> readings(Type type) {
            List<Expression> readings = new ArrayList<>();
            for (Type from : common(NUMBERS, number.types())) {
                for (Expression reading : number.readings(from)) {
                    if (from == target) {
                        readings.add(reading);
                    } else {
                        readings.add(
                                target == Type.INT
                                        ? Expressions.toInt(reading)
                                        : Expressions.toFloat(reading));
                    }
                }
            }
            return readings;
        }
    }

    /** The types that values are compared as. */
    Set<Type> COMPARABLE =
            Set.copyOf(EnumSet.of(Type.INT, Type.FLOAT, Type.STRING, Type.BOOL, Type.BLOB));

    /** The types of numbers. */
    Set<Type> NUMBERS = Set.of(Type.INT, Type.FLOAT);

    /** Types that both have, in the order of {@link Type}. */
    static Set<Type> common(Set<Type> first, Set<Type> second) {
        Set<Type> common = EnumSet.noneOf(Type.class);
        common.addAll(first);
        common.retainAll(second);
        return common;
    }

    /** What becomes of each reading of one with each of another. */
    static List<Expression> pairs(
            List<Expression> left, List<Expression> right, BinaryOperator<Expression> operation) {
        List<Expression> pairs = new ArrayList<>(left.size() * right.size());
        for (Expression first : left) {
            for (Expression second : right) {
                pairs.add(operation.apply(first, second));
            }
        }
        return pairs;
    }
}
