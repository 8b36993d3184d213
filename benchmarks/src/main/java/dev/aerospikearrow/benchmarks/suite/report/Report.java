package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A writer of the figures of a run into the documentation: pages, charts and JSON. */
public final class Report {
    private Report() {}

    /**
     * Writes what there are figures for; files of what was not measured are left as they are.
     *
     * @param docs the folder of the documentation
     * @param log is told which files were written, and which could not be made
     */
    public static void write(SuiteResult result, Path docs, Consumer<String> log) {
        files(result)
                .forEach(
                        (name, text) -> {
                            Path file = docs.resolve(name);
                            try {
                                Files.createDirectories(file.toAbsolutePath().getParent());
                                Files.writeString(file, text.get());
                                log.accept("Wrote " + file);
                            } catch (IOException e) {
                                throw new UncheckedIOException("Cannot write " + file, e);
                            } catch (LinkageError | InternalError e) {
                                // A JDK without fonts says it like that.
                                log.accept(
                                        "Cannot make "
                                                + file
                                                + ", because the JDK finds no fonts (Debian and"
                                                + " Ubuntu: apt-get install fontconfig"
                                                + " fonts-dejavu-core): "
                                                + e);
                            }
                        });
    }

    /** The files, by their path below the documentation: first what nothing can go wrong with. */
    static Map<String, Supplier<String>> files(SuiteResult result) {
        String kind = result.environment().server().key();
        Map<String, Supplier<String>> files = new LinkedHashMap<>();
        files.put("static/benchmark/results-" + kind + ".json", () -> JsonReport.text(result));
        files.putAll(Pages.of(result));
        return files;
    }
}
