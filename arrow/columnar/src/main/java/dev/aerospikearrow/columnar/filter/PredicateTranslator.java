package dev.aerospikearrow.columnar.filter;

import java.util.List;
import java.util.Optional;

/**
 * Predicates as conditions of the server. A negation is carried down to the comparisons first,
 * which are then asked as they stand: in SQL and on the server alike, what is null is neither true
 * nor false, and does not become true by a negation.
 */
public final class PredicateTranslator {
    /** More alternatives than these make the request large, and are left to whoever asks. */
    private static final int MAX_ALTERNATIVES = 500;

    private final FilterColumns columns;

    /** Translates predicates over some columns. */
    public PredicateTranslator(FilterColumns columns) {
        this.columns = columns;
    }

    /** A predicate as a condition; empty if the server cannot be asked. */
    public Optional<Condition> translate(FilterPredicate predicate) {
        return translate(predicate, false);
    }

    private Optional<Condition> translate(FilterPredicate predicate, boolean negated) {
        if (predicate instanceof FilterPredicate.All all) {
            return combined(all.parts(), negated, !negated);
        }
        if (predicate instanceof FilterPredicate.Any any) {
            return combined(any.parts(), negated, negated);
        }
        if (predicate instanceof FilterPredicate.Not not) {
            return translate(not.of(), !negated);
        }
        if (predicate instanceof FilterPredicate.IsNull test) {
            return nullness(test.column(), !negated);
        }
        if (predicate instanceof FilterPredicate.Comparison it) {
            FilterComparison comparison = negated ? it.comparison().negated() : it.comparison();
            return compare(it.column(), comparison, it.value());
        }
        if (predicate instanceof FilterPredicate.Same it) {
            return negated
                    ? Condition.any(
                            List.of(
                                    compare(it.column(), FilterComparison.NOT_EQUAL, it.value()),
                                    nullness(it.column(), true)))
                    : compare(it.column(), FilterComparison.EQUAL, it.value());
        }
        if (predicate instanceof FilterPredicate.OneOf it) {
            return isOneOf(it, negated);
        }
        return predicate instanceof FilterPredicate.StartsWith it
                ? columns.filter(it.column())
                        .flatMap(filter -> filter.startsWith(it.prefix(), negated))
                : Optional.empty();
    }

    private Optional<Condition> combined(
            List<FilterPredicate> parts, boolean negated, boolean conjunction) {
        List<Optional<Condition>> conditions =
                parts.stream().map(part -> translate(part, negated)).toList();
        return conjunction ? Condition.all(conditions) : Condition.any(conditions);
    }

    private Optional<Condition> nullness(String column, boolean isNull) {
        return columns.filter(column)
                .flatMap(filter -> isNull ? filter.isNull() : filter.isNotNull());
    }

    private Optional<Condition> compare(String column, FilterComparison comparison, Object value) {
        return columns.filter(column).flatMap(filter -> filter.compare(comparison, value));
    }

    private Optional<Condition> isOneOf(FilterPredicate.OneOf it, boolean negated) {
        return it.values().isEmpty() || it.values().size() > MAX_ALTERNATIVES
                ? Optional.empty()
                : columns.filter(it.column())
                        .flatMap(
                                filter ->
                                        negated
                                                ? filter.isNoneOf(it.values())
                                                : filter.isOneOf(it.values()));
    }
}
