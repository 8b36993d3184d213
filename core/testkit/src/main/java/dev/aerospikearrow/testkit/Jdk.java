package dev.aerospikearrow.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Java installation of this machine, for programs that run as those of users do: in a process of
 * their own, with a class path and without any flag.
 *
 * @param feature its version, such as 25
 * @param home its folder
 */
public record Jdk(int feature, Path home) {
    private static final int OLDEST = 17;
    private static final long PATIENCE_MINUTES = 2;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

    /** Variables that give flags to every Java process. */
    private static final List<String> HIDDEN_FLAGS =
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    /**
     * What a program did.
     *
     * @param status its exit code
     * @param out what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    public record Run(int status, String out, String errors) {}

    /**
     * Those of this machine, one of each version from 17 on, in their order: the one of this
     * process, and those that stand in the folder beside it.
     */
    public static List<Jdk> all() {
        Map<Integer, Jdk> found = new TreeMap<>();
        Path own = Path.of(System.getProperty("java.home"));
        found.put(Runtime.version().feature(), new Jdk(Runtime.version().feature(), own));
        try (Stream<Path> others = Files.list(own.toRealPath().resolveSibling("."))) {
            others.sorted().forEach(home -> addTo(found, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found.values());
    }

    /** The one of a version. Where it is missing, the test is skipped, and says so. */
    public static Jdk require(int feature) {
        for (Jdk jdk : all()) {
            if (jdk.feature == feature) {
                return jdk;
            }
        }
        String skipped = "Skipped: this machine has no Java " + feature + ".";
        System.out.println(skipped);
        return Assumptions.abort(skipped);
    }

    private static void addTo(Map<Integer, Jdk> found, Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return;
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            if (version.find() && Integer.parseInt(version.group(1)) >= OLDEST) {
                int feature = Integer.parseInt(version.group(1));
                found.putIfAbsent(feature, new Jdk(feature, home.normalize()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program {@code java}. */
    public Path java() {
        return home.resolve("bin/java");
    }

    /**
     * Runs a program to its end.
     *
     * @param environment variables that differ from those of this process; an empty one is taken
     *     away
     * @param arguments of {@code java}
     */
    public Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile("out", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .redirectOutput(out.toFile())
                            .redirectError(errors.toFile());
            Map<String, String> variables = builder.environment();
            HIDDEN_FLAGS.forEach(variables::remove);
            environment.forEach(
                    (name, value) -> {
                        if (value.isEmpty()) {
                            variables.remove(name);
                        } else {
                            variables.put(name, value);
                        }
                    });
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IOException(command + " does not end: " + Files.readString(errors));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(errors));
        } finally {
            Files.delete(out);
            Files.delete(errors);
        }
    }

    @Override
    public String toString() {
        return "Java " + feature;
    }
}
