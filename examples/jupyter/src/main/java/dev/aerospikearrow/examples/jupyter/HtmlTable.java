package dev.aerospikearrow.examples.jupyter;

import java.util.List;
import java.util.Locale;

/**
 * A table for a web page. Immutable.
 *
 * @param caption what it is, in a line above
 * @param columns its columns, from the left
 * @param rows the cells of each row that is shown; null has {@link #NULL}
 * @param rowCount how many rows there are, shown or not
 */
record HtmlTable(String caption, List<Column> columns, List<List<String>> rows, long rowCount) {
    /** What stands for null in a cell. */
    static final String NULL = "\0";

    /** How many rows are shown; a page is for people. */
    static final int MAX_ROWS = 20;

    /** Where the texts of a column stand. */
    enum Align {
        LEFT,
        RIGHT
    }

    /**
     * A column.
     *
     * @param name its header
     * @param type in small print below
     * @param align where its texts stand
     */
    record Column(String name, String type, Align align) {}

    HtmlTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    String toHtml() {
        StringBuilder html = new StringBuilder("<table>");
        html.append("<caption style=\"text-align:left;white-space:pre-line\">")
                .append(escaped(caption))
                .append("</caption><thead><tr>");
        for (Column column : columns) {
            html.append("<th style=\"text-align:").append(align(column)).append("\">");
            html.append(escaped(column.name()))
                    .append("<br><span style=\"font-weight:normal;color:#808080\">")
                    .append(escaped(column.type()))
                    .append("</span></th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                html.append("<td style=\"text-align:").append(align(columns.get(i))).append("\">");
                html.append(cell(row.get(i))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (rowCount > rows.size()) {
            html.append(
                    String.format(Locale.ROOT, "<p>%,d of %,d rows</p>", rows.size(), rowCount));
        }
        return html.toString();
    }

    private static String align(Column column) {
        return column.align().name().toLowerCase(Locale.ROOT);
    }

    private static String cell(String text) {
        return text.equals(NULL) ? "<span style=\"color:#a0a0a0\">null</span>" : escaped(text);
    }

    /** What the data hold is text, whatever it looks like. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
