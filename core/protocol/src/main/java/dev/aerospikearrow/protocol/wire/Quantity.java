package dev.aerospikearrow.protocol.wire;

import java.util.Locale;

/** Numbers with what they count, for people: {@code 1 row}, {@code 2 rows}. */
public final class Quantity {
    private Quantity() {}

    /** A number of things whose plural ends in s. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** A number of things whose plural is a word of its own, or that have no plural. */
    public static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** A number of things with thousands apart: {@code 1,000 rows}. */
    public static String grouped(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : one + "s");
    }

    /** The verb that goes with a number of things: {@code is}, {@code are}. */
    public static String verb(long count, String ofOne, String ofMany) {
        return count == 1 ? ofOne : ofMany;
    }
}
