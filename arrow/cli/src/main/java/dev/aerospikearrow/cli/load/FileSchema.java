package dev.aerospikearrow.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.cli.columns.SchemaFile;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.OutputFile;
import dev.aerospikearrow.columnar.FieldMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The schema of a file of texts: {@code users.csv.schema.json} beside {@code users.csv}, in the
 * form in which Arrow's Java library writes schemas. {@code export} writes it, {@code import} reads
 * it; one that {@code schema --json} has written can be read, too.
 */
public final class FileSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Field> fields;

    private FileSchema(List<Field> fields) {
        this.fields = new LinkedHashMap<>();
        fields.forEach(field -> this.fields.put(field.getName(), field));
    }

    /** A schema that knows no column. */
    public static final FileSchema NONE = new FileSchema(List.of());

    /** Where the schema of a file is. */
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".schema.json");
    }

    /**
     * Checks that what is beside a file may be replaced.
     *
     * @throws CliException if something is there that is no schema
     */
    public static void requireReplaceable(Path file) throws IOException {
        Path beside = beside(file);
        if (!Files.exists(beside)) {
            return;
        }
        try {
            read(beside);
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.FILES,
                    beside
                            + ", where the types of "
                            + file
                            + " would be kept, is there already and is no schema. Choose another"
                            + " name.",
                    e);
        }
    }

    /** Writes the schema of a file beside it, in one step. */
    public static void writeBeside(Path file, Schema schema) throws IOException {
        try (OutputFile output = OutputFile.of(beside(file), OutputFile.Existing.REPLACE)) {
            Files.writeString(
                    output.temporary(),
                    schema.toJson() + "\n",
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            output.commit();
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no schema
     */
    public static FileSchema read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JsonNode root = JSON.readTree(text);
            if (root.path("fields").isArray()) {
                return new FileSchema(Schema.fromJSON(text).getFields());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is no JSON of a schema: " + e.getOriginalMessage() + ".", e);
        }
        return new FileSchema(SchemaFile.fields(file));
    }

    /** The columns that are known. */
    List<String> columns() {
        return List.copyOf(fields.keySet());
    }

    /** What a column is. */
    Optional<Field> field(String column) {
        return Optional.ofNullable(fields.get(column));
    }

    /** The bin of a column. */
    String binName(String column) {
        return field(column)
                .map(field -> field.getMetadata().get(FieldMetadata.BIN))
                .orElse(column);
    }

    /** Whether a column is named like one of a record's own, and is a bin all the same. */
    boolean namesBin(String column) {
        return field(column)
                .filter(field -> field.getMetadata().containsKey(FieldMetadata.BIN))
                .isPresent();
    }

    /**
     * Checks that the file is the one that the schema was written with.
     *
     * @param columns what the file has
     * @throws IllegalArgumentException if the columns differ
     */
    void requireColumns(List<String> columns, String file) {
        for (String column : fields.keySet()) {
            if (!columns.contains(column)) {
                throw new IllegalArgumentException(
                        "The schema of "
                                + file
                                + " has a column "
                                + column
                                + ", the file has only "
                                + String.join(", ", columns)
                                + ". Is it another file by now? --no-schema goes by the file alone.");
            }
        }
    }
}
