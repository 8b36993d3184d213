package dev.aerospikearrow.cli.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A table that DuckDB does not find in a statement, as it says itself: with the setting {@code
 * errors_as_json} an error has fields.
 *
 * @param schema the schema as the statement names it, empty if it names none or DuckDB does not say
 * @param name the table
 */
record MissingTable(Optional<String> schema, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_SCHEMA = "does not exist because schema \"";

    /**
     * Reads an error.
     *
     * @return empty if it is another one
     */
    static Optional<MissingTable> of(SQLException error, String statement) {
        String message = String.valueOf(error.getMessage());
        int begin = message.indexOf('{');
        if (begin < 0) {
            return Optional.empty();
        }
        try {
            return read(JSON.readTree(message.substring(begin)), statement);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // Not of this form, so it says nothing of tables.
        }
    }

    private static Optional<MissingTable> read(JsonNode error, String statement) {
        if (!error.path("exception_type").asText().equals("Catalog")) {
            return Optional.empty();
        }
        String name = error.path("name").asText();
        if (error.path("error_subtype").asText().equals("MISSING_ENTRY")
                && error.path("type").asText().equals("Table")) {
            return Optional.of(
                    new MissingTable(
                            schema(error.path("location").asText(), name, statement), name));
        }
        return unknownSchema(error.path("exception_message").asText());
    }

    /** Of a schema that is not there, only the sentence tells. */
    private static Optional<MissingTable> unknownSchema(String sentence) {
        int schema = sentence.indexOf(NO_SCHEMA);
        int name = sentence.indexOf('"');
        if (schema < 0 || name < 0 || name > schema) {
            return Optional.empty();
        }
        String qualified = sentence.substring(name + 1, sentence.indexOf('"', name + 1));
        int begin = schema + NO_SCHEMA.length();
        String schemaName = sentence.substring(begin, sentence.indexOf('"', begin));
        return qualified.startsWith(schemaName + ".")
                ? Optional.of(
                        new MissingTable(
                                Optional.of(schemaName),
                                qualified.substring(schemaName.length() + 1)))
                : Optional.empty();
    }

    /**
     * @param location {@code [offset,length]} of the whole name, in bytes
     */
    private static Optional<String> schema(String location, String name, String statement) {
        if (location.isEmpty()) {
            return Optional.empty();
        }
        String[] numbers = location.substring(1, location.length() - 1).split(",");
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        int offset = Integer.parseInt(numbers[0]);
        int length = Integer.parseInt(numbers[1]);
        if (offset + length > bytes.length) {
            return Optional.empty(); // It is in a view, whose text this is not.
        }
        String written = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return withoutName(written, "." + name)
                .or(() -> withoutName(written, "." + Identifier.quoted(name)))
                .map(Identifier::unquoted);
    }

    private static Optional<String> withoutName(String written, String end) {
        return written.endsWith(end)
                ? Optional.of(written.substring(0, written.length() - end.length()))
                : Optional.empty();
    }
}
