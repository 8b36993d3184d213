package dev.aerospikearrow.spark.filter;

import dev.aerospikearrow.columnar.filter.FilterComparison;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.jspecify.annotations.Nullable;

/** Spark's predicates as predicates over columns that bins fill. */
final class SparkPredicates {
    private static final FilterPredicate UNKNOWN = new FilterPredicate.Unknown();

    private final FilterableColumns columns;

    SparkPredicates(FilterableColumns columns) {
        this.columns = columns;
    }

    /** A predicate; what the server cannot be asked is unknown inside of it. */
    FilterPredicate read(Expression expression) {
        if (!(expression instanceof Predicate predicate)) {
            return UNKNOWN;
        }
        Expression[] operands = predicate.children();
        return switch (predicate.name()) {
            case "AND" -> new FilterPredicate.All(List.of(read(operands[0]), read(operands[1])));
            case "OR" -> new FilterPredicate.Any(List.of(read(operands[0]), read(operands[1])));
            case "NOT" -> new FilterPredicate.Not(read(operands[0]));
            case "IS_NULL" -> isNull(operands[0]);
            case "IS_NOT_NULL" -> new FilterPredicate.Not(isNull(operands[0]));
            case "<=>" -> nullSafeEqual(operands);
            case "IN" -> isIn(operands);
            case "STARTS_WITH" -> startsWith(operands);
            default -> comparison(predicate.name(), operands);
        };
    }

    private static FilterPredicate isNull(Expression operand) {
        String column = columnName(operand);
        return column == null ? UNKNOWN : new FilterPredicate.IsNull(column);
    }

    /** A comparison of a column with a value of its type, on whichever side. */
    private FilterPredicate comparison(String name, Expression[] operands) {
        Optional<FilterComparison> comparison = FilterComparison.named(name);
        if (comparison.isEmpty() || operands.length != 2) {
            return UNKNOWN;
        }
        return columnAndValue(operands[0], operands[1], comparison.get())
                .or(() -> columnAndValue(operands[1], operands[0], comparison.get().mirrored()))
                .map(FilterPredicate.class::cast)
                .orElse(UNKNOWN);
    }

    private Optional<FilterPredicate.Comparison> columnAndValue(
            Expression column, Expression value, FilterComparison comparison) {
        String name = columnName(column);
        return name != null
                        && value instanceof Literal<?> literal
                        && literal.value() != null
                        && columns.hasType(name, literal.dataType())
                ? Optional.of(new FilterPredicate.Comparison(name, comparison, literal.value()))
                : Optional.empty();
    }

    private static @Nullable String columnName(Expression expression) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? reference.fieldNames()[0]
                : null;
    }

    private FilterPredicate nullSafeEqual(Expression[] operands) {
        boolean second = operands[1] instanceof Literal<?>;
        Expression column = operands[second ? 0 : 1];
        Expression value = operands[second ? 1 : 0];
        if (value instanceof Literal<?> literal && literal.value() == null) {
            return isNull(column);
        }
        return columnAndValue(column, value, FilterComparison.EQUAL)
                .<FilterPredicate>map(it -> new FilterPredicate.Same(it.column(), it.value()))
                .orElse(UNKNOWN);
    }

    private FilterPredicate isIn(Expression[] operands) {
        List<Object> values = new ArrayList<>();
        for (Expression operand : Arrays.asList(operands).subList(1, operands.length)) {
            Optional<FilterPredicate.Comparison> one =
                    columnAndValue(operands[0], operand, FilterComparison.EQUAL);
            if (one.isEmpty()) {
                return UNKNOWN;
            }
            values.add(one.get().value());
        }
        String column = columnName(operands[0]);
        return column == null ? UNKNOWN : new FilterPredicate.OneOf(column, values);
    }

    private static FilterPredicate startsWith(Expression[] operands) {
        String column = columnName(operands[0]);
        return column != null
                        && operands[1] instanceof Literal<?> literal
                        && literal.value() != null
                ? new FilterPredicate.StartsWith(column, literal.value().toString())
                : UNKNOWN;
    }
}
