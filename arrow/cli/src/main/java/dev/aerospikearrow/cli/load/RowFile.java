package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;

/** A file of texts, CSV or JSON lines, with what its values are. Used by one thread. */
public final class RowFile implements RowReader {
    private final TextFile file;
    private final RowReader reader;
    private final List<String> columns;
    private final Description description;
    private final List<String> notes;
    private Optional<TextRow> ahead = Optional.empty();
    private Optional<RefusedRowException> refusedAhead = Optional.empty();

    private RowFile(
            TextFile file,
            RowReader reader,
            List<String> columns,
            Description description,
            List<String> notes) {
        this.file = file;
        this.reader = reader;
        this.columns = columns;
        this.description = description;
        this.notes = notes;
    }

    /**
     * What somebody says of a file.
     *
     * @param format CSV or JSON lines
     * @param dialect of CSV
     * @param types go before the schema
     * @param keyColumn whose type is {@code keyType}, if both are there
     * @param keyType what its texts are
     * @param schema what the file was written with
     */
    public record Description(
            FileFormat format,
            CsvDialect dialect,
            TypeOption types,
            Optional<String> keyColumn,
            Optional<KeyType> keyType,
            FileSchema schema) {

        private Optional<BinType> type(String column) {
            if (keyType.isPresent() && column.equals(keyColumn.orElse("__key"))) {
                return Optional.of(TypeOption.ofKey(keyType.get()));
            }
            return types.of(column).or(() -> schema.field(column).map(DeclaredType::of));
        }
    }

    /**
     * Opens a file.
     *
     * @param name its path; {@code -} for standard input
     * @throws dev.aerospikearrow.cli.console.CliException if it is not what its format says
     */
    public static RowFile open(String name, InputStream standardInput, Description description)
            throws IOException {
        TextFile file;
        if (!name.equals("-")) {
            file = TextFile.of(Path.of(name));
        } else if (description.format() == FileFormat.JSONL) {
            file = TextFile.once(standardInput);
        } else {
            file = TextFile.spool(standardInput); // It is read for its types before.
        }
        try {
            return open(file, description);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static RowFile open(TextFile file, Description description) throws IOException {
        List<String> notes = new ArrayList<>();
        Function<String, Optional<BinType>> known = description::type;
        if (description.format() == FileFormat.JSONL) {
            JsonRows rows = new JsonRows(file.name(), Utf8Text.withoutMark(file.open()), known);
            return new RowFile(file, rows, List.of(), description, notes);
        }
        CsvRows reader = CsvRows.open(file, description.dialect(), known, notes);
        try {
            description.types().requireColumns(reader.columns(), file.name());
            description.schema().requireColumns(reader.columns(), file.name());
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
        return new RowFile(file, reader, reader.columns(), description, notes);
    }

    /** For people. */
    public String name() {
        return file.name();
    }

    /** What people should know of how it is read. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    FileSchema schema() {
        return description.schema();
    }

    /** The fields of the columns whose type of Arrow's is known. */
    List<Field> fields() {
        Set<String> names = new LinkedHashSet<>(description.schema().columns());
        names.addAll(description.types().columns());
        return names.stream().map(this::field).flatMap(Optional::stream).toList();
    }

    private Optional<Field> field(String column) {
        return description.types().names(column)
                ? description.types().field(column)
                : description.schema().field(column);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    /** The columns, or those of the first row where each has its own. */
    List<String> firstColumns() throws IOException {
        if (!columns.isEmpty()) {
            return columns;
        }
        if (ahead.isEmpty() && refusedAhead.isEmpty()) {
            try {
                ahead = reader.next();
            } catch (RefusedRowException e) {
                refusedAhead = Optional.of(e);
            }
        }
        return ahead.map(row -> List.copyOf(row.values().keySet())).orElse(List.of());
    }

    @Override
    public Optional<TextRow> next() throws IOException {
        if (refusedAhead.isPresent()) {
            RefusedRowException refused = refusedAhead.get();
            refusedAhead = Optional.empty();
            throw refused;
        }
        Optional<TextRow> next = ahead;
        ahead = Optional.empty();
        return next.isPresent() ? next : reader.next();
    }

    @Override
    public OptionalLong rowCount() {
        return reader.rowCount();
    }

    @Override
    public BinType type(String column) {
        return reader.type(column);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        file.close();
    }
}
