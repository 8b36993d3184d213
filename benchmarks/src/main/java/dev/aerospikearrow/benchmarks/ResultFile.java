package dev.aerospikearrow.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The place where a run's output goes: to the screen, and when the system property {@value
 * #DIRECTORY} names a folder also to a dated file there, after a head that says what was run,
 * where, and on which commit.
 */
public final class ResultFile implements AutoCloseable {
    /** The folder for result files; nothing is written without it. */
    static final String DIRECTORY = "benchmarks.results";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final PrintStream screen;
    private final PrintStream output;

    private ResultFile(PrintStream screen, PrintStream output) {
        this.screen = screen;
        this.output = output;
        System.setOut(output);
    }

    /**
     * Starts a run's output: from now on {@code System.out} is written to the file too.
     *
     * @param name the end of the file's name
     * @param arguments what the program was given
     * @param facts what the figures depend on, by name
     */
    public static ResultFile open(String name, String arguments, Map<String, String> facts) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        PrintStream screen = System.out;
        String directory = System.getProperty(DIRECTORY, "");
        ResultFile file =
                new ResultFile(
                        screen,
                        directory.isEmpty() ? screen : copy(screen, Path.of(directory), now, name));
        file.output.print(head(now, name, arguments, facts));
        return file;
    }

    /** What {@code System.out} is for as long as this run lasts. */
    public PrintStream output() {
        return output;
    }

    private static PrintStream copy(
            PrintStream screen, Path directory, LocalDateTime now, String name) {
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(FILE_TIME.format(now) + "-" + name + ".txt");
            OutputStream file = Files.newOutputStream(path);
            screen.println("Writing " + path);
            return new PrintStream(new Both(screen, file), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No result file can be made in " + directory, e);
        }
    }

    private static String head(
            LocalDateTime now, String name, String arguments, Map<String, String> facts) {
        StringBuilder head = new StringBuilder();
        head.append("# ").append(name).append(", ").append(now.toLocalDate()).append("\n\n");
        line(head, "time", now.withNano(0) + " UTC");
        line(head, "arguments", arguments);
        facts.forEach((fact, value) -> line(head, fact, value));
        return head.append('\n').toString();
    }

    private static void line(StringBuilder head, String fact, String value) {
        head.append(String.format(Locale.ROOT, "%-9s %s%n", fact, value));
    }

    @Override
    public void close() {
        output.flush();
        System.setOut(screen);
        if (output != screen) {
            output.close();
        }
    }

    /** Writes to the screen and to a file; closes only the file. */
    private static final class Both extends OutputStream {
        private final OutputStream screen;
        private final OutputStream file;

        Both(OutputStream screen, OutputStream file) {
            this.screen = screen;
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            screen.write(value);
            file.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            screen.write(bytes, offset, length);
            file.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            screen.flush();
            file.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
            file.close();
        }
    }
}
