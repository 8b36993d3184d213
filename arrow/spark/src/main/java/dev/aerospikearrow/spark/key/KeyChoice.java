package dev.aerospikearrow.spark.key;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys to which predicates confine a query: no record of another key satisfies them. Immutable.
 *
 * @param column the column that the predicates compare
 * @param values the values that it may have, all of them different
 * @param answered the predicates that are true of the records of these keys, and of no others; by
 *     identity, as comparing long lists takes time
 */
public record KeyChoice(KeyColumn column, Set<Object> values, Set<Predicate> answered) {

    /**
     * What one predicate says of a column.
     *
     * @param values which values satisfy it
     * @param exact whether it is true of all of them
     */
    private record Values(String column, Set<Object> values, boolean exact) {}

    /**
     * The keys that all of some predicates allow, by whichever column has the fewest.
     *
     * @return empty if they allow any
     */
    public static Optional<KeyChoice> of(Predicate[] conjuncts, KeyColumns columns) {
        Map<String, Set<Object>> allowed = new LinkedHashMap<>();
        Map<Predicate, Values> found = new IdentityHashMap<>();
        for (Predicate conjunct : conjuncts) {
            Values values = values(conjunct, columns);
            if (values != null) {
                found.put(conjunct, values);
                allowed.merge(values.column(), new HashSet<>(values.values()), KeyChoice::both);
            }
        }
        return allowed.entrySet().stream()
                .min((one, other) -> one.getValue().size() - other.getValue().size())
                .map(
                        fewest -> {
                            String name = fewest.getKey();
                            KeyColumn column = columns.find(name).orElseThrow();
                            return new KeyChoice(
                                    column,
                                    fewest.getValue(),
                                    column.isExact() ? answered(conjuncts, found, name) : Set.of());
                        });
    }

    private static Set<Predicate> answered(
            Predicate[] conjuncts, Map<Predicate, Values> found, String column) {
        Set<Predicate> answered = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Predicate conjunct : conjuncts) {
            Values values = found.get(conjunct);
            boolean isNotNull =
                    conjunct.name().equals("IS_NOT_NULL")
                            && column.equals(columnName(conjunct.children()[0]));
            if (isNotNull || values != null && values.exact() && values.column().equals(column)) {
                answered.add(conjunct);
            }
        }
        return answered;
    }

    /** The keys, for tasks. */
    public KeyList keys() {
        return KeyList.of(column.kind(), values);
    }

    private static Set<Object> both(Set<Object> one, Set<Object> other) {
        one.retainAll(other);
        return one;
    }

    private static @Nullable Values values(Expression expression, KeyColumns columns) {
        if (!(expression instanceof Predicate predicate)) {
            return null;
        }
        Expression[] operands = predicate.children();
        return switch (predicate.name()) {
            case "=", "<=>" -> equal(operands[0], operands[1], columns);
            case "IN" ->
                    oneOf(
                            operands[0],
                            Arrays.asList(operands).subList(1, operands.length),
                            columns);
            case "AND" -> and(values(operands[0], columns), values(operands[1], columns));
            case "OR" -> {
                Values left = values(operands[0], columns);
                yield left == null ? null : or(left, values(operands[1], columns));
            }
            default -> null;
        };
    }

    private static @Nullable Values equal(Expression one, Expression other, KeyColumns columns) {
        if (!(other instanceof Literal<?> literal)) {
            return one instanceof Literal<?> ? equal(other, one, columns) : null;
        }
        // Null may be equal to null, which no key is.
        return literal.value() == null ? null : oneOf(one, List.of(literal), columns);
    }

    /** A column that is equal to one of some literals; a null among them is equal to nothing. */
    private static @Nullable Values oneOf(
            Expression column, List<? extends Expression> literals, KeyColumns columns) {
        String name = columnName(column);
        if (name == null || columns.find(name).isEmpty()) {
            return null;
        }
        Set<Object> values = new HashSet<>();
        for (Expression operand : literals) {
            if (!(operand instanceof Literal<?> literal)
                    || !columns.hasType(name, literal.dataType())) {
                return null;
            }
            Object value = literal.value();
            if (value != null && !KeyKind.isKnown(value)) {
                return null;
            }
            if (value != null) {
                values.add(KeyKind.comparable(value));
            }
        }
        return new Values(name, values, true);
    }

    private static @Nullable Values and(@Nullable Values left, @Nullable Values right) {
        if (left == null || right == null) {
            Values known = left == null ? right : left;
            return known == null ? null : new Values(known.column(), known.values(), false);
        }
        if (left.column().equals(right.column())) {
            return new Values(
                    left.column(),
                    both(left.values(), right.values()),
                    left.exact() && right.exact());
        }
        Values fewer = left.values().size() <= right.values().size() ? left : right;
        return new Values(fewer.column(), fewer.values(), false);
    }

    private static @Nullable Values or(Values left, @Nullable Values right) {
        if (right == null || !left.column().equals(right.column())) {
            return null;
        }
        left.values().addAll(right.values());
        return new Values(left.column(), left.values(), left.exact() && right.exact());
    }

    private static @Nullable String columnName(Expression expression) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? reference.fieldNames()[0]
                : null;
    }

    /** For plans. */
    @Override
    public String toString() {
        return column.name() + " (keys=" + values.size() + ")";
    }
}
