package dev.aerospikearrow.cli.load;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file as texts, each with the line that it begins in. */
final class CsvLines implements AutoCloseable {
    /** More than any record of a cluster can have. */
    private static final int MAX_FIELD_CHARACTERS = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final TextFile file;
    private final QuoteCounter quotes;
    private final Collector collector;
    private final CsvReader<Fields> reader;
    private final CloseableIterator<Fields> records;
    private boolean atStart = true;
    private long lastLine;

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
        quotes = new QuoteCounter(strict(file.open()), dialect.quote());
        collector = new Collector(dialect);
        reader =
                CsvReader.builder()
                        .fieldSeparator(dialect.delimiter())
                        .quoteCharacter(dialect.quote())
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .maxBufferSize(MAX_FIELD_CHARACTERS)
                        .build(collector, quotes);
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
            Fields fields = records.next();
            lastLine = fields.line();
            if (!records.hasNext() && quotes.count() != collector.quoteCount()) {
                throw broken(
                        "the quote of a field is not closed before the end of the file; the record"
                                + " begins in line "
                                + lastLine,
                        null);
            }
            if (atStart) {
                atStart = false;
                return Optional.of(withoutMark(fields));
            }
            return Optional.of(fields);
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

    private static Reader strict(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The decoder is ahead of the records, so the line is looked for. */
    private long firstBrokenLine() throws IOException {
        long line = 1;
        try (Reader characters = new BufferedReader(strict(file.open()), 1)) {
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

    private CliException broken(String reason, @Nullable RuntimeException cause) {
        return new CliException(
                ExitCode.MISFIT, file.name() + " cannot be read as CSV: " + reason + ".", cause);
    }

    private static Fields withoutMark(Fields fields) {
        if (fields.isBlank()) {
            return fields;
        }
        String first = fields.texts().get(0);
        if (first == null || first.isEmpty() || first.charAt(0) != BYTE_ORDER_MARK) {
            return fields;
        }
        List<@Nullable String> texts = new ArrayList<>(fields.texts());
        texts.set(0, first.substring(1));
        return new Fields(fields.line(), texts);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Counts the quotes of a file: if the records have fewer, one is not closed. */
    private static final class QuoteCounter extends FilterReader {
        private final char quote;
        private long count;

        QuoteCounter(Reader characters, char quote) {
            super(characters);
            this.quote = quote;
        }

        long count() {
            return count;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                count += buffer[i] == quote ? 1 : 0;
            }
            return read;
        }
    }

    /** Tells a field of no characters from an empty text. */
    private static final class Collector extends AbstractBaseCsvCallbackHandler<Fields> {
        private final Optional<String> missing;
        private final char quote;
        private List<@Nullable String> texts = new ArrayList<>();
        private long quoteCount;

        Collector(CsvDialect dialect) {
            missing = dialect.missing();
            quote = dialect.quote();
        }

        /** How many quotes the fields had, those around them and doubled ones included. */
        long quoteCount() {
            return quoteCount;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            texts = new ArrayList<>(texts.size());
        }

        @Override
        protected void handleField(
                int index, char[] buffer, int offset, int length, boolean quoted) {
            String text = new String(buffer, offset, length);
            int inside = 0;
            for (int i = offset; i < offset + length; i++) {
                inside += buffer[i] == quote ? 1 : 0;
            }
            quoteCount += quoted ? 2 + 2L * inside : inside;
            boolean absent = !quoted && (length == 0 || missing.filter(text::equals).isPresent());
            texts.add(absent ? null : text);
        }

        @Override
        protected Fields buildRecord() {
            return new Fields(getStartingLineNumber(), texts);
        }
    }
}
