package dev.aerospikearrow.cli.file;

/**
 * A guard that marks texts of CSV which spreadsheets would take for formulas with an apostrophe in
 * front, and counts them. Not thread-safe.
 */
public final class FormulaGuard {
    private static final String FIRST = "=+-@\t\r";

    private final boolean marks;
    private long count;

    private FormulaGuard(boolean marks) {
        this.marks = marks;
    }

    /** Texts stay as they are. */
    public static FormulaGuard off() {
        return new FormulaGuard(false);
    }

    /** Texts are marked. */
    public static FormulaGuard on() {
        return new FormulaGuard(true);
    }

    /** Marks the field of CSV that begins at {@code start}, if it needs that. */
    void apply(StringBuilder csv, int start) {
        if (!marks || start == csv.length()) {
            return;
        }
        int first = csv.charAt(start) == '"' ? start + 1 : start;
        if (first < csv.length() && FIRST.indexOf(csv.charAt(first)) >= 0) {
            csv.insert(first, '\'');
            count++;
        }
    }

    /** How many texts were marked. */
    public long count() {
        return count;
    }
}
