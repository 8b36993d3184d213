package dev.aerospikearrow.columnar;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A printer of the first rows of a record batch, as a table of plain text.
 *
 * <pre>
 * ┌───────┬────────┐
 * │ price │ city   │
 * │ Int64 │ Utf8   │
 * ├───────┼────────┤
 * │    12 │ Zürich │
 * │  null │ Bern   │
 * └───────┴────────┘
 * 2 rows
 * </pre>
 *
 * Numbers are on the right. Cells that are too long end in {@code …}; columns for which a line has
 * no room are named below the table. Null is {@code null}, and a text of these four letters is
 * quoted. Immutable.
 */
public final class TablePrinter {
    /** Default number of rows. */
    public static final int DEFAULT_MAX_ROWS = 10;

    /** Default width of a line, in characters. */
    public static final int DEFAULT_MAX_WIDTH = 120;

    /** Default width of a column, in characters. */
    public static final int DEFAULT_MAX_COLUMN_WIDTH = 32;

    /** Prints with the defaults. */
    public static final TablePrinter DEFAULT =
            new TablePrinter(DEFAULT_MAX_ROWS, DEFAULT_MAX_WIDTH, DEFAULT_MAX_COLUMN_WIDTH);

    /** A column's border and the spaces beside its cells. */
    private static final int FRAME_WIDTH = 3;

    private final int maxRows;
    private final int maxWidth;
    private final int maxColumnWidth;

    private TablePrinter(int maxRows, int maxWidth, int maxColumnWidth) {
        this.maxRows = maxRows;
        this.maxWidth = maxWidth;
        this.maxColumnWidth = maxColumnWidth;
    }

    /** The same with another number of rows, 0 or more. */
    public TablePrinter withMaxRows(int rows) {
        return new TablePrinter(atLeast(0, "rows", rows), maxWidth, maxColumnWidth);
    }

    /** The same with another width of a line; at least one column is shown in any case. */
    public TablePrinter withMaxWidth(int characters) {
        return new TablePrinter(maxRows, atLeast(1, "characters", characters), maxColumnWidth);
    }

    /** The same with another width of a column. */
    public TablePrinter withMaxColumnWidth(int characters) {
        return new TablePrinter(maxRows, maxWidth, atLeast(1, "characters", characters));
    }

    private static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "A table has " + least + " or more " + what + ", but found " + value + ".");
        }
        return value;
    }

    /**
     * One value as the cells of tables show it, in full width: looked up if it is an index into one
     * of the dictionaries; what only an index is known of says so. Long lists, maps and byte
     * strings are cut off.
     *
     * @param row a row of the vector
     */
    public static String cell(FieldVector vector, DictionaryProvider dictionaries, int row) {
        return CellText.of(vector, dictionaries, row);
    }

    /** The first rows of a batch. */
    public String format(ColumnarBatch batch) {
        return format(batch.root(), batch.dictionaries());
    }

    /** The first rows of any record batch. */
    public String format(VectorSchemaRoot root) {
        return format(root, new MapDictionaryProvider());
    }

    /** The first rows of a record batch, with texts for the indices of its dictionaries. */
    public String format(VectorSchemaRoot root, DictionaryProvider dictionaries) {
        int rowCount = Math.min(maxRows, root.getRowCount());
        List<TextColumn> columns = new ArrayList<>();
        List<String> left = new ArrayList<>();
        int width = 1;
        for (FieldVector vector : root.getFieldVectors()) {
            TextColumn column = left.isEmpty() ? column(vector, dictionaries, rowCount) : null;
            if (column != null
                    && (columns.isEmpty() || width + column.width() + FRAME_WIDTH <= maxWidth)) {
                columns.add(column);
                width += column.width() + FRAME_WIDTH;
            } else {
                left.add(vector.getName());
            }
        }
        StringBuilder text = new StringBuilder();
        if (!columns.isEmpty()) {
            appendTable(text, columns, rowCount);
        }
        return text.append(footer(root.getRowCount(), rowCount, left)).toString();
    }

    private static String footer(int rowCount, int shownRows, List<String> left) {
        StringBuilder text = new StringBuilder();
        if (shownRows < rowCount) {
            text.append("first ").append(shownRows).append(" of ");
        }
        text.append(Quantity.of(rowCount, "row"));
        if (!left.isEmpty()) {
            text.append(", not shown: ").append(String.join(", ", left));
        }
        return text.append('\n').toString();
    }

    private static void appendTable(StringBuilder text, List<TextColumn> columns, int rowCount) {
        appendRule(text, columns, "┌", "┬", "┐");
        for (int line = 0; line < TextColumn.HEADER_LINES + rowCount; line++) {
            if (line == TextColumn.HEADER_LINES) {
                appendRule(text, columns, "├", "┼", "┤");
            }
            for (TextColumn column : columns) {
                text.append("│ ").append(column.line(line)).append(' ');
            }
            text.append("│\n");
        }
        appendRule(text, columns, "└", "┴", "┘");
    }

    private static void appendRule(
            StringBuilder text, List<TextColumn> columns, String start, String middle, String end) {
        text.append(
                columns.stream()
                        .map(column -> "─".repeat(column.width() + 2))
                        .collect(Collectors.joining(middle, start, end + "\n")));
    }

    private TextColumn column(FieldVector vector, DictionaryProvider dictionaries, int rowCount) {
        Field field = vector.getField();
        List<String> lines = new ArrayList<>();
        lines.add(DisplayWidth.fit(field.getName(), maxColumnWidth));
        lines.add(DisplayWidth.fit(TypeNames.of(field), maxColumnWidth));
        for (int row = 0; row < rowCount; row++) {
            lines.add(DisplayWidth.fit(CellText.of(vector, dictionaries, row), maxColumnWidth));
        }
        int width = lines.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        return new TextColumn(lines, width, isNumber(field.getType()));
    }

    private static boolean isNumber(ArrowType type) {
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    /** A column's name, type and cells, each short enough for the width. */
    private record TextColumn(List<String> lines, int width, boolean alignedRight) {
        static final int HEADER_LINES = 2;

        String line(int index) {
            String line = lines.get(index);
            String padding = " ".repeat(width - DisplayWidth.of(line));
            return alignedRight ? padding + line : line + padding;
        }
    }
}
