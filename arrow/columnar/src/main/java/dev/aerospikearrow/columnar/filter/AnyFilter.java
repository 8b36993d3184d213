package dev.aerospikearrow.columnar.filter;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import java.util.Optional;

/** Columns about which the server is asked no more than whether their bin is there. */
final class AnyFilter extends BinFilter {
    AnyFilter(String binName, OnMismatch onMismatch) {
        super(binName, onMismatch);
    }

    @Override
    Optional<Condition> matching(FilterComparison comparison, Object value) {
        return Optional.empty();
    }

    @Override
    Expression misfits() {
        return Expressions.binExists(binName());
    }

    @Override
    Optional<Condition> isNull() {
        return Optional.empty();
    }

    @Override
    Optional<Condition> isNotNull() {
        return Optional.of(new Condition(Expressions.binExists(binName()), false));
    }
}
