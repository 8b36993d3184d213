package dev.aerospikearrow.cli.columns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.TypeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Schemas in files of JSON: what {@code schema --json} prints, people correct, and {@code --schema}
 * reads.
 *
 * <pre>{@code
 * {"columns": [
 *     {"name": "delay", "type": "Int32"},
 *     {"name": "trips", "source": "features.driver.trips", "type": "Int64", "onMismatch": "null"}]}
 * }</pre>
 *
 * Other members are for people and are not read.
 */
public final class SchemaFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> POLICIES = Set.of("fail", "null", "coerce");

    private SchemaFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no schema; the message says what is missing
     */
    public static List<ColumnRequest> read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        }
        JsonNode columns = root.path("columns");
        if (!columns.isArray() || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    file
                            + " has no list named \"columns\". Make a file to start from with"
                            + " aerospike-arrow schema test.flights --json.");
        }
        List<ColumnRequest> requests = new ArrayList<>();
        for (Iterator<JsonNode> each = columns.elements(); each.hasNext(); ) {
            requests.add(column(file, each.next()));
        }
        return requests;
    }

    /**
     * The fields of a file, all of which have a type.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no schema, or leaves a type open
     */
    public static List<Field> fields(Path file) throws IOException {
        return read(file).stream().map(column -> column.field(Optional.empty(), Set.of())).toList();
    }

    private static ColumnRequest column(Path file, JsonNode node) {
        String name = node.path("name").asText();
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "A column of " + file + " has no \"name\": " + node + ".");
        }
        Optional<String> onMismatch = text(node, "onMismatch");
        if (onMismatch.isPresent() && !POLICIES.contains(onMismatch.get())) {
            throw new IllegalArgumentException(
                    "Column "
                            + name
                            + " of "
                            + file
                            + " has \"onMismatch\": \""
                            + onMismatch.get()
                            + "\". Allowed are fail, null and coerce.");
        }
        return new ColumnRequest(
                name, text(node, "source"), text(node, "type"), onMismatch, text(node, "encoding"));
    }

    private static Optional<String> text(JsonNode node, String member) {
        String value = node.path(member).asText();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A proposal as such a file, with what the sample says of each bin. */
    public static ObjectNode of(InferredSchema proposal) {
        ObjectNode root = JSON.createObjectNode();
        root.put("namespace", proposal.set().namespace());
        root.put("set", proposal.set().name());
        root.put("sampledRecords", proposal.sampledRecords());
        root.put("complete", proposal.complete());
        var columns = root.putArray("columns");
        for (InferredBin bin : proposal.bins()) {
            ObjectNode column = columns.addObject();
            column.put("name", bin.binName());
            column.put("type", TypeNames.of(bin.field()));
            Optional.ofNullable(bin.field().getMetadata().get(FieldMetadata.ENCODING))
                    .ifPresent(encoding -> column.put("encoding", encoding));
            column.put("records", bin.recordCount());
            ObjectNode holds = column.putObject("holds");
            bin.typeCounts().forEach(holds::put);
            column.put("reason", bin.reason());
            if (!bin.conflicts().isEmpty()) {
                var conflicts = column.putArray("conflicts");
                bin.conflicts().forEach(conflict -> conflicts.add(conflict.toString()));
            }
        }
        return root;
    }
}
