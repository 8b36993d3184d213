package dev.aerospikearrow.columnar.filter;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.floatBin;
import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.greaterOrEqual;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.lessOrEqual;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.not;
import static dev.aerospikearrow.expression.Expressions.or;
import static dev.aerospikearrow.expression.Expressions.toFloat;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.expression.Expression;
import java.util.Optional;

/**
 * Columns of doubles, which integers fit if a double has the same value. Up to 2<sup>53</sup> all
 * of them do; of larger ones the server is not asked, and the engine sees them all.
 */
final class DoubleFilter extends BinFilter {
    private static final long EXACT_LIMIT = 1L << 53;

    DoubleFilter(String binName, OnMismatch onMismatch) {
        super(binName, onMismatch);
    }

    @Override
    Optional<Condition> matching(FilterComparison comparison, Object value) {
        double wanted = (Double) value;
        if (Double.isNaN(wanted)) {
            return Optional.empty();
        }
        Expression doubles = comparison.ofDoubles(floatBin(binName()), literal(wanted));
        Expression integers = comparison.of(toFloat(intBin(binName())), literal(wanted));
        Expression above = greater(intBin(binName()), literal(EXACT_LIMIT));
        Expression below = less(intBin(binName()), literal(-EXACT_LIMIT));
        return Optional.of(new Condition(or(doubles, integers, above, below), false));
    }

    @Override
    Expression misfits() {
        return hasTypeBeyond(ParticleType.DOUBLE, ParticleType.INTEGER);
    }

    @Override
    Optional<Condition> isNull() {
        Expression fits =
                or(
                        hasType(ParticleType.DOUBLE),
                        and(
                                hasType(ParticleType.INTEGER),
                                greaterOrEqual(intBin(binName()), literal(-EXACT_LIMIT)),
                                lessOrEqual(intBin(binName()), literal(EXACT_LIMIT))));
        return Optional.of(new Condition(not(fits), false));
    }

    @Override
    Optional<Condition> isNotNull() {
        return Optional.of(new Condition(binExists(binName()), false));
    }
}
