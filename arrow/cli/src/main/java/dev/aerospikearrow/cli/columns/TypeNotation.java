package dev.aerospikearrow.cli.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A reader of types as people write them, the way messages and proposals of this project print
 * them: {@code Int64}, {@code Timestamp(millisecond, UTC)}, {@code List<Utf8>}, {@code Struct<a:
 * Bool, b: Float64>}. Upper and lower case are the same.
 */
public final class TypeNotation {
    /** The types without arguments, by their names in lower case. */
    private static final Map<String, ArrowType> SIMPLE =
            Map.ofEntries(
                    Map.entry("int8", new ArrowType.Int(8, true)),
                    Map.entry("int16", new ArrowType.Int(16, true)),
                    Map.entry("int32", new ArrowType.Int(32, true)),
                    Map.entry("int64", new ArrowType.Int(64, true)),
                    Map.entry("uint8", new ArrowType.Int(8, false)),
                    Map.entry("uint16", new ArrowType.Int(16, false)),
                    Map.entry("uint32", new ArrowType.Int(32, false)),
                    Map.entry("uint64", new ArrowType.Int(64, false)),
                    Map.entry("float16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
                    Map.entry(
                            "float32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
                    Map.entry(
                            "float64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    Map.entry("bool", ArrowType.Bool.INSTANCE),
                    Map.entry("utf8", ArrowType.Utf8.INSTANCE),
                    Map.entry("largeutf8", ArrowType.LargeUtf8.INSTANCE),
                    Map.entry("utf8view", ArrowType.Utf8View.INSTANCE),
                    Map.entry("binary", ArrowType.Binary.INSTANCE),
                    Map.entry("largebinary", ArrowType.LargeBinary.INSTANCE),
                    Map.entry("binaryview", ArrowType.BinaryView.INSTANCE),
                    // Without an argument: what most people mean.
                    Map.entry("date", new ArrowType.Date(DateUnit.DAY)),
                    Map.entry("timestamp", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")));

    /** The types with arguments in parentheses. */
    private static final Map<String, Function<List<String>, ArrowType>> WITH_ARGUMENTS =
            Map.of(
                    "fixedsizebinary",
                    arguments -> new ArrowType.FixedSizeBinary(number(arguments, 0)),
                    "decimal128",
                    arguments ->
                            new ArrowType.Decimal(number(arguments, 0), number(arguments, 1), 128),
                    "decimal256",
                    arguments ->
                            new ArrowType.Decimal(number(arguments, 0), number(arguments, 1), 256),
                    "date",
                    arguments -> new ArrowType.Date(constant(DateUnit.class, arguments)),
                    "time32",
                    arguments -> new ArrowType.Time(constant(TimeUnit.class, arguments), 32),
                    "time64",
                    arguments -> new ArrowType.Time(constant(TimeUnit.class, arguments), 64),
                    "timestamp",
                    arguments ->
                            new ArrowType.Timestamp(
                                    constant(TimeUnit.class, arguments),
                                    arguments.size() > 1 ? arguments.get(1) : null),
                    "duration",
                    arguments -> new ArrowType.Duration(constant(TimeUnit.class, arguments)));

    private static final String KNOWN =
            "Int8 to Int64, UInt8 to UInt64, Float16 to Float64, Bool, Utf8, LargeUtf8, Utf8View,"
                    + " Binary, LargeBinary, BinaryView, FixedSizeBinary(20), Decimal128(9, 2),"
                    + " Date(day), Time64(microsecond), Timestamp(millisecond, UTC),"
                    + " Duration(second), List<Utf8>, FixedSizeList<Float32>(8), Map<Utf8, Int64>"
                    + " and Struct<a: Int64, b: Utf8>";

    private final String text;
    private int position;

    private TypeNotation(String text) {
        this.text = text;
    }

    /**
     * A nullable field of a type.
     *
     * @throws IllegalArgumentException if the text is no type; the message says where it stops
     *     being one, and which types there are
     */
    public static Field field(String name, String type, Map<String, String> metadata) {
        TypeNotation notation = new TypeNotation(type);
        Field field;
        try {
            field = notation.type(name, metadata);
            notation.skipSpaces();
            if (notation.position < type.length()) {
                throw notation.wrong("nothing more was expected");
            }
        } catch (NumberFormatException e) {
            throw notation.wrong("a number was expected");
        }
        return field;
    }

    private Field type(String name, Map<String, String> metadata) {
        skipSpaces();
        String typeName = word();
        String lower = typeName.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "list" -> nested(name, ArrowType.List.INSTANCE, metadata, List.of(element()));
            case "largelist" ->
                    nested(name, ArrowType.LargeList.INSTANCE, metadata, List.of(element()));
            case "fixedsizelist" -> {
                Field element = element();
                int length = number(arguments(), 0);
                yield nested(name, new ArrowType.FixedSizeList(length), metadata, List.of(element));
            }
            case "map" -> nested(name, new ArrowType.Map(false), metadata, List.of(mapEntries()));
            case "struct" -> nested(name, ArrowType.Struct.INSTANCE, metadata, structFields());
            default -> new Field(name, new FieldType(true, scalar(typeName), null, metadata), null);
        };
    }

    private static Field nested(
            String name, ArrowType type, Map<String, String> metadata, List<Field> children) {
        return new Field(name, new FieldType(true, type, null, metadata), children);
    }

    private ArrowType scalar(String typeName) {
        String lower = typeName.toLowerCase(Locale.ROOT);
        skipSpaces();
        if (position < text.length() && text.charAt(position) == '(') {
            Function<List<String>, ArrowType> factory = WITH_ARGUMENTS.get(lower);
            if (factory != null) {
                return factory.apply(arguments());
            }
        } else if (SIMPLE.containsKey(lower)) {
            return SIMPLE.get(lower);
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no type, or not all of one. There are " + KNOWN + ".");
    }

    private Field element() {
        expect('<');
        Field element = type("item", Map.of());
        expect('>');
        return element;
    }

    private Field mapEntries() {
        expect('<');
        Field key = type(MapVector.KEY_NAME, Map.of());
        expect(',');
        Field value = type(MapVector.VALUE_NAME, Map.of());
        expect('>');
        Field requiredKey =
                new Field(
                        MapVector.KEY_NAME,
                        new FieldType(false, key.getType(), null),
                        key.getChildren());
        return new Field(
                MapVector.DATA_VECTOR_NAME,
                new FieldType(false, ArrowType.Struct.INSTANCE, null),
                List.of(requiredKey, value));
    }

    private List<Field> structFields() {
        expect('<');
        List<Field> fields = new ArrayList<>();
        do {
            skipSpaces();
            int colon = text.indexOf(':', position);
            if (colon < 0) {
                throw wrong("a field's name and a colon were expected");
            }
            String name = text.substring(position, colon).strip();
            position = colon + 1;
            fields.add(type(name, Map.of()));
        } while (accept(','));
        expect('>');
        return fields;
    }

    /** What stands in parentheses, separated by commas. */
    private List<String> arguments() {
        expect('(');
        int end = text.indexOf(')', position);
        if (end < 0) {
            throw wrong("a closing parenthesis is missing");
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : text.substring(position, end).split(",")) {
            arguments.add(argument.strip());
        }
        position = end + 1;
        return arguments;
    }

    private static int number(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new NumberFormatException();
        }
        return Integer.parseInt(arguments.get(index));
    }

    private static <E extends Enum<E>> E constant(Class<E> units, List<String> arguments) {
        String name = arguments.get(0);
        for (E unit : units.getEnumConstants()) {
            if (unit.name().equalsIgnoreCase(name)) {
                return unit;
            }
        }
        List<String> allowed = new ArrayList<>();
        for (E unit : units.getEnumConstants()) {
            allowed.add(unit.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(
                "\"" + name + "\" is no unit. There are " + String.join(", ", allowed) + ".");
    }

    private String word() {
        int start = position;
        while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private boolean accept(char wanted) {
        skipSpaces();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "' was expected");
        }
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "In the type \""
                        + text
                        + "\" "
                        + why
                        + " after \""
                        + text.substring(0, Math.min(position, text.length()))
                        + "\". There are "
                        + KNOWN
                        + ".");
    }
}
