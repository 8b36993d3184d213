package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.file.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys in a column of CSV or JSON lines, each as what the file has. Used by one thread. */
public final class KeyValues implements AutoCloseable {
    private final RowFile file;
    private final String column;

    private KeyValues(RowFile file, String column) {
        this.file = file;
        this.column = column;
    }

    /**
     * A key.
     *
     * @param line where its row begins, from 1 on
     * @param value Long, String or byte[]; null for a row without one
     */
    public record KeyValue(long line, @Nullable Object value) {}

    /**
     * Opens a file.
     *
     * @param name its path; {@code -} for standard input
     * @param type what its texts are; empty for what they look like
     * @param column chooses one of the columns
     */
    public static KeyValues open(
            String name,
            FileFormat format,
            Optional<KeyType> type,
            InputStream standardInput,
            Function<List<String>, String> column)
            throws IOException {
        RowFile file =
                RowFile.open(
                        name,
                        standardInput,
                        new RowFile.Description(
                                format,
                                CsvDialect.STANDARD,
                                type.map(TypeOption::ofKeys).orElse(TypeOption.NONE),
                                Optional.empty(),
                                Optional.empty(),
                                FileSchema.NONE));
        try {
            return new KeyValues(file, column.apply(file.firstColumns()));
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** How many there are, if that is known. */
    public OptionalLong count() {
        return file.rowCount();
    }

    /**
     * The next key; empty at the end.
     *
     * @throws RefusedRowException if the row is none, or its value no key
     */
    public Optional<KeyValue> next() throws IOException {
        Optional<TextRow> row = file.next();
        return row.isPresent() ? Optional.of(key(row.get())) : Optional.empty();
    }

    private KeyValue key(TextRow row) {
        Object value = row.values().get(column);
        if (value == null) {
            return new KeyValue(row.line(), null);
        }
        Object key;
        try {
            key = file.type(column).bin(value);
        } catch (MisfitException e) {
            throw refused(row, e.reason());
        }
        if (!(key instanceof Long || key instanceof String || key instanceof byte[])) {
            throw refused(
                    row,
                    "keys are integers, texts or bytes, but found "
                            + JsonText.describe(value)
                            + ". --key-type text takes it as it is written.");
        }
        return new KeyValue(row.line(), key);
    }

    /**
     * A row whose key is not like the others.
     *
     * @param reason a sentence
     */
    public RefusedRowException refused(KeyValue key, String reason) {
        return new RefusedRowException(
                file.name(), key.line(), "column " + column + ": " + reason, "");
    }

    private RefusedRowException refused(TextRow row, String reason) {
        return new RefusedRowException(
                file.name(), row.line(), "column " + column + ": " + reason, row.source().get());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
