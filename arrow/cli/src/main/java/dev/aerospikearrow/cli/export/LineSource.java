package dev.aerospikearrow.cli.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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
            return new LineSource(
                    "standard input",
                    new InputStreamReader(input, StandardCharsets.UTF_8),
                    OptionalLong.empty());
        }
        Path file = Path.of(name);
        OptionalLong count = OptionalLong.empty();
        if (Files.isRegularFile(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                count = OptionalLong.of(lines.filter(line -> !line.isBlank()).count());
            }
        }
        return new LineSource(name, Files.newBufferedReader(file), count);
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
        String line = reader.readLine();
        while (line != null && line.isBlank()) {
            line = reader.readLine();
        }
        return Optional.ofNullable(line).map(String::strip);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
