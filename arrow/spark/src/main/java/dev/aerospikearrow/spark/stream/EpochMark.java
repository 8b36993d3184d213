package dev.aerospikearrow.spark.stream;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.greaterOrEqual;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.not;
import static dev.aerospikearrow.expression.Expressions.or;
import static dev.aerospikearrow.expression.Expressions.stringBin;

import dev.aerospikearrow.expression.Expression;
import java.util.Locale;

/**
 * A mark of who has written a record last: the text {@code spark:QUERY:EPOCH}, which the records of
 * a streaming query have in a bin of their own. Epochs have twelve digits, so that the marks of one
 * query are ordered as texts are.
 *
 * @param queryId of the streaming query, as its checkpoint has it
 * @param epoch from 0 on
 */
record EpochMark(String queryId, long epoch) {
    private static final String PREFIX = "spark:";

    /** The first text after all that begin with {@link #PREFIX}. */
    private static final String PREFIX_END = "spark;";

    String text() {
        return ofQuery() + String.format(Locale.ROOT, "%012d", epoch);
    }

    private String ofQuery() {
        return PREFIX + queryId + ":";
    }

    /** Whether a text is a mark. */
    static boolean isMark(String text) {
        return text.startsWith(PREFIX);
    }

    /** Whether a text is a mark of the same query, of this epoch or another. */
    boolean isOfSameQuery(String text) {
        return text.startsWith(ofQuery());
    }

    /**
     * The condition of a record that this epoch has not written yet: it has no mark, an older one,
     * or one of another query. A bin that has anything but a mark does not satisfy it.
     */
    Expression isMissing(String bin) {
        Expression mark = stringBin(bin);
        return or(
                not(binExists(bin)),
                and(
                        greaterOrEqual(mark, literal(PREFIX)),
                        less(mark, literal(PREFIX_END)),
                        or(
                                less(mark, literal(text())),
                                greaterOrEqual(mark, literal(PREFIX + queryId + ";")))));
    }
}
