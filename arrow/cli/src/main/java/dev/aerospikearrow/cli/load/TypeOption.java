package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.columns.TypeNotation;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.data.MessageValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The types that {@code --type} gives columns: {@code
 * code=string,price=decimal:text,at=Timestamp(second, UTC)}.
 */
public final class TypeOption {
    /** Names that are shorter than Arrow's, or that Arrow has no type for. */
    private static final Map<String, BinType> SHORT =
            Map.ofEntries(
                    Map.entry("string", notation("Utf8")),
                    Map.entry("text", notation("Utf8")),
                    Map.entry("int", notation("Int64")),
                    Map.entry("integer", notation("Int64")),
                    Map.entry("double", notation("Float64")),
                    Map.entry("double:rounded", TypeOption::rounded),
                    Map.entry("bool", notation("Bool")),
                    Map.entry("blob", notation("Binary")),
                    Map.entry("geojson", encoded("Utf8", ColumnEncoding.GEOJSON)),
                    Map.entry("decimal:text", TypeOption::decimalText),
                    Map.entry("json", TypeOption::json));

    private static final Map<String, ColumnEncoding> ENCODINGS =
            Map.of("decimal:text", ColumnEncoding.TEXT, "geojson", ColumnEncoding.GEOJSON);

    private final Map<String, String> names;
    private final Map<String, BinType> types;
    private final Map<String, Field> fields;
    private final Optional<BinType> ofOthers;

    private TypeOption(
            Map<String, String> names,
            Map<String, BinType> types,
            Map<String, Field> fields,
            Optional<BinType> ofOthers) {
        this.names = names;
        this.types = types;
        this.fields = fields;
        this.ofOthers = ofOthers;
    }

    /** What is said when nothing is. */
    public static final TypeOption NONE =
            new TypeOption(Map.of(), Map.of(), Map.of(), Optional.empty());

    /** Every column has keys of a type. */
    static TypeOption ofKeys(KeyType type) {
        return new TypeOption(Map.of(), Map.of(), Map.of(), Optional.of(ofKey(type)));
    }

    /** How keys of a type are stored. */
    static BinType ofKey(KeyType type) {
        return switch (type) {
            case INT -> notation("Int64");
            case TEXT -> DeclaredType::text;
            case BLOB, DIGEST -> DeclaredType::hexadecimal;
        };
    }

    /**
     * Reads a list of columns and types.
     *
     * @throws IllegalArgumentException if something is no type; the message says which there are
     */
    public static TypeOption parse(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, BinType> types = new LinkedHashMap<>();
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String part : split(text)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "--type is column=type, separated by commas, but found \"" + part + "\".");
            }
            String column = part.substring(0, equals).strip();
            String type = part.substring(equals + 1).strip();
            names.put(column, type);
            types.put(column, type(type));
            if (!SHORT.containsKey(type.toLowerCase(Locale.ROOT))) {
                fields.put(column, TypeNotation.field(column, type, Map.of()));
            }
        }
        return new TypeOption(names, types, fields, Optional.empty());
    }

    /** The type of a name. */
    private static BinType type(String name) {
        BinType known = SHORT.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        try {
            return notation(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage()
                            + " For --type also string, int, double, double:rounded, bool, blob,"
                            + " geojson, decimal:text and json.",
                    e);
        }
    }

    /** The field of a column that has a type of Arrow's. */
    Optional<Field> field(String column) {
        return Optional.ofNullable(fields.get(column));
    }

    /**
     * The same for a file whose columns have types: how they lie in their bins.
     *
     * @throws IllegalArgumentException if a type is not a matter of that
     */
    Map<String, ColumnEncoding> encodings() {
        Map<String, ColumnEncoding> encodings = new LinkedHashMap<>();
        names.forEach(
                (column, name) -> {
                    ColumnEncoding encoding = ENCODINGS.get(name.toLowerCase(Locale.ROOT));
                    if (encoding == null) {
                        throw new IllegalArgumentException(
                                "--type "
                                        + column
                                        + "="
                                        + name
                                        + " is for CSV and JSON lines. The columns of other files have"
                                        + " types; only decimal:text and geojson say how they are"
                                        + " stored.");
                    }
                    encodings.put(column, encoding);
                });
        return encodings;
    }

    /** The columns that something is said of. */
    Set<String> columns() {
        return types.keySet();
    }

    /** Whether something is said of a column. */
    boolean names(String column) {
        return types.containsKey(column);
    }

    Optional<BinType> of(String column) {
        return Optional.ofNullable(types.get(column)).or(() -> ofOthers);
    }

    /**
     * Checks that the columns are there.
     *
     * @throws IllegalArgumentException if a type is given for a column that is not
     */
    void requireColumns(List<String> columns, String file) {
        for (String column : types.keySet()) {
            if (!columns.contains(column)) {
                throw new IllegalArgumentException(
                        "--type names the column "
                                + column
                                + ", but "
                                + file
                                + " has only "
                                + String.join(", ", columns)
                                + ".");
            }
        }
    }

    private static BinType notation(String type) {
        return DeclaredType.of(TypeNotation.field("", type, Map.of()));
    }

    private static BinType encoded(String type, ColumnEncoding encoding) {
        return DeclaredType.of(
                TypeNotation.field(
                        "",
                        type,
                        Map.of(FieldMetadata.ENCODING, encoding.name().toLowerCase(Locale.ROOT))));
    }

    private static Object rounded(Object value) {
        double number = Double.parseDouble(DeclaredType.number(value, "a number").text());
        if (Double.isInfinite(number)) {
            throw new MisfitException(
                    MessageValues.shown(value, "the number") + " is beyond what a double can be.");
        }
        return number;
    }

    /** The digits as the file has them, if they are a number. */
    private static Object decimalText(Object value) {
        return DeclaredType.number(value, "a decimal").text();
    }

    private static Object json(Object value) {
        Object parsed = value instanceof String text ? JsonText.value(text) : value;
        if (parsed == null) {
            throw new MisfitException("null is no value of a bin; leave the field empty.");
        }
        return FoundType.INSTANCE.bin(parsed);
    }

    /** At the commas that are in no brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
