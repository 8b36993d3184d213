package dev.aerospikearrow.examples.quickstart;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A chart of text: what both ways used for a record, as bars of the medians with their spread. */
final class Bars {
    private static final int WIDTH = 26;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    /** A quantity of a round. */
    private record Quantity(String name, String unit, ToDoubleFunction<Usage> perRound) {}

    private final List<Quantity> quantities;

    Bars(long recordsPerRound) {
        double records = recordsPerRound;
        quantities =
                List.of(
                        new Quantity(
                                "records a second", "", usage -> records * 1e9 / usage.nanos()),
                        new Quantity("CPU of a record", " ns", usage -> usage.cpuNanos() / records),
                        new Quantity(
                                "heap of a record", " B", usage -> usage.heapBytes() / records));
    }

    /** Three pairs of bars, and a sentence that compares them. */
    String format(Contest.Outcome<?> outcome) {
        StringBuilder text = new StringBuilder();
        double[] ratios = new double[quantities.size()];
        for (int i = 0; i < ratios.length; i++) {
            Quantity quantity = quantities.get(i);
            Spread ofColumns = Spread.of(outcome.columns(), quantity.perRound());
            Spread ofMaps = Spread.of(outcome.maps(), quantity.perRound());
            double most = Math.max(ofColumns.median(), ofMaps.median());
            line(text, quantity.name(), "columns", ofColumns, quantity.unit(), most);
            line(text, "", "maps", ofMaps, quantity.unit(), most);
            ratios[i] = ofColumns.median() / ofMaps.median();
        }
        return text
                + String.format(
                        Locale.ROOT,
                        "%n  Columns: %.1f times the rate (%d of %d rounds), %.0f %% of the CPU, %.0f %% of"
                                + " the heap%n",
                        ratios[0],
                        outcome.roundsWonByColumns(),
                        outcome.columns().size(),
                        100 * ratios[1],
                        100 * ratios[2]);
    }

    private static void line(
            StringBuilder text, String name, String way, Spread spread, String unit, double most) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %-17s %-8s %s %12s ±%.0f %%%n",
                        name,
                        way,
                        bar(most == 0 ? 0 : spread.median() / most),
                        String.format(Locale.ROOT, "%,.0f", spread.median()) + unit,
                        100 * spread.relative()));
    }

    /** A bar of that share of the width, to the eighth of a character. */
    static String bar(double share) {
        int eighths = (int) Math.round(share * WIDTH * 8);
        String full = "█".repeat(eighths / 8);
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return full + rest + " ".repeat(WIDTH - full.length() - rest.length());
    }
}
