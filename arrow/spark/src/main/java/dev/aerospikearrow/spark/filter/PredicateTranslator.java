package dev.aerospikearrow.spark.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spark's predicates as conditions of the server. A negation is carried down to the comparisons
 * first, which are then asked as they stand: in SQL and on the server alike, what is null is
 * neither true nor false, and does not become true by a negation.
 */
final class PredicateTranslator {
    /** More alternatives than these make the request large, and are left to Spark. */
    private static final int MAX_ALTERNATIVES = 500;

    private final FilterableColumns columns;

    PredicateTranslator(FilterableColumns columns) {
        this.columns = columns;
    }

    /** A comparison of a column with a value. */
    record ColumnAndValue(String column, FilterComparison comparison, Object value) {}

    /** A predicate as a condition; empty if the server cannot be asked. */
    Optional<Condition> translate(Predicate predicate) {
        return translate(predicate, false);
    }

    private Optional<Condition> translate(Expression expression, boolean negated) {
        if (!(expression instanceof Predicate predicate)) {
            return Optional.empty();
        }
        Expression[] operands = predicate.children();
        return switch (predicate.name()) {
            case "AND", "OR" -> {
                List<Optional<Condition>> parts =
                        List.of(translate(operands[0], negated), translate(operands[1], negated));
                yield predicate.name().equals("AND") != negated
                        ? Condition.all(parts)
                        : Condition.any(parts);
            }
            case "NOT" -> translate(operands[0], !negated);
            case "IS_NULL" -> nullness(operands[0], !negated);
            case "IS_NOT_NULL" -> nullness(operands[0], negated);
            case "<=>" -> nullSafeEqual(operands, negated);
            case "IN" -> isIn(operands, negated);
            case "STARTS_WITH" -> startsWith(operands, negated);
            default -> comparison(predicate).flatMap(it -> compare(it, negated));
        };
    }

    /** A predicate that compares a column with a value of its type, on whichever side. */
    Optional<ColumnAndValue> comparison(Predicate predicate) {
        Optional<FilterComparison> comparison = FilterComparison.named(predicate.name());
        Expression[] operands = predicate.children();
        if (comparison.isEmpty() || operands.length != 2) {
            return Optional.empty();
        }
        return columnAndValue(operands[0], operands[1], comparison.get())
                .or(() -> columnAndValue(operands[1], operands[0], comparison.get().mirrored()));
    }

    /** The columns that predicates compare with values, so that null does not satisfy them. */
    Set<String> comparedColumns(Predicate[] predicates) {
        return Arrays.stream(predicates)
                .flatMap(predicate -> comparison(predicate).stream())
                .map(ColumnAndValue::column)
                .collect(Collectors.toSet());
    }

    /** Whether a predicate says no more than that one of some columns is not null. */
    boolean isNotNullOf(Predicate predicate, Set<String> names) {
        return predicate.name().equals("IS_NOT_NULL")
                && names.contains(String.valueOf(columnName(predicate.children()[0])));
    }

    private Optional<ColumnAndValue> columnAndValue(
            Expression column, Expression value, FilterComparison comparison) {
        String name = columnName(column);
        return name != null
                        && value instanceof Literal<?> literal
                        && literal.value() != null
                        && columns.hasType(name, literal.dataType())
                ? Optional.of(new ColumnAndValue(name, comparison, literal.value()))
                : Optional.empty();
    }

    private static @Nullable String columnName(Expression expression) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? reference.fieldNames()[0]
                : null;
    }

    private Optional<BinFilter> filter(Expression column) {
        return Optional.ofNullable(columnName(column)).flatMap(columns::filter);
    }

    private Optional<Condition> compare(ColumnAndValue it, boolean negated) {
        FilterComparison comparison = negated ? it.comparison().negated() : it.comparison();
        return columns.filter(it.column())
                .flatMap(filter -> filter.compare(comparison, it.value()));
    }

    private Optional<Condition> nullness(Expression column, boolean isNull) {
        return filter(column).flatMap(it -> isNull ? it.isNull() : it.isNotNull());
    }

    private Optional<Condition> nullSafeEqual(Expression[] operands, boolean negated) {
        boolean second = operands[1] instanceof Literal<?>;
        Expression column = operands[second ? 0 : 1];
        Expression value = operands[second ? 1 : 0];
        if (value instanceof Literal<?> literal && literal.value() == null) {
            return nullness(column, !negated);
        }
        Optional<Condition> equal =
                columnAndValue(column, value, FilterComparison.EQUAL)
                        .flatMap(it -> compare(it, negated));
        return negated ? Condition.any(List.of(equal, nullness(column, true))) : equal;
    }

    private Optional<Condition> isIn(Expression[] operands, boolean negated) {
        List<Object> values = new ArrayList<>();
        for (Expression operand : Arrays.asList(operands).subList(1, operands.length)) {
            Optional<ColumnAndValue> one =
                    columnAndValue(operands[0], operand, FilterComparison.EQUAL);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            values.add(one.get().value());
        }
        if (values.isEmpty() || values.size() > MAX_ALTERNATIVES) {
            return Optional.empty();
        }
        return filter(operands[0])
                .flatMap(it -> negated ? it.isNoneOf(values) : it.isOneOf(values));
    }

    private Optional<Condition> startsWith(Expression[] operands, boolean negated) {
        return operands[1] instanceof Literal<?> literal && literal.value() != null
                ? filter(operands[0])
                        .flatMap(it -> it.startsWith(literal.value().toString(), negated))
                : Optional.empty();
    }
}
