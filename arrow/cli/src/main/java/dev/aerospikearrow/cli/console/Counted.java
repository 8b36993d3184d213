package dev.aerospikearrow.cli.console;

import java.util.Locale;

/** Numbers of things, for people. */
public final class Counted {
    private Counted() {}

    /** {@code 1 row}, {@code 20,000 rows}. */
    public static String text(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    /** The verb that goes with a number of things: {@code is}, {@code are}. */
    public static String verb(long count, String ofOne, String ofMany) {
        return count == 1 ? ofOne : ofMany;
    }
}
