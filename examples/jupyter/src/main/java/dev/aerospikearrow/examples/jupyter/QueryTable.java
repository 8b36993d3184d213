package dev.aerospikearrow.examples.jupyter;

import dev.aerospikearrow.examples.jupyter.HtmlTable.Align;
import dev.aerospikearrow.examples.jupyter.HtmlTable.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first rows of a query's result, to be shown in a cell. Holds nothing of the database's. */
public final class QueryTable {
    private final HtmlTable table;

    private QueryTable(HtmlTable table) {
        this.table = table;
    }

    /**
     * Runs a query.
     *
     * @param connection stays the caller's
     */
    public static QueryTable of(Connection connection, String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            double millis = (System.nanoTime() - start) / 1e6;
            ResultSetMetaData shape = rows.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(
                        new Column(
                                shape.getColumnName(i),
                                shape.getColumnTypeName(i),
                                align(shape.getColumnType(i))));
            }
            List<List<String>> shown = new ArrayList<>();
            long rowCount = 0;
            while (rows.next()) {
                if (rowCount++ < HtmlTable.MAX_ROWS) {
                    shown.add(cells(rows, columns.size()));
                }
            }
            String caption =
                    String.format(
                            Locale.ROOT,
                            "%,d %s in %.0f ms",
                            rowCount,
                            rowCount == 1 ? "row" : "rows",
                            millis);
            return new QueryTable(new HtmlTable(caption, columns, shown, rowCount));
        }
    }

    private static List<String> cells(ResultSet rows, int count) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String text = rows.getString(i);
            cells.add(text == null ? HtmlTable.NULL : text);
        }
        return cells;
    }

    private static Align align(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Align.RIGHT;
            case Types.FLOAT, Types.REAL, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> Align.RIGHT;
            default -> Align.LEFT;
        };
    }

    HtmlTable table() {
        return table;
    }

    /** How many rows there are. */
    @Override
    public String toString() {
        return table.caption();
    }
}
