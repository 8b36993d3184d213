package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.FieldMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Names of fields as DuckDB takes them: those of a table or struct that differ only in the case of
 * ASCII letters are one name. It would give a table other names then, and find one value by
 * another's name in a struct. An empty name becomes another one too, and names end at a zero byte.
 */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * Checks the columns of a table, and the fields of structs in them.
     *
     * @throws IllegalArgumentException if names cannot be kept; it has all of them
     */
    static void requireKept(List<Field> fields) {
        requireColumns(fields);
        fields.forEach(field -> requireStructs(field, field.getName()));
    }

    /** The same for columns whose structs are handed out as JSON, which keeps every name. */
    static void requireColumns(List<Field> fields) {
        for (Field field : fields) {
            String name = field.getName();
            if (name.isEmpty() || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "A column of DuckDB has a name without zero bytes, but a field's is "
                                + (name.isEmpty() ? "empty" : '"' + name.replace("\0", "\\0") + '"')
                                + ". Give the field another name, and the metadata "
                                + FieldMetadata.BIN
                                + " if it is filled from a bin.");
            }
        }
        String same = sameNames(fields);
        if (!same.isEmpty()) {
            throw new IllegalArgumentException(
                    "The names "
                            + same
                            + " differ only by case, so they would be one column in DuckDB. Declare"
                            + " a schema that reads one of them, or that gives the fields other"
                            + " names and each the metadata "
                            + FieldMetadata.BIN
                            + " with the name of its bin. For the table functions it is declared"
                            + " with FunctionOptions.Builder.schema.");
        }
    }

    private static void requireStructs(Field field, String path) {
        if (field.getType() instanceof ArrowType.Struct) {
            String same = sameNames(field.getChildren());
            if (!same.isEmpty()) {
                throw new IllegalArgumentException(
                        "The names "
                                + same
                                + " in field "
                                + path
                                + " differ only by case, so they would be one in DuckDB's STRUCT."
                                + " Read the field as a Map, or each value by a field of its own"
                                + " with the metadata "
                                + FieldMetadata.PATH
                                + ".");
            }
        }
        for (Field child : field.getChildren()) {
            requireStructs(child, path + "." + child.getName());
        }
    }

    /** The first names that are one to DuckDB; empty if there are none. */
    private static String sameNames(List<Field> fields) {
        Map<String, List<String>> names =
                fields.stream()
                        .map(Field::getName)
                        .collect(
                                Collectors.groupingBy(
                                        ColumnNames::folded,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return names.values().stream()
                .filter(same -> same.size() > 1)
                .findFirst()
                .map(same -> same.stream().collect(Collectors.joining("\", \"", "\"", "\"")))
                .orElse("");
    }

    private static String folded(String name) {
        return name.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
