package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The lines of a text that are not blank, without the spaces around them. */
public final class LineSource implements AutoCloseable {
    private final String name;
    private final BufferedReader reader;
    private final OptionalLong count;
    private Optional<String> ahead = Optional.empty();
    private long taken;

    private LineSource(String name, Reader reader, OptionalLong count) {
        this.name = name;
        this.reader = new BufferedReader(reader);
        this.count = count;
    }

    /**
     * Opens a file.
     *
     * @param name {@code -} for standard input
     */
    static LineSource open(String name, InputStream input) throws IOException {
        if (name.equals("-")) {
            return new LineSource("standard input", Utf8Text.reader(input), OptionalLong.empty());
        }
        Path file = Path.of(name);
        OptionalLong count = OptionalLong.empty();
        if (Files.isRegularFile(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                count = OptionalLong.of(lines.filter(line -> !line.isBlank()).count());
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    throw noText(name, e);
                }
                throw e.getCause();
            }
        }
        return new LineSource(name, Utf8Text.reader(Files.newInputStream(file)), count);
    }

    /** Lines that are there already. */
    public static LineSource of(String name, List<String> lines) {
        return new LineSource(
                name, new StringReader(String.join("\n", lines)), OptionalLong.of(lines.size()));
    }

    String name() {
        return name;
    }

    /** How many lines there are, if that can be known beforehand. */
    OptionalLong count() {
        return count;
    }

    /** How many lines were taken. */
    long taken() {
        return taken;
    }

    /** The next line, which stays the next one. */
    Optional<String> peek() throws IOException {
        if (ahead.isEmpty()) {
            ahead = read();
        }
        return ahead;
    }

    /** Takes the next line; empty at the end. */
    Optional<String> next() throws IOException {
        Optional<String> line = peek();
        ahead = Optional.empty();
        taken += line.isPresent() ? 1 : 0;
        return line;
    }

    private Optional<String> read() throws IOException {
        try {
            String line = reader.readLine();
            while (line != null && line.isBlank()) {
                line = reader.readLine();
            }
            return Optional.ofNullable(line).map(String::strip);
        } catch (CharacterCodingException e) {
            throw noText(name, e);
        }
    }

    private static CliException noText(String name, Exception cause) {
        return new CliException(
                ExitCode.MISFIT,
                "The bytes of " + name + " are no UTF-8. iconv converts files.",
                cause);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
