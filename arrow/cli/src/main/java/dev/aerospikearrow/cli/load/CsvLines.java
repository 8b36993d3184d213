package dev.aerospikearrow.cli.load;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file as texts, each with the line that it begins in. */
final class CsvLines implements AutoCloseable {
    /** More than any record of a cluster can have. */
    private static final int MAX_FIELD_CHARACTERS = 16 << 20;

    private final TextFile file;
    private final CsvReader<Fields> reader;
    private final CloseableIterator<Fields> records;

    /**
     * The fields of a record.
     *
     * @param line where it begins, from 1 on
     * @param texts null for a field of no characters, and without quotes
     */
    record Fields(long line, List<@Nullable String> texts) {
        boolean isBlank() {
            return texts.isEmpty();
        }
    }

    CsvLines(TextFile file, CsvDialect dialect) throws IOException {
        this.file = file;
        reader =
                CsvReader.builder()
                        .fieldSeparator(dialect.delimiter())
                        .quoteCharacter(dialect.quote())
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(MAX_FIELD_CHARACTERS)
                        .build(new Collector(dialect), Utf8Text.reader(file.open()));
        records = reader.iterator();
    }

    /**
     * The next record; empty at the end.
     *
     * @throws CliException if what follows is no CSV
     */
    Optional<Fields> next() throws IOException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            return Optional.of(records.next());
        } catch (CsvParseException e) {
            throw broken(e.getMessage() + causes(e), e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw new CliException(
                        ExitCode.MISFIT,
                        file.name()
                                + ", line "
                                + firstBrokenLine()
                                + ": its bytes are no UTF-8. iconv converts files.",
                        e);
            }
            throw cause;
        }
    }

    /** The decoder is ahead of the records, so the line is looked for. */
    private long firstBrokenLine() throws IOException {
        long line = 1;
        try (Reader characters = new BufferedReader(Utf8Text.reader(file.open()), 1)) {
            for (int c = characters.read(); c >= 0; c = characters.read()) {
                line += c == '\n' ? 1 : 0;
            }
        } catch (CharacterCodingException e) {
            return line;
        }
        return line;
    }

    private static String causes(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? "" : ": " + cause.getMessage();
    }

    private CliException broken(String reason, RuntimeException cause) {
        return new CliException(
                ExitCode.MISFIT, file.name() + " cannot be read as CSV: " + reason + ".", cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Tells a field of no characters from an empty text. */
    private static final class Collector extends AbstractBaseCsvCallbackHandler<Fields> {
        private final Optional<String> missing;
        private List<@Nullable String> texts = new ArrayList<>();

        Collector(CsvDialect dialect) {
            missing = dialect.missing();
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            texts = new ArrayList<>(texts.size());
        }

        @Override
        protected void handleField(
                int index, char[] buffer, int offset, int length, boolean quoted) {
            String text = new String(buffer, offset, length);
            boolean absent = !quoted && (length == 0 || missing.filter(text::equals).isPresent());
            texts.add(absent ? null : text);
        }

        @Override
        protected Fields buildRecord() {
            return new Fields(getStartingLineNumber(), texts);
        }
    }
}
