package dev.aerospikearrow.spark.scan;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.digestModulo;
import static dev.aerospikearrow.expression.Expressions.greaterOrEqual;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.or;

import dev.aerospikearrow.expression.Expression;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A sample of a set by the digests of its records, which are as good as random: samples of one seed
 * that have no share in common have no record in common, and together they have all.
 *
 * @param first the first of a million shares
 * @param count how many of them, from there on and from the start again
 */
record DigestSample(int first, int count) {
    private static final int SHARES = 1_000_000;

    /**
     * The records between two fractions of the set, in an order that the seed makes.
     *
     * @param from 0 to 1
     * @param to 0 to 1
     */
    static DigestSample of(double from, double to, long seed) {
        int begin = share(from);
        int start = new SplittableRandom(seed).nextInt(SHARES);
        return new DigestSample((start + begin) % SHARES, share(to) - begin);
    }

    private static int share(double fraction) {
        return (int) Math.round(Math.max(0, Math.min(1, fraction)) * SHARES);
    }

    /** The same for the nodes; empty for all records. */
    Optional<Expression> expression() {
        if (count >= SHARES) {
            return Optional.empty();
        }
        Expression share = digestModulo(SHARES);
        int end = first + count;
        Expression isBehindFirst = greaterOrEqual(share, literal(first));
        return Optional.of(
                end <= SHARES
                        ? and(isBehindFirst, less(share, literal(end)))
                        : or(isBehindFirst, less(share, literal(end - SHARES))));
    }

    /** For plans. */
    @Override
    public String toString() {
        return count / (SHARES / 100.0) + " %";
    }
}
