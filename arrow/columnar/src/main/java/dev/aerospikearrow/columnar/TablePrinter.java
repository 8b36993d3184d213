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
        Rows rows = collect();
        rows.add(root, dictionaries);
        return rows.table(maxWidth);
    }

    /**
     * Returns an empty collection of rows, for those of several record batches in one table: as
     * many as this printer prints.
     */
    public Rows collect() {
        return new Rows(this);
    }

    /**
     * Rows of record batches of one schema, of which the first are kept as texts: as many as the
     * table may have. The others are counted. Not thread-safe.
     */
    public static final class Rows {
        private final TablePrinter printer;
        private final List<TextColumn> columns = new ArrayList<>();
        private long rowCount;

        private Rows(TablePrinter printer) {
            this.printer = printer;
        }

        /** Adds the rows of a record batch, which stays the caller's. */
        public void add(VectorSchemaRoot root, DictionaryProvider dictionaries) {
            if (columns.isEmpty()) {
                root.getFieldVectors().forEach(vector -> columns.add(new TextColumn(vector)));
            }
            int kept = (int) Math.min(root.getRowCount(), printer.maxRows - shownRows());
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(root.getVector(i), dictionaries, kept);
            }
            rowCount += root.getRowCount();
        }

        /** How many rows were added. */
        public long rowCount() {
            return rowCount;
        }

        private long shownRows() {
            return Math.min(rowCount, printer.maxRows);
        }

        /** How many characters a line has that has room for all columns. */
        public int width() {
            return 1 + shown(columns).stream().mapToInt(column -> column.width + FRAME_WIDTH).sum();
        }

        /** Whether the table has not all of a name or of a value. */
        public boolean isCut() {
            return columns.stream().anyMatch(column -> column.isWiderThan(printer.maxColumnWidth));
        }

        /** The table, with as many columns as a line of so many characters has room for. */
        public String table(int maxWidth) {
            List<CutColumn> all = shown(columns);
            List<CutColumn> fitting = new ArrayList<>();
            int width = 1;
            for (CutColumn column : all) {
                width += column.width + FRAME_WIDTH;
                if (!fitting.isEmpty() && width > maxWidth) {
                    break;
                }
                fitting.add(column);
            }
            StringBuilder text = new StringBuilder();
            if (!fitting.isEmpty()) {
                appendTable(text, fitting);
            }
            return text.append(footer(fitting.size())).toString();
        }

        private List<CutColumn> shown(List<TextColumn> whole) {
            return whole.stream().map(column -> column.cut(printer.maxColumnWidth)).toList();
        }

        /**
         * One row after the other, and a line for each of its columns: name, type and value, which
         * is not cut off.
         */
        public String lines() {
            int names = columns.stream().mapToInt(it -> DisplayWidth.of(it.name)).max().orElse(0);
            int types = columns.stream().mapToInt(it -> DisplayWidth.of(it.type)).max().orElse(0);
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < shownRows(); row++) {
                text.append(row > 0 ? "\n" : "");
                for (TextColumn column : columns) {
                    text.append(padded(DisplayWidth.fit(column.name, Integer.MAX_VALUE), names))
                            .append("  ");
                    text.append(padded(column.type, types)).append("  ");
                    text.append(DisplayWidth.fit(column.cells.get(row), Integer.MAX_VALUE))
                            .append('\n');
                }
            }
            return shownRows() < rowCount
                    ? text.append('\n').append(footer(columns.size())).toString()
                    : text.toString();
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(width - DisplayWidth.of(text));
        }

        private String footer(int shownColumns) {
            StringBuilder text = new StringBuilder();
            if (shownRows() < rowCount) {
                text.append("first ").append(shownRows()).append(" of ");
            }
            text.append(Quantity.of(rowCount, "row"));
            if (shownColumns < columns.size()) {
                text.append(", not shown: ");
                text.append(
                        columns.subList(shownColumns, columns.size()).stream()
                                .map(column -> column.name)
                                .collect(Collectors.joining(", ")));
            }
            return text.append('\n').toString();
        }
    }

    private static void appendTable(StringBuilder text, List<CutColumn> columns) {
        appendRule(text, columns, "┌", "┬", "┐");
        for (int line = 0; line < columns.get(0).lines.size(); line++) {
            if (line == CutColumn.HEADER_LINES) {
                appendRule(text, columns, "├", "┼", "┤");
            }
            for (CutColumn column : columns) {
                text.append("│ ").append(column.line(line)).append(' ');
            }
            text.append("│\n");
        }
        appendRule(text, columns, "└", "┴", "┘");
    }

    private static void appendRule(
            StringBuilder text, List<CutColumn> columns, String start, String middle, String end) {
        text.append(
                columns.stream()
                        .map(column -> "─".repeat(column.width + 2))
                        .collect(Collectors.joining(middle, start, end + "\n")));
    }

    private static boolean isNumber(ArrowType type) {
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    /** A column's name, type and cells in full. */
    private static final class TextColumn {
        private final String name;
        private final String type;
        private final boolean alignedRight;
        private final List<String> cells = new ArrayList<>();

        TextColumn(FieldVector vector) {
            Field field = vector.getField();
            name = field.getName();
            type = TypeNames.of(field);
            alignedRight = isNumber(field.getType());
        }

        void add(FieldVector vector, DictionaryProvider dictionaries, int rowCount) {
            for (int row = 0; row < rowCount; row++) {
                cells.add(CellText.of(vector, dictionaries, row));
            }
        }

        boolean isWiderThan(int maxWidth) {
            return DisplayWidth.of(name) > maxWidth
                    || cells.stream().anyMatch(cell -> DisplayWidth.of(cell) > maxWidth);
        }

        CutColumn cut(int maxWidth) {
            List<String> lines = new ArrayList<>();
            lines.add(DisplayWidth.fit(name, maxWidth));
            lines.add(DisplayWidth.fit(type, maxWidth));
            cells.forEach(cell -> lines.add(DisplayWidth.fit(cell, maxWidth)));
            int width = lines.stream().mapToInt(DisplayWidth::of).max().orElse(0);
            return new CutColumn(lines, width, alignedRight);
        }
    }

    /** A column's name, type and cells, each short enough for the width. */
    private record CutColumn(List<String> lines, int width, boolean alignedRight) {
        static final int HEADER_LINES = 2;

        String line(int index) {
            String line = lines.get(index);
            String padding = " ".repeat(width - DisplayWidth.of(line));
            return alignedRight ? padding + line : line + padding;
        }
    }
}
