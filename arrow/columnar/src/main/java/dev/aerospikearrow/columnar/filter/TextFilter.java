package dev.aerospikearrow.columnar.filter;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.greaterOrEqual;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.or;
import static dev.aerospikearrow.expression.Expressions.stringBin;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.expression.Expression;
import java.util.Optional;

/**
 * Columns of texts, which GeoJSON fits, too. Server and engines order texts alike, as unsigned
 * bytes. Texts that are not UTF-8 do not fit, which the server cannot tell: what it says of them
 * may be wrong, so that only equality is exact, and with the policy {@code coerce} it is not asked.
 */
final class TextFilter extends BinFilter {
    TextFilter(String binName, OnMismatch onMismatch) {
        super(binName, onMismatch);
    }

    @Override
    Optional<Condition> matching(FilterComparison comparison, Object value) {
        if (onMismatch() == OnMismatch.COERCE) {
            return Optional.empty();
        }
        String wanted = value.toString();
        Expression strings = comparison.of(stringBin(binName()), literal(wanted));
        if (comparison == FilterComparison.EQUAL && isNoJson(wanted)) {
            return Optional.of(new Condition(strings, true));
        }
        return Optional.of(new Condition(or(strings, hasType(ParticleType.GEOJSON)), false));
    }

    /** GeoJSON is an object, perhaps after spaces: no other text can be one. */
    static boolean isNoJson(String text) {
        return !text.isEmpty() && text.charAt(0) != '{' && text.charAt(0) > ' ';
    }

    @Override
    Expression misfits() {
        return hasTypeBeyond(ParticleType.STRING, ParticleType.GEOJSON);
    }

    @Override
    Optional<Condition> startsWith(String prefix, boolean negated) {
        if (onMismatch() == OnMismatch.COERCE || prefix.isEmpty()) {
            return Optional.empty();
        }
        Expression text = stringBin(binName());
        Optional<Expression> end = TextRange.endOf(prefix).map(limit -> literal(limit));
        Expression begin = literal(prefix);
        Expression condition;
        if (negated) {
            Expression before = less(text, begin);
            condition = end.map(limit -> or(before, greaterOrEqual(text, limit))).orElse(before);
        } else {
            Expression from = greaterOrEqual(text, begin);
            condition = end.map(limit -> and(from, less(text, limit))).orElse(from);
        }
        return Optional.of(
                withMisfits(new Condition(or(condition, hasType(ParticleType.GEOJSON)), false)));
    }

    @Override
    Optional<Condition> isNull() {
        return Optional.empty();
    }

    @Override
    Optional<Condition> isNotNull() {
        return Optional.of(new Condition(binExists(binName()), false));
    }
}
