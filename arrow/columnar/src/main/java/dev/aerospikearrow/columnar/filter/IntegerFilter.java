package dev.aerospikearrow.columnar.filter;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.boolBin;
import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.greaterOrEqual;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.lessOrEqual;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.not;
import static dev.aerospikearrow.expression.Expressions.or;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.expression.Expression;
import java.util.Optional;

/**
 * Columns that are filled from integers: of 8 to 64 bits, which booleans fit as 0 and 1, and dates
 * and times, which they do not.
 */
final class IntegerFilter extends BinFilter {
    /** Whether booleans are values of the column. */
    enum Booleans {
        ARE_ZERO_AND_ONE,
        DO_NOT_FIT
    }

    private final long min;
    private final long max;
    private final Booleans booleans;

    /**
     * @param min the smallest value that fits
     * @param max the largest
     */
    IntegerFilter(String binName, OnMismatch onMismatch, long min, long max, Booleans booleans) {
        super(binName, onMismatch);
        this.min = min;
        this.max = max;
        this.booleans = booleans;
    }

    boolean takesBooleans() {
        return booleans == Booleans.ARE_ZERO_AND_ONE;
    }

    private boolean takesEveryLong() {
        return min == Long.MIN_VALUE && max == Long.MAX_VALUE;
    }

    @Override
    Optional<Condition> matching(FilterComparison comparison, Object value) {
        long wanted = ((Number) value).longValue();
        Expression condition = comparison.of(intBin(binName()), literal(wanted));
        if (!keepsMisfits() && !takesEveryLong() && comparison != FilterComparison.EQUAL) {
            condition = and(condition, isInRange());
        }
        if (takesBooleans()) {
            boolean one = comparison.holds(1, wanted);
            boolean zero = comparison.holds(0, wanted);
            if (one && zero) {
                condition = or(condition, hasType(ParticleType.BOOL));
            } else if (one) {
                condition = or(condition, boolBin(binName()));
            } else if (zero) {
                condition = or(condition, not(boolBin(binName())));
            }
        }
        return Optional.of(new Condition(condition, true));
    }

    private Expression isInRange() {
        return and(
                greaterOrEqual(intBin(binName()), literal(min)),
                lessOrEqual(intBin(binName()), literal(max)));
    }

    @Override
    Expression misfits() {
        Expression otherTypes =
                takesBooleans()
                        ? hasTypeBeyond(ParticleType.INTEGER, ParticleType.BOOL)
                        : hasTypeBeyond(ParticleType.INTEGER);
        return takesEveryLong()
                ? otherTypes
                : or(
                        otherTypes,
                        less(intBin(binName()), literal(min)),
                        greater(intBin(binName()), literal(max)));
    }

    /** True or false of every record, never unknown. */
    private Expression fits() {
        Expression integer = hasType(ParticleType.INTEGER);
        if (!takesEveryLong()) {
            integer = and(integer, isInRange());
        }
        return takesBooleans() ? or(integer, hasType(ParticleType.BOOL)) : integer;
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
