package dev.aerospikearrow.protocol.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that there is not. */
public final class Nearest {
    private Nearest() {}

    /**
     * The name that is most like a text: the same in another case, or with a few characters
     * inserted, left out, replaced or exchanged; of names that are equally like it, the one that
     * begins like it. Empty if none is like it.
     */
    public static Optional<String> to(String text, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(text, name) <= Math.max(1, text.length() / 3))
                .min(
                        Comparator.<String>comparingInt(name -> distance(text, name))
                                .thenComparing(
                                        Comparator.comparingInt(
                                                        (String name) -> commonStart(text, name))
                                                .reversed())
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static int commonStart(String text, String name) {
        int length = Math.min(text.length(), name.length());
        while (!text.regionMatches(true, 0, name, 0, length)) {
            length--;
        }
        return length;
    }

    /** How many characters differ; two neighbours that are exchanged are one. */
    static int distance(String text, String name) {
        String from = text.toLowerCase(Locale.ROOT);
        String to = name.toLowerCase(Locale.ROOT);
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                steps[i][j] =
                        Math.min(
                                steps[i - 1][j - 1] + replaced,
                                Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }

    /** A question for a message, with a blank before it; empty if no name is like the text. */
    public static String question(String text, Collection<String> names) {
        return to(text, names).map(name -> " Did you mean " + name + "?").orElse("");
    }
}
