package dev.aerospikearrow.examples.jupyter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that begins with {@code %%sql}: what follows is a query, whose rows are shown. The first
 * line may name the variable that has the JDBC connection; without, it is {@code duckdb}.
 */
final class SqlCell {
    private static final Pattern CELL =
            Pattern.compile(
                    "\\s*%%sql(?:[ \\t]+(?<connection>\\w+))?[ \\t]*\\R(?<query>[^\\x00]*)");

    private SqlCell() {}

    /** The Java that such a cell stands for; other cells are what they are. */
    static String toJava(String cell) {
        Matcher sql = CELL.matcher(cell);
        if (!sql.matches()) {
            return cell;
        }
        String connection = sql.group("connection") == null ? "duckdb" : sql.group("connection");
        return QueryTable.class.getName()
                + ".of("
                + connection
                + ", \""
                + literal(sql.group("query").strip())
                + "\")";
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }
}
