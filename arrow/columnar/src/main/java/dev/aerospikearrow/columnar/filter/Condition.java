package dev.aerospikearrow.columnar.filter;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import java.util.List;
import java.util.Optional;

/**
 * A condition for the server that is true of every record whose row the engine keeps.
 *
 * @param expression the condition; unknown counts as false
 * @param exact whether it is true of no others, so that the engine need not look again
 */
public record Condition(Expression expression, boolean exact) {

    /**
     * All of some conditions; those alone that the server can be asked, if it cannot be asked all.
     */
    public static Optional<Condition> all(List<Optional<Condition>> parts) {
        List<Condition> known = parts.stream().flatMap(Optional::stream).toList();
        boolean complete = known.size() == parts.size();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Condition(
                                allOf(known.stream().map(Condition::expression).toList()),
                                complete && known.stream().allMatch(Condition::exact)));
    }

    /** One of some conditions, if the server can be asked all of them. */
    public static Optional<Condition> any(List<Optional<Condition>> parts) {
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Condition> known = parts.stream().flatMap(Optional::stream).toList();
        return Optional.of(
                new Condition(
                        anyOf(known.stream().map(Condition::expression).toList()),
                        known.stream().allMatch(Condition::exact)));
    }

    /** One expression at least. */
    public static Expression allOf(List<Expression> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : Expressions.and(parts.get(0), parts.get(1), further(parts));
    }

    private static Expression anyOf(List<Expression> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : Expressions.or(parts.get(0), parts.get(1), further(parts));
    }

    private static Expression[] further(List<Expression> parts) {
        return parts.subList(2, parts.size()).toArray(Expression[]::new);
    }
}
