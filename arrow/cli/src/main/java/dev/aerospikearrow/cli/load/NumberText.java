package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.data.MessageValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A number of a file that is no integer of 64 bits, or not written as one: digits, perhaps a point,
 * perhaps an exponent.
 *
 * @param text as the file has it
 */
record NumberText(String text) {
    /** Up to so many digits, a number of everyday size is never changed by a double. */
    private static final int SAFE_DIGITS = 15;

    /** Exponents beyond are no use to anybody, and would take all memory when written out. */
    private static final int EXPONENT_LIMIT = 10_000;

    /** Whether an integer is what the file has: none has the sign of -0, which a double has. */
    boolean isInteger() {
        return !text.equals("-0") && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
    }

    /**
     * The number itself.
     *
     * @throws MisfitException if its exponent is beyond all measure
     * @throws NumberFormatException if it is no number
     */
    BigDecimal exact() {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > EXPONENT_LIMIT) {
            throw new MisfitException(
                    MessageValues.shown(text, "the number")
                            + " has an exponent beyond all measure.");
        }
        return number;
    }

    /**
     * The integer of a list or map, whose elements have a place up to 2^64-1.
     *
     * @throws MisfitException if it is larger, or negative with more than 64 bits
     */
    Object element() {
        BigInteger number = exact().toBigIntegerExact();
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw new MisfitException(
                    JsonText.named("the integer", text) + " has more than 64 bits.");
        }
        return number;
    }

    /** Whether a double, rounded to as many digits as the file has, is what the file has. */
    boolean isExactAs(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        BigDecimal number = exact();
        double size = Math.abs(value);
        if (number.precision() <= SAFE_DIGITS && size > 1e-290 && size < 1e290) {
            return true;
        }
        return isTextOf(number, new BigDecimal(value), Double.toString(value));
    }

    /** The same for a float. */
    boolean isExactAs(float value) {
        return !Float.isNaN(value)
                && !Float.isInfinite(value)
                && isTextOf(exact(), new BigDecimal(value), Float.toString(value));
    }

    /**
     * Rounded to these digits; or as Java 17 writes it, which does not always round to the nearest.
     */
    private static boolean isTextOf(BigDecimal number, BigDecimal value, String text) {
        return value.round(new MathContext(number.precision())).compareTo(number) == 0
                || new BigDecimal(text).compareTo(number) == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
