package dev.aerospikearrow.cli.load;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The evidence of what all values of a CSV column could be: integers, doubles or booleans only if
 * each of them is written the one way that such a value is written, so that nothing of the text is
 * lost. {@code 0007}, {@code " 8"}, {@code 1.10} make a column of texts.
 */
final class ColumnEvidence {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    /** As Python has it: {@code 1e+16}, {@code -2.5e-07}. */
    private static final Pattern EXPONENT =
            Pattern.compile("-?[1-9](\\.[0-9]*[1-9])?e[+-][0-9]{2,3}");

    /** Up to here every integer is exact as a double. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private enum Kind {
        INTEGER,
        DOUBLE,
        BOOL,
        TEXT
    }

    private boolean integers = true;
    private boolean doubles = true;
    private boolean bools = true;
    private boolean plainIntegers;
    private boolean pointZeros;
    private long count;
    private Optional<Reason> reason = Optional.empty();

    /** The value that made the column one of texts, after others that were numbers. */
    private record Reason(String value, long line) {}

    /**
     * @param value as the file has it, without quotes
     */
    void add(String value, long line) {
        if (integers || doubles || bools) {
            boolean hadKind = count > 0;
            consider(value);
            if (hadKind && !integers && !doubles && !bools) {
                reason = Optional.of(new Reason(value, line));
            }
        }
        count++;
    }

    private void consider(String value) {
        boolean integer = isInteger(value);
        integers &= integer;
        bools &= value.equals("true") || value.equals("false");
        if (integer) {
            plainIntegers = true;
            long number = Long.parseLong(value);
            doubles &= number >= -EXACT_IN_DOUBLE && number <= EXACT_IN_DOUBLE;
        } else {
            pointZeros |= value.endsWith(".0");
            doubles &= doubles && isDouble(value);
        }
        // 1 and 1.0 are the same double, so one of them would come back as the other.
        doubles &= !(plainIntegers && pointZeros);
    }

    static boolean isInteger(String value) {
        if (!INTEGER.matcher(value).matches()) {
            return false;
        }
        try {
            return Long.toString(Long.parseLong(value)).equals(value);
        } catch (NumberFormatException e) {
            return false; // 19 digits can be too many.
        }
    }

    /** Whether it is the one text of a double, as Java, Python or a spreadsheet writes it. */
    private static boolean isDouble(String value) {
        switch (value) {
            case "NaN", "Infinity", "-Infinity":
                return true;
            default:
                break;
        }
        if (value.isEmpty() || value.length() > 40 || !isNumeric(value.charAt(0))) {
            return false;
        }
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return false;
        }
        if (!Character.isDigit(value.charAt(value.length() - 1)) || Double.isInfinite(number)) {
            return false; // Java also reads 1.5d.
        }
        String shortest = Double.toString(number);
        return value.equals(shortest)
                || value.equals(new BigDecimal(shortest).toPlainString())
                || EXPONENT.matcher(value).matches() && new NumberText(value).isExactAs(number);
    }

    private static boolean isNumeric(char first) {
        return first == '-' || first >= '0' && first <= '9';
    }

    private Kind kind() {
        if (count == 0) {
            return Kind.TEXT;
        }
        if (integers) {
            return Kind.INTEGER;
        }
        if (doubles) {
            return Kind.DOUBLE;
        }
        return bools ? Kind.BOOL : Kind.TEXT;
    }

    BinType type() {
        return switch (kind()) {
            case INTEGER -> value -> Long.valueOf((String) value);
            case DOUBLE -> value -> Double.valueOf((String) value);
            case BOOL -> value -> Boolean.valueOf((String) value);
            case TEXT -> DeclaredType::text;
        };
    }

    /** {@code code is string because of "0007" in line 12}; empty if there is nothing to say. */
    Optional<String> note(String column) {
        return reason.map(
                found ->
                        String.format(
                                Locale.ROOT,
                                "%s string, because of %s in line %,d",
                                column,
                                JsonText.describe(found.value()),
                                found.line()));
    }

    String typeName() {
        return switch (kind()) {
            case INTEGER -> "int";
            case DOUBLE -> "double";
            case BOOL -> "bool";
            case TEXT -> "string";
        };
    }
}
