package dev.aerospikearrow.examples.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Rows as a table for people. */
final class TextRows {
    private TextRows() {}

    static String table(String[] columns, List<Row> rows) {
        List<String[]> lines = new ArrayList<>();
        lines.add(columns);
        for (Row row : rows) {
            String[] line = new String[columns.length];
            for (int column = 0; column < columns.length; column++) {
                line[column] = String.valueOf(row.get(column));
            }
            lines.add(line);
        }
        int[] widths = new int[columns.length];
        for (String[] line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line[column].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                padded.append("  ").append(line[column]);
                padded.append(" ".repeat(widths[column] - line[column].length()));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
