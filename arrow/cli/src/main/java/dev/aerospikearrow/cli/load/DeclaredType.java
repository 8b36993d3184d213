package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.file.TimeText;
import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Values of CSV and JSON as what a field says they are: the way back from what {@link
 * dev.aerospikearrow.cli.file.BatchWriters} writes, for each of Arrow's types. What is stored is
 * what a column of the type would store.
 */
final class DeclaredType {
    private DeclaredType() {}

    /**
     * What values of a field become.
     *
     * @throws IllegalArgumentException if bins cannot have the type
     */
    static BinType of(Field field) {
        ArrowType type = field.getType();
        ColumnEncoding encoding = encoding(field);
        return switch (type.getTypeID()) {
            case Int -> integers((ArrowType.Int) type);
            case FloatingPoint -> floats(((ArrowType.FloatingPoint) type).getPrecision());
            case Bool -> DeclaredType::bool;
            case Utf8, LargeUtf8, Utf8View ->
                    encoding == ColumnEncoding.GEOJSON
                            ? value -> new GeoJson(text(value))
                            : DeclaredType::text;
            case Binary, LargeBinary, BinaryView, FixedSizeBinary -> bytes(field, encoding);
            case Decimal -> decimals((ArrowType.Decimal) type, encoding);
            case Date, Time, Timestamp, Duration -> value -> time(value, field);
            case List, LargeList -> lists(element(field.getChildren().get(0)));
            case FixedSizeList -> fixedLists(field, encoding);
            case Map -> maps(field.getChildren().get(0).getChildren());
            case Struct -> structs(field);
            default ->
                    throw new IllegalArgumentException(
                            "Column "
                                    + field.getName()
                                    + " is "
                                    + TypeNames.of(field)
                                    + ", which no bin can be.");
        };
    }

