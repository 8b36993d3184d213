package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.FileCell;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. A column whose type nobody tells has the type that all its values have,
 * which is found out by reading the file once more before.
 */
final class CsvRows implements RowReader {
    private final String name;
    private final CsvLines lines;
    private final List<String> columns;
    private final Optional<CsvLines.Fields> taken;
    private final Map<String, BinType> types;
    private final OptionalLong rowCount;
    private boolean atStart = true;

    private CsvRows(
            String name,
            CsvLines lines,
            Header header,
            Map<String, BinType> types,
            OptionalLong count) {
        this.name = name;
        this.lines = lines;
        this.columns = header.columns();
        this.taken = header.firstRow();
        this.types = types;
        this.rowCount = count;
    }

    /** The names, and what stands where they would: a row, if they are given. */
    private record Header(List<String> columns, Optional<CsvLines.Fields> firstRow) {}

    /**
     * Opens a file.
     *
     * @param known the types of columns that somebody has told
     * @param notes is told what was found out
     * @throws CliException if it has no header, or is no CSV
     */
    static CsvRows open(
            TextFile file,
            CsvDialect dialect,
            Function<String, Optional<BinType>> known,
            List<String> notes)
            throws IOException {
        Map<String, BinType> types = new HashMap<>();
        OptionalLong count = OptionalLong.empty();
        CsvLines lines = new CsvLines(file, dialect);
        try {
            Header header = header(file.name(), lines, dialect);
            for (String column : header.columns()) {
                known.apply(column).ifPresent(type -> types.put(column, type));
            }
            if (types.size() < header.columns().size()) {
                count = OptionalLong.of(lookThrough(file, dialect, types, notes));
            }
            return new CsvRows(file.name(), lines, header, types, count);
        } catch (IOException | RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    private static Header header(String name, CsvLines lines, CsvDialect dialect)
            throws IOException {
        if (dialect.header().isPresent()) {
            return new Header(checked(name, dialect.header().get()), lines.next());
        }
        Optional<CsvLines.Fields> first = lines.next();
        if (first.isEmpty() || first.get().isBlank()) {
            throw new CliException(
                    ExitCode.MISFIT,
                    name
                            + " does not begin with a line of column names. If it has none, give them:"
                            + " --header id,name.");
        }
        List<String> columns = new ArrayList<>();
        for (String text : first.get().texts()) {
            columns.add(text == null ? "" : text);
        }
        return new Header(checked(name, columns), Optional.empty());
    }

    private static List<String> checked(String name, List<String> columns) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.isEmpty() || !known.add(column)) {
                throw new CliException(
                        ExitCode.MISFIT,
                        (column.isEmpty()
                                        ? "Column " + (i + 1) + " of " + name + " has no name."
                                        : name + " has two columns " + column + ".")
                                + " Give all names with --header, and --skip 1 if the file has a line"
                                + " of its own.");
            }
        }
        return List.copyOf(columns);
    }

    /** Reads all rows for the types that are not told; returns how many there are. */
    private static long lookThrough(
            TextFile file, CsvDialect dialect, Map<String, BinType> types, List<String> notes)
            throws IOException {
        try (CsvLines lines = new CsvLines(file, dialect)) {
            Header header = header(file.name(), lines, dialect);
            List<String> columns = header.columns();
            ColumnEvidence[] evidence = new ColumnEvidence[columns.size()];
            for (int i = 0; i < evidence.length; i++) {
                evidence[i] = new ColumnEvidence();
            }
            long rows = 0;
            Optional<CsvLines.Fields> next =
                    header.firstRow().isPresent() ? header.firstRow() : lines.next();
            while (next.isPresent()) {
                CsvLines.Fields fields = next.get();
                if (!isNoRow(fields, columns)) {
                    rows++;
                    for (int i = 0; i < Math.min(evidence.length, fields.texts().size()); i++) {
                        String text = fields.texts().get(i);
                        if (text != null) {
                            evidence[i].add(text, fields.line());
                        }
                    }
                }
                next = lines.next();
            }
            List<String> found = new ArrayList<>();
            for (int i = 0; i < evidence.length; i++) {
                String column = columns.get(i);
                if (types.putIfAbsent(column, evidence[i].type()) == null) {
                    found.add(
                            evidence[i].note(column).orElse(column + " " + evidence[i].typeName()));
                }
            }
            notes.add(
                    "Types that fit every value of "
                            + file.name()
                            + ": "
                            + String.join("; ", found)
                            + ". Others: --type.");
            return rows;
        }
    }

    /** A line without anything is a row only where a row is one field, which is missing then. */
    private static boolean isNoRow(CsvLines.Fields fields, List<String> columns) {
        return fields.isBlank() && columns.size() > 1;
    }

    @Override
    public Optional<TextRow> next() throws IOException {
        Optional<CsvLines.Fields> next = atStart && taken.isPresent() ? taken : lines.next();
        atStart = false;
        while (next.isPresent() && isNoRow(next.get(), columns)) {
            next = lines.next();
        }
        return next.map(this::row);
    }

    private TextRow row(CsvLines.Fields fields) {
        List<@Nullable String> texts = fields.texts();
        if (texts.size() != columns.size() && !fields.isBlank()) {
            throw new RefusedRowException(
                    name,
                    fields.line(),
                    "it has "
                            + Quantity.of(texts.size(), "field")
                            + (columns.size() == 1 ? ", but there is " : ", but there are ")
                            + Quantity.of(columns.size(), "column")
                            + ": "
                            + String.join(", ", columns)
                            + ". A delimiter inside of a value needs quotes around it.",
                    source(texts));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            values.put(columns.get(i), texts.get(i));
        }
        return new TextRow(fields.line(), values, () -> source(texts));
    }

    /** As this program writes it. */
    private static String source(List<@Nullable String> texts) {
        return texts.stream()
                .map(
                        text -> {
                            StringBuilder field = new StringBuilder();
                            if (text != null) {
                                FileCell.appendField(field, text);
                            }
                            return field;
                        })
                .collect(Collectors.joining(","));
    }

    @Override
    public OptionalLong rowCount() {
        return rowCount;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public BinType type(String column) {
        return types.getOrDefault(column, DeclaredType::text);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
