package dev.aerospikearrow.columnar.filter;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.binType;
import static dev.aerospikearrow.expression.Expressions.equal;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.notEqual;
import static dev.aerospikearrow.expression.Expressions.or;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * The questions that the server can answer about a column's bin. A bin has values of any type, and
 * a column's value depends on the policy for those that do not fit it:
 *
 * <ul>
 *   <li>{@code null}: they are null, and no comparison is true of them. The server's condition can
 *       say the same.
 *   <li>{@code fail} and {@code coerce}: they fail the read, or are converted in ways that the
 *       server does not know. The server keeps such records, whatever the filter, so that what
 *       becomes of them does not depend on whether the filter is pushed down; the engine evaluates
 *       the filter again.
 * </ul>
 */
public abstract class BinFilter {
    private final String binName;
    private final OnMismatch onMismatch;

    BinFilter(String binName, OnMismatch onMismatch) {
        this.binName = binName;
        this.onMismatch = onMismatch;
    }

    final String binName() {
        return binName;
    }

    final OnMismatch onMismatch() {
        return onMismatch;
    }

    /** Whether records with values that do not fit must come through. */
    final boolean keepsMisfits() {
        return onMismatch != OnMismatch.NULL;
    }

    /**
     * A comparison of values that fit with a value of the column's type.
     *
     * @return empty if the server cannot be asked
     */
    abstract Optional<Condition> matching(FilterComparison comparison, Object value);

    /** The records whose values do not fit, or may not. */
    abstract Expression misfits();

    /** Whether the column is null. */
    abstract Optional<Condition> isNull();

    /** Whether the column is not null. */
    abstract Optional<Condition> isNotNull();

    /** Texts that start so, or do not. */
    Optional<Condition> startsWith(String prefix, boolean negated) {
        return Optional.empty();
    }

    /** The comparison is true of the column and a value. */
    final Optional<Condition> compare(FilterComparison comparison, Object value) {
        return matching(comparison, value).map(this::withMisfits);
    }

    /** The column is one of some values, one at least. */
    final Optional<Condition> isOneOf(List<Object> values) {
        return Condition.any(
                        values.stream().map(it -> matching(FilterComparison.EQUAL, it)).toList())
                .map(this::withMisfits);
    }

    /** The column is none of some values, one at least, and not null. */
    final Optional<Condition> isNoneOf(List<Object> values) {
        return Condition.all(
                        values.stream()
                                .map(it -> matching(FilterComparison.NOT_EQUAL, it))
                                .toList())
                .map(this::withMisfits);
    }

    final Condition withMisfits(Condition condition) {
        return keepsMisfits()
                ? new Condition(or(condition.expression(), misfits()), false)
                : condition;
    }

    final Expression hasType(int particleType) {
        return equal(binType(binName), literal(particleType));
    }

    /** The bin is there, and has another type than one. */
    final Expression hasTypeBeyond(int particleType) {
        return and(binExists(binName), notEqual(binType(binName), literal(particleType)));
    }

    /** The bin is there, and has none of two types. */
    final Expression hasTypeBeyond(int first, int second) {
        return and(
                binExists(binName),
                notEqual(binType(binName), literal(first)),
                notEqual(binType(binName), literal(second)));
    }
}