    /** Inside of lists and maps integers go further than in a bin. */
    private static BinType element(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Int number && !number.getIsSigned()) {
            BinType narrow = of(field);
            return number.getBitWidth() < Long.SIZE
                    ? narrow
                    : value -> value instanceof Long ? narrow.bin(value) : unsigned(value);
        }
        if (type instanceof ArrowType.Decimal decimal
                && encoding(field) == ColumnEncoding.NATURAL) {
            return value -> wholeElement(value, decimal);
        }
        return of(field);
    }

    private static Object unsigned(Object value) {
        try {
            NumberText number = number(value, "a UInt64");
            if (number.exact().signum() >= 0) {
                return number.element();
            }
        } catch (ArithmeticException e) {
            throw misfit(value, "a UInt64");
        }
        throw misfit(value, "a UInt64");
    }

    private static Object wholeElement(Object value, ArrowType.Decimal type) {
        try {
            return number(value, "a decimal").element();
        } catch (ArithmeticException e) {
            throw misfit(value, "a whole number, as " + type + " is in a list or map,");
        }
    }

    private static ColumnEncoding encoding(Field field) {
        String name = field.getMetadata().get(FieldMetadata.ENCODING);
        return name == null
                ? ColumnEncoding.NATURAL
                : ColumnEncoding.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static MisfitException misfit(Object value, String wanted) {
        return new MisfitException(
                wanted + " was expected, but found " + JsonText.describe(value) + ".");
    }

    /** A number with all its digits; from a text too, which is all that CSV has. */
    static NumberText number(Object value, String wanted) {
        if (value instanceof NumberText number) {
            return number;
        }
        if (value instanceof Long number) {
            return new NumberText(Long.toString(number));
        }
        if (value instanceof String text) {
            NumberText number = new NumberText(text.strip());
            try {
                number.exact();
                return number;
            } catch (NumberFormatException e) {
                throw misfit(value, wanted);
            }
        }
        throw misfit(value, wanted);
    }

    private static BinType integers(ArrowType.Int type) {
        int bits = type.getBitWidth();
        boolean signed = type.getIsSigned();
        String name = (signed ? "an Int" : "a UInt") + bits;
        long min = signed ? -1L << (bits - 1) : 0;
        long max = bits == Long.SIZE ? Long.MAX_VALUE : (1L << (signed ? bits - 1 : bits)) - 1;
        return value -> {
            long number;
            try {
                number =
                        value instanceof Long exact
                                ? exact
                                : number(value, name).exact().longValueExact();
            } catch (ArithmeticException e) {
                throw misfit(value, name + " between " + min + " and " + max);
            }
            if (number < min || number > max) {
                throw misfit(value, name + " between " + min + " and " + max);
            }
            return number;
        };
    }

    private static BinType floats(FloatingPointPrecision precision) {
        return switch (precision) {
            case DOUBLE ->
                    value -> {
                        Double special = special(value);
                        return special != null
                                ? special
                                : FoundType.exactDouble(number(value, "a number"));
                    };
            case SINGLE -> DeclaredType::single;
            case HALF ->
                    value -> {
                        double number = single(value);
                        float narrow = Float16.toFloat(Float16.toFloat16((float) number));
                        if (Double.compare(narrow, number) != 0) {
                            throw misfit(value, "a number that is exact as a Float16");
                        }
                        return number;
                    };
        };
    }

    private static double single(Object value) {
        Double special = special(value);
        if (special != null) {
            return special;
        }
        NumberText number = number(value, "a number");
        float narrow = Float.parseFloat(number.text());
        if (!number.isExactAs(narrow)) {
            throw misfit(value, "a number that is exact as a Float32");
        }
        return narrow;
    }

    /** What JSON has no number for. */
    private static @Nullable Double special(Object value) {
        return value instanceof String text
                ? switch (text) {
                    case "NaN" -> Double.NaN;
                    case "Infinity" -> Double.POSITIVE_INFINITY;
                    case "-Infinity" -> Double.NEGATIVE_INFINITY;
                    default -> null;
                }
                : null;
    }

    private static Object bool(Object value) {
        return switch (String.valueOf(value)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw misfit(value, "true or false");
        };
    }

    /** Numbers as the file writes them, too: that is what a type of texts asks for. */
    static String text(Object value) {
        if (value instanceof List || value instanceof Map) {
            throw misfit(value, "a text");
        }
        return FoundType.wholeText(String.valueOf(value));
    }

    private static BinType bytes(Field field, ColumnEncoding encoding) {
        int width =
                field.getType() instanceof ArrowType.FixedSizeBinary fixed
                        ? fixed.getByteWidth()
                        : -1;
        return value -> {
            byte[] bytes = hexadecimal(value);
            if (width >= 0 && bytes.length != width) {
                throw misfit(value, Quantity.of(width, "byte") + " as hexadecimal digits");
            }
            return encoding == ColumnEncoding.HLL
                    ? new RawParticle(ParticleType.HLL, bytes)
                    : bytes;
        };
    }

    static byte[] hexadecimal(Object value) {
        try {
            return HexFormat.of().parseHex((String) value);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw misfit(value, "a text of hexadecimal digits");
        }
    }

    private static BinType decimals(ArrowType.Decimal type, ColumnEncoding encoding) {
        return value -> {
            BigDecimal number = number(value, "a decimal").exact();
            try {
                BigDecimal scaled = number.setScale(type.getScale(), RoundingMode.UNNECESSARY);
                if (scaled.precision() > type.getPrecision()) {
                    throw misfit(value, "a decimal of at most " + type.getPrecision() + " digits");
                }
                return encoding == ColumnEncoding.TEXT
                        ? scaled.toPlainString()
                        : (Object) scaled.longValueExact();
            } catch (ArithmeticException e) {
                throw new MisfitException(
                        JsonText.named("the number", number.toPlainString())
                                + " is no integer of 64 bits, as a decimal's bin is. Keep it as a"
                                + " text with --type COLUMN=decimal:text.");
            }
        };
    }

    private static Object time(Object value, Field field) {
        if (value instanceof Long units) {
            return units;
        }
        if (!(value instanceof String text)) {
            throw misfit(value, "a text for " + TypeNames.of(field));
        }
        try {
            return TimeText.parse(text, field.getType());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MisfitException(
                    JsonText.describe(value)
                            + " is no "
                            + TypeNames.of(field)
                            + (MessageValues.areHidden() ? "" : ": " + e.getMessage())
                            + ". Correct it, or keep the column as a text with --type"
                            + " COLUMN=string.");
        }
    }

    private static List<?> list(Object value) {
        Object parsed = value instanceof String text ? JsonText.value(text) : value;
        if (parsed instanceof List<?> list) {
            return list;
        }
        throw misfit(value, "a list");
    }

    private static Map<?, ?> map(Object value) {
        Object parsed = value instanceof String text ? JsonText.value(text) : value;
        if (parsed instanceof Map<?, ?> map) {
            return map;
        }
        throw misfit(value, "an object");
    }

    private static BinType lists(BinType element) {
        return value -> elements(list(value), element);
    }

    private static List<@Nullable Object> elements(List<?> list, BinType element) {
        List<@Nullable Object> bins = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            try {
                bins.add(item == null ? null : element.bin(item));
            } catch (MisfitException e) {
                throw e.inside("[" + i + "]");
            }
        }
        return bins;
    }

    private static BinType fixedLists(Field field, ColumnEncoding encoding) {
        int length = ((ArrowType.FixedSizeList) field.getType()).getListSize();
        Field child = field.getChildren().get(0);
        BinType element = element(child);
        return value -> {
            List<@Nullable Object> elements = elements(list(value), element);
            if (elements.size() != length) {
                throw misfit(value, "a list of " + Quantity.of(length, "element"));
            }
            return encoding == ColumnEncoding.PACKED ? packed(elements, field, child) : elements;
        };
    }

    private static byte[] packed(List<@Nullable Object> numbers, Field field, Field child) {
        FloatingPointPrecision precision =
                ((ArrowType.FloatingPoint) child.getType()).getPrecision();
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.size() * Double.BYTES)
                        .order(
                                "big"
                                                .equalsIgnoreCase(
                                                        field.getMetadata()
                                                                .get(FieldMetadata.BYTE_ORDER))
                                        ? ByteOrder.BIG_ENDIAN
                                        : ByteOrder.LITTLE_ENDIAN);
        for (Object number : numbers) {
            if (number == null) {
                throw new MisfitException("packed numbers have no place for null.");
            }
            double value = (Double) number;
            switch (precision) {
                case HALF -> bytes.putShort(Float16.toFloat16((float) value));
                case SINGLE -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
            }
        }
        byte[] packed = new byte[bytes.position()];
        bytes.flip().get(packed);
        return packed;
    }

    private static BinType maps(List<Field> entry) {
        BinType keys = element(entry.get(0));
        BinType values = element(entry.get(1));
        return value -> {
            Map<Object, @Nullable Object> bins = new LinkedHashMap<>();
            map(value)
                    .forEach(
                            (name, item) -> {
                                try {
                                    bins.put(
                                            keys.bin(name), item == null ? null : values.bin(item));
                                } catch (MisfitException e) {
                                    throw e.inside("." + name);
                                }
                            });
            return bins;
        };
    }

    /** Members that are null have no entry, as in a column. */
    private static BinType structs(Field field) {
        Map<String, BinType> members = new LinkedHashMap<>();
        field.getChildren().forEach(child -> members.put(child.getName(), element(child)));
        return value -> {
            Map<Object, @Nullable Object> bins = new LinkedHashMap<>();
            map(value)
                    .forEach(
                            (name, item) -> {
                                BinType type = members.get(name);
                                if (type == null) {
                                    throw new MisfitException(
                                            "the struct has no member " + name + ".");
                                }
                                if (item != null) {
                                    try {
                                        bins.put(name, type.bin(item));
                                    } catch (MisfitException e) {
                                        throw e.inside("." + name);
                                    }
                                }
                            });
            return bins;
        };
    }
}
