package dev.aerospikearrow.cli.table;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.PlainText;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that shows what is too large for a terminal: that of {@code $PAGER}, or {@code less}
 * where there is one, which does not break long lines and is moved by the arrow keys. {@code PAGER}
 * without a value, or {@code cat}, is for none.
 *
 * @param command for a shell
 */
record Pager(String command) {
    private static final String LESS = "less";
    private static final String NONE = "cat";

    /** What shells answer for a program that they cannot start. */
    private static final int NOT_EXECUTABLE = 126;

    private static final int NOT_FOUND = 127;

    /** Empty if nobody looks at standard output, or there is no pager. */
    static Optional<Pager> of(Console console) {
        if (!console.isTerminal(Console.Stream.OUT)
                || console.environment().getOrDefault("TERM", "dumb").equals("dumb")) {
            return Optional.empty();
        }
        String wanted = console.environment().get("PAGER");
        if (wanted != null) {
            return wanted.isBlank() || wanted.strip().equals(NONE)
                    ? Optional.empty()
                    : Optional.of(new Pager(wanted));
        }
        return isInstalled(console) ? Optional.of(new Pager(LESS)) : Optional.empty();
    }

    private static boolean isInstalled(Console console) {
        for (String folder :
                console.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, LESS))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Shows a text, until whoever reads it has enough of it.
     *
     * @return false if there is no such program, of which the shell has told
     */
    boolean show(String text) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("LESS", "-S");
        builder.environment().putIfAbsent("LESSCHARSET", "utf-8");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(PlainText.of(text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended, and whoever reads has seen enough, or nothing at all.
        }
        try {
            int status = process.waitFor();
            return status != NOT_EXECUTABLE && status != NOT_FOUND;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
