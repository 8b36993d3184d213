package dev.aerospikearrow.columnar.filter;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.boolBin;
import static dev.aerospikearrow.expression.Expressions.equal;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.not;
import static dev.aerospikearrow.expression.Expressions.or;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.expression.Expression;
import java.util.Optional;

/** Columns of booleans: filled from booleans, and from the integers 0 and 1. */
final class BooleanFilter extends BinFilter {
    BooleanFilter(String binName, OnMismatch onMismatch) {
        super(binName, onMismatch);
    }

    @Override
    Optional<Condition> matching(FilterComparison comparison, Object value) {
        if (comparison != FilterComparison.EQUAL && comparison != FilterComparison.NOT_EQUAL) {
            return Optional.empty();
        }
        boolean wanted = (Boolean) value == (comparison == FilterComparison.EQUAL);
        Expression bool = boolBin(binName());
        Expression integer = equal(intBin(binName()), literal(wanted ? 1 : 0));
        return Optional.of(new Condition(or(wanted ? bool : not(bool), integer), true));
    }

    @Override
    Expression misfits() {
        return and(binExists(binName()), not(fits()));
    }

    /** True or false of every record, never unknown. */
    private Expression fits() {
        Expression zeroOrOne =
                or(equal(intBin(binName()), literal(0)), equal(intBin(binName()), literal(1)));
        return or(hasType(ParticleType.BOOL), and(hasType(ParticleType.INTEGER), zeroOrOne));
    }

    @Override
    Optional<Condition> isNull() {
        return Optional.of(new Condition(not(fits()), !keepsMisfits()));
    }

    @Override
    Optional<Condition> isNotNull() {
        return keepsMisfits()
                ? Optional.of(new Condition(binExists(binName()), false))
                : Optional.of(new Condition(fits(), true));
    }
}
