package dev.aerospikearrow.benchmarks.suite.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A virtual environment with the pinned libraries, made once and again when the pins change. A
 * library that cannot be installed is left out; whoever needs it says so.
 */
final class PythonEnvironment {
    private static final String REQUIREMENTS = "requirements.txt";

    /** A copy of the requirements: what the environment was made from. */
    private static final String STAMP = "made-from.txt";

    private final Path sources;
    private final Path directory;

    /**
     * Describes an environment.
     *
     * @param sources the folder of the driver and its requirements
     * @param directory where the environment is, or will be
     */
    PythonEnvironment(Path sources, Path directory) {
        this.sources = sources;
        this.directory = directory;
    }

    /**
     * Makes it, unless it is there.
     *
     * @param interpreter the Python to make it with
     * @param log is told what takes long and what fails
     * @return the interpreter inside
     * @throws IOException if there is no such interpreter, or it cannot make environments
     */
    Path make(String interpreter, Consumer<String> log) throws IOException, InterruptedException {
        Path python = directory.resolve("bin").resolve("python");
        String wanted = Files.readString(sources.resolve(REQUIREMENTS));
        Path stamp = directory.resolve(STAMP);
        if (Files.exists(python) && Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
            return python;
        }
        log.accept("Making a Python environment in " + directory + " ...");
        Files.createDirectories(directory);
        run("venv", List.of(interpreter, "-m", "venv", "--clear", directory.toString()));
        boolean isWhole = true;
        for (String requirement : wanted.lines().map(String::strip).toList()) {
            if (requirement.isEmpty() || requirement.startsWith("#")) {
                continue;
            }
            try {
                run(
                        "pip",
                        List.of(
                                python.toString(),
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                requirement));
            } catch (IOException e) {
                isWhole = false;
                log.accept(requirement + " cannot be installed. " + e.getMessage());
            }
        }
        if (isWhole) {
            Files.writeString(stamp, wanted);
        }
        return python;
    }

    private void run(String name, List<String> command) throws IOException, InterruptedException {
        File output = directory.resolve(name + ".log").toFile();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectOutput(output)
                        .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            List<String> lines = new ArrayList<>();
            if (output.exists()) {
                lines.addAll(Files.readAllLines(output.toPath()));
            }
            lines.removeIf(String::isBlank);
            throw new IOException(
                    name
                            + " ended with "
                            + process.exitValue()
                            + ": "
                            + (lines.isEmpty() ? "no output" : lines.get(lines.size() - 1)));
        }
    }
}
