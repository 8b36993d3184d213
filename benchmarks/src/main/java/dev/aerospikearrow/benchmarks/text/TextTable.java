package dev.aerospikearrow.benchmarks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text under headings, in columns as wide as they must be, as Markdown. */
public final class TextTable {
    private final int textColumns;
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param textColumns how many columns, from the first on, are aligned to the left; the others,
     *     which hold numbers, are aligned to the right
     */
    public TextTable(int textColumns, String... headings) {
        this.textColumns = textColumns;
        this.headings = List.of(headings);
    }

    /** Appends a row with a cell for every heading. */
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "A row has " + headings.size() + " cells, but found " + cells.length + ".");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        List<List<String>> all = new ArrayList<>();
        all.add(headings);
        all.addAll(rows);
        int[] widths =
                IntStream.range(0, headings.size())
                        .map(
                                i ->
                                        all.stream()
                                                .mapToInt(row -> Style.width(row.get(i)))
                                                .max()
                                                .orElse(0))
                        .toArray();
        StringBuilder text = new StringBuilder();
        append(text, headings, widths);
        for (int i = 0; i < widths.length; i++) {
            String dashes = "-".repeat(widths[i] + 1);
            text.append(i < textColumns ? "|-" + dashes : "|" + dashes + ":");
        }
        text.append("|\n");
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - Style.width(row.get(i)));
            text.append("| ");
            text.append(i < textColumns ? row.get(i) + padding : padding + row.get(i)).append(' ');
        }
        text.append("|\n");
    }
}
