package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.RawParticle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** Reads the values and types that the documentation writes in its examples. */
final class ExampleText {
    private final String text;
    private int at;

    ExampleText(String text) {
        this.text = text;
    }

    /** A bin's value of the kind that stands before it. */
    Object bin(String kind) {
        Object value = value();
        if (value == null) {
            throw new IllegalArgumentException(text);
        }
        return switch (kind) {
            case "double" -> ((Number) value).doubleValue();
            case "geojson" -> new GeoJson((String) value);
            case "hll" -> RawParticle.hll((byte[]) value);
            default -> value;
        };
    }

    /** A number, "text", true, false, nil, 0xbytes, [list] or {map}. */
    @Nullable Object value() {
        if (skip("\"")) {
            return until("\"");
        }
        if (skip("0x")) {
            return HexFormat.of().parseHex(word());
        }
        if (skip("[")) {
            List<@Nullable Object> list = new ArrayList<>();
            while (!skip("]")) {
                list.add(value());
                skip(", ");
            }
            return list;
        }
        if (skip("{")) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            while (!skip("}")) {
                Object key = value();
                skip(": ");
                map.put(key, value());
                skip(", ");
            }
            return map;
        }
        String word = word();
        return switch (word) {
            case "nil" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> word.matches("-?[0-9]+") ? integer(word) : (Object) Double.valueOf(word);
        };
    }

    private static Object integer(String digits) {
        BigInteger value = new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A field of the type that comes next. */
    Field field(String name) {
        return field(name, true);
    }

    private Field field(String name, boolean nullable) {
        String type = word();
        List<Field> children = new ArrayList<>();
        if (skip("<")) {
            while (!skip(">")) {
                children.add(type.equals("Struct") ? structField() : childField(type, children));
                skip(", ");
            }
        }
        List<String> arguments = new ArrayList<>();
        if (skip("(")) {
            while (!skip(")")) {
                arguments.add(word());
                skip(", ");
            }
        }
        if (type.equals("Dictionary")) {
            ArrowType.Int indexType = (ArrowType.Int) children.get(0).getType();
            DictionaryEncoding encoding = new DictionaryEncoding(1, false, indexType);
            ArrowType texts = children.get(1).getType();
            return new Field(name, new FieldType(nullable, texts, encoding), List.of());
        }
        if (type.equals("Map")) {
            FieldType entries = FieldType.notNullable(ArrowType.Struct.INSTANCE);
            children = List.of(new Field("entries", entries, children));
        }
        FieldType fieldType = new FieldType(nullable, type(type, arguments), null);
        return new Field(name, fieldType, children);
    }

    private Field structField() {
        String name = word();
        skip(": ");
        return field(name);
    }

    private Field childField(String type, List<Field> before) {
        if (!type.equals("Map")) {
            return field("item");
        }
        return before.isEmpty() ? field("key", false) : field("value");
    }

    private static ArrowType type(String name, List<String> arguments) {
        String letters = name.replaceAll("[0-9]", "");
        int number = name.equals(letters) ? 0 : Integer.parseInt(name.replaceAll("\\D", ""));
        return switch (letters) {
            case "Int" -> new ArrowType.Int(number, true);
            case "UInt" -> new ArrowType.Int(number, false);
            case "Float" ->
                    new ArrowType.FloatingPoint(
                            switch (number) {
                                case 16 -> FloatingPointPrecision.HALF;
                                case 32 -> FloatingPointPrecision.SINGLE;
                                default -> FloatingPointPrecision.DOUBLE;
                            });
            case "Bool" -> ArrowType.Bool.INSTANCE;
            case "Decimal" ->
                    new ArrowType.Decimal(
                            Integer.parseInt(arguments.get(0)),
                            Integer.parseInt(arguments.get(1)),
                            number);
            case "Date" -> new ArrowType.Date(DateUnit.valueOf(upper(arguments.get(0))));
            case "Time" -> new ArrowType.Time(unit(arguments), number);
            case "Timestamp" ->
                    new ArrowType.Timestamp(
                            unit(arguments), arguments.size() > 1 ? arguments.get(1) : null);
            case "Duration" -> new ArrowType.Duration(unit(arguments));
            case "Utf" -> ArrowType.Utf8.INSTANCE;
            case "UtfView" -> ArrowType.Utf8View.INSTANCE;
            case "Binary" -> ArrowType.Binary.INSTANCE;
            case "FixedSizeBinary" ->
                    new ArrowType.FixedSizeBinary(Integer.parseInt(arguments.get(0)));
            case "List" -> ArrowType.List.INSTANCE;
            case "LargeList" -> ArrowType.LargeList.INSTANCE;
            case "FixedSizeList" -> new ArrowType.FixedSizeList(Integer.parseInt(arguments.get(0)));
            case "Map" -> new ArrowType.Map(false);
            case "Struct" -> ArrowType.Struct.INSTANCE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static TimeUnit unit(List<String> arguments) {
        return TimeUnit.valueOf(upper(arguments.get(0)));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private boolean skip(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private String until(String token) {
        int end = text.indexOf(token, at);
        String found = text.substring(at, end);
        at = end + token.length();
        return found;
    }

    private String word() {
        int start = at;
        while (at < text.length() && "<>()[]{},: ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }
}
