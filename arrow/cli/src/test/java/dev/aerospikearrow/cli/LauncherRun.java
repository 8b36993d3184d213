package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.aerospikearrow.testkit.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The command line as people start it: the launcher and the jar, in a process of its own. */
final class LauncherRun implements AutoCloseable {
    private static final Path LAUNCHER =
            Path.of("..", "..", "bin", "aerospike-arrow").toAbsolutePath().normalize();

    private static final Path JAR =
            Path.of("target", "aerospike-arrow.jar").toAbsolutePath().normalize();

    private final Process process;
    private final Path out;
    private final Path errors;

    private LauncherRun(Process process, Path out, Path errors) {
        this.process = process;
        this.out = out;
        this.errors = errors;
    }

    static LauncherRun start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return start(folder, command);
    }

    /** A line of a shell, in which {@code $cli} is the launcher. */
    static LauncherRun shell(Path folder, String line) throws IOException {
        return start(folder, List.of("bash", "-c", line));
    }

    /** The same on a Java of this machine, in an environment that names no character set. */
    static LauncherRun shellWithoutCharset(Jdk jdk, Path folder, String line) throws IOException {
        return start(
                folder,
                List.of("bash", "-c", line),
                Map.of(
                        "JAVA_HOME",
                        jdk.home().toString(),
                        "java",
                        jdk.java().toString(),
                        "jar",
                        JAR.toString(),
                        "LC_ALL",
                        "C"));
    }

    private static LauncherRun start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    private static LauncherRun start(
            Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile("out", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile());
        builder.environment().put("AEROSPIKE_ARROW_CACHE", "");
        builder.environment().putAll(environment);
        builder.environment().put("cli", LAUNCHER.toString());
        return new LauncherRun(builder.start(), out, errors);
    }

    /** Waits until something is so, while the process runs. */
    LauncherRun awaitWhileRunning(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new AssertionError("The process ended too early: " + errors());
            }
            Thread.sleep(2);
        }
        return this;
    }

    /**
     * What Ctrl-C does; the test is skipped where it does nothing, because a shell has started the
     * tests in the background.
     */
    void interrupt() throws IOException, InterruptedException {
        assumeFalse(ignoresInterrupts(), "these tests were started with SIGINT ignored");
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Whether the second bit of the mask in /proc is set, that of signal 2; false without one. */
    private boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(
                            line ->
                                    (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2)
                                            != 0);
        }
    }

    /** The signal that nobody can handle. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    String out() {
        return read(out);
    }

    String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(errors);
    }
}
