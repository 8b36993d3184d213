package dev.aerospikearrow.client.telemetry;

import java.util.ArrayList;
import java.util.List;

/** A table as text, whose columns are as wide as what is in them. */
public final class AlignedTable {
    private final List<List<String>> lines = new ArrayList<>();

    /** A table with these heads. */
    public AlignedTable(String... heads) {
        lines.add(List.of(heads));
    }

    /** Adds a line with as many cells as there are heads. */
    public void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    /** Whether there is nothing but heads. */
    public boolean isEmpty() {
        return lines.size() == 1;
    }

    /** The lines, each with its end; columns of numbers to the right, others to the left. */
    @Override
    public String toString() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numbers[column] = column > 0;
            for (List<String> line : lines) {
                String cell = line.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                numbers[column] &=
                        line == lines.get(0)
                                || !cell.isEmpty() && Character.isDigit(cell.charAt(0));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = line.get(column);
                String room = " ".repeat(widths[column] - cell.length());
                row.append(column == 0 ? "" : "  ");
                row.append(numbers[column] ? room + cell : cell + room);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
