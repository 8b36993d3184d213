package dev.aerospikearrow.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a run's output goes: to the screen, and when the system property {@value #DIRECTORY} names
 * a folder also to a dated file there, after a head that says what was run, where, and on which
 * commit.
 */
final class Report implements AutoCloseable {
    /** The folder for result files; nothing is written without it. */
    static final String DIRECTORY = "benchmarks.results";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final PrintStream screen;
    private final PrintStream output;

    private Report(PrintStream screen, PrintStream output) {
        this.screen = screen;
        this.output = output;
        System.setOut(output);
    }

    /**
     * Starts a run's output: from now on {@code System.out} is written to the file too.
     *
     * @param name the end of the file's name
     * @param arguments what the program was given
     */
    static Report open(String name, List<String> arguments) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        PrintStream screen = System.out;
        String directory = System.getProperty(DIRECTORY, "");
        Report report =
                new Report(
                        screen,
                        directory.isEmpty() ? screen : copy(screen, Path.of(directory), now, name));
        report.output.print(head(now, name, arguments));
        return report;
    }

    /** What {@code System.out} is for as long as this run lasts. */
    PrintStream output() {
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

    private static String head(LocalDateTime now, String name, List<String> arguments) {
        Runtime runtime = Runtime.getRuntime();
        String collectors =
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", "));
        return String.join(
                "\n",
                "# " + name + ", " + now.toLocalDate(),
                "",
                "time      " + now.withNano(0) + " UTC",
                "arguments " + String.join(" ", arguments),
                "commit    " + commit(),
                "processor " + processor() + ", " + runtime.availableProcessors() + " available",
                "memory    heap of at most " + (runtime.maxMemory() >> 20) + " MiB",
                "system    "
                        + property("os.name")
                        + " "
                        + property("os.version")
                        + " "
                        + property("os.arch"),
                "java      " + property("java.vm.name") + " " + property("java.runtime.version"),
                "flags     " + flags(),
                "collector " + collectors,
                "",
                "");
    }

    /**
     * The flags of this process, which those of JMH inherit; without the properties of this class.
     */
    private static String flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dbenchmarks."))
                .collect(Collectors.joining(" "));
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    private static String commit() {
        String hash = firstLine("git", "rev-parse", "HEAD");
        String changes = firstLine("git", "status", "--porcelain", "--untracked-files=no");
        return hash + (changes.isEmpty() ? "" : ", with uncommitted changes");
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (Stream<String> lines = process.inputReader().lines()) {
                return lines.findFirst().orElse("");
            }
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    /** The processor's model, where Linux tells it. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
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
