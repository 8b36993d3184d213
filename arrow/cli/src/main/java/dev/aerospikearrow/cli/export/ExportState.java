package dev.aerospikearrow.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The state of a resumable export: what the rows on disk are, and where to read on. Kept as JSON
 * beside them.
 *
 * @param version of this format
 * @param request what was asked for; an export that asks for something else cannot go on with this
 * @param schema the columns, in Arrow's own JSON
 * @param position of {@link RowSource#position()}
 * @param rows how many rows are kept
 * @param bytes how long the file of kept rows is; what lies behind was not completed
 * @param progress whether all rows are kept
 */
record ExportState(
        int version,
        Map<String, String> request,
        String schema,
        String position,
        long rows,
        long bytes,
        Stage progress) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is left to do. */
    enum Stage {
        READING,
        ALL_ROWS_KEPT
    }

    ExportState {
        request = Map.copyOf(request);
    }

    static ExportState begin(Map<String, String> request, Schema schema, long bytes) {
        return new ExportState(VERSION, request, schema.toJson(), "", 0, bytes, Stage.READING);
    }

    ExportState at(String newPosition, long newRows, long newBytes, Stage stage) {
        return new ExportState(version, request, schema, newPosition, newRows, newBytes, stage);
    }

    Schema arrowSchema() {
        try {
            return Schema.fromJSON(schema);
        } catch (IOException e) {
            throw new IllegalStateException("A stored schema is no JSON: " + e.getMessage(), e);
        }
    }

    /** Replaces the file in one step: whoever reads it finds the old state or the new one. */
    void store(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.write(next, JSON.writeValueAsBytes(this), StandardOpenOption.CREATE_NEW);
        OutputFile.moveDurably(next, file);
    }

    static ExportState load(Path file) throws IOException {
        ExportState state;
        try {
            state = JSON.readValue(file.toFile(), ExportState.class);
        } catch (JsonProcessingException e) {
            throw new CliException(
                    ExitCode.MISFIT,
                    file + " is not the state of an export. Start anew with --restart.",
                    e);
        }
        if (state.version != VERSION) {
            throw new CliException(
                    ExitCode.MISFIT,
                    file
                            + " was written by another version of this program. Start anew with"
                            + " --restart.");
        }
        return state;
    }

    /**
     * Checks that the same is asked for.
     *
     * @throws CliException if not; the message says what differs
     */
    void requireSame(Map<String, String> asked, Path folder) {
        Map<String, String> differences = new TreeMap<>();
        asked.forEach(
                (name, value) -> {
                    String stored = request.getOrDefault(name, "");
                    if (!stored.equals(value)) {
                        differences.put(name, "then " + shown(stored) + ", now " + shown(value));
                    }
                });
        if (!differences.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE,
                    folder
                            + " has the rows of another export: "
                            + differences
                            + ". Use the same options to go on with it, or --restart to throw its"
                            + " rows away.");
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : "\"" + value + "\"";
    }
}
