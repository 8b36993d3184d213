package dev.aerospikearrow.columnar;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names of Arrow types as people write them: {@code Int64}, {@code List<Utf8>}, {@code Struct<a:
 * Bool>}.
 */
public final class TypeNames {
    private TypeNames() {}

    /** The name of a field's type, its children included. */
    public static String of(Field field) {
        ArrowType type = field.getType();
        DictionaryEncoding dictionary = field.getDictionary();
        if (dictionary != null && !(type instanceof ArrowType.Int)) {
            return "Dictionary<" + of(dictionary.getIndexType()) + ", " + of(type) + ">";
        }
        return switch (type.getTypeID()) {
            case List, LargeList, ListView, LargeListView ->
                    type.getTypeID() + "<" + children(field) + ">";
            case FixedSizeList ->
                    "FixedSizeList<"
                            + children(field)
                            + ">("
                            + ((ArrowType.FixedSizeList) type).getListSize()
                            + ")";
            case Map ->
                    "Map<"
                            + (field.getChildren().isEmpty()
                                    ? ""
                                    : children(field.getChildren().get(0)))
                            + ">";
            case Struct ->
                    "Struct<"
                            + field.getChildren().stream()
                                    .map(child -> child.getName() + ": " + of(child))
                                    .collect(Collectors.joining(", "))
                            + ">";
            default -> of(type);
        };
    }

    /** The name of a field's type, and what its metadata says of the numbers that fit. */
    public static String withRange(Field field) {
        Map<String, String> metadata = field.getMetadata();
        return of(field)
                + phrase(" from ", metadata.get(FieldMetadata.MIN))
                + phrase(" to ", metadata.get(FieldMetadata.MAX))
                + phrase(" in multiples of ", metadata.get(FieldMetadata.MULTIPLE_OF));
    }

    private static String phrase(String words, @Nullable String number) {
        return number == null ? "" : words + number;
    }

    private static String children(Field field) {
        return field.getChildren().stream().map(TypeNames::of).collect(Collectors.joining(", "));
    }

    private static String of(ArrowType type) {
        if (type instanceof ArrowType.Int number) {
            return (number.getIsSigned() ? "Int" : "UInt") + number.getBitWidth();
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return switch (number.getPrecision()) {
                case HALF -> "Float16";
                case SINGLE -> "Float32";
                case DOUBLE -> "Float64";
            };
        }
        if (type instanceof ArrowType.Decimal decimal) {
            return "Decimal"
                    + decimal.getBitWidth()
                    + "("
                    + decimal.getPrecision()
                    + ", "
                    + decimal.getScale()
                    + ")";
        }
        if (type instanceof ArrowType.Date date) {
            return "Date(" + lower(date.getUnit()) + ")";
        }
        if (type instanceof ArrowType.Time time) {
            return "Time" + time.getBitWidth() + "(" + lower(time.getUnit()) + ")";
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            String zone = timestamp.getTimezone();
            return "Timestamp("
                    + lower(timestamp.getUnit())
                    + (zone == null || zone.isEmpty() ? ")" : ", " + zone + ")");
        }
        if (type instanceof ArrowType.Duration duration) {
            return "Duration(" + lower(duration.getUnit()) + ")";
        }
        if (type instanceof ArrowType.FixedSizeBinary binary) {
            return "FixedSizeBinary(" + binary.getByteWidth() + ")";
        }
        return type.getTypeID().toString();
    }

    private static String lower(Enum<?> unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
