package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.load.UnwrittenRow;
import dev.aerospikearrow.columnar.WriteResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows that were not written, as JSON lines: which, why, and what they were. */
final class RefusedRows implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<BufferedWriter> writer;

    private RefusedRows(Optional<BufferedWriter> writer) {
        this.writer = writer;
    }

    /**
     * A file for them, made anew.
     *
     * @param file empty if nobody wants to see them
     */
    static RefusedRows into(Optional<Path> file) throws IOException {
        return new RefusedRows(
                file.isPresent()
                        ? Optional.of(Files.newBufferedWriter(file.get()))
                        : Optional.empty());
    }

    void add(List<UnwrittenRow> rows) throws IOException {
        if (writer.isEmpty()) {
            return;
        }
        for (UnwrittenRow row : rows) {
            if (row.code() == WriteResult.NOTHING_TO_WRITE) {
                continue;
            }
            ObjectNode line = JSON.createObjectNode().put("row", row.row());
            row.line().ifPresent(number -> line.put("line", number));
            if (!row.key().isEmpty()) {
                line.put("key", row.key());
            }
            line.put("reason", row.reason());
            if (row.doubt() == UnwrittenRow.Doubt.MAYBE_WRITTEN) {
                line.put("inDoubt", true);
            }
            row.source().ifPresent(source -> line.put("source", source));
            writer.get().write(line + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
