package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.TypeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** The choice of the column for a field: the one place that knows all Arrow types. */
public final class ColumnFactory {
    /** The types a field may have, for messages. */
    public static final String ALLOWED_TYPES =
            "Int8 to Int64, UInt8 to UInt64, Float16, Float32, Float64, Bool, Decimal128,"
                    + " Decimal256, Date, Time, Timestamp, Duration, Utf8, LargeUtf8, Utf8View,"
                    + " Binary, LargeBinary, BinaryView, FixedSizeBinary, List, LargeList,"
                    + " FixedSizeList, Map, Struct";

    private ColumnFactory() {}

    /**
     * Checks that a column can be made for a field.
     *
     * @throws IllegalArgumentException if not; names the field, its type and what is allowed
     */
    public static void requireSupported(Field field) {
        if (field.getDictionary() == null) {
            requireSupported(field, field.getName());
        } else {
            requireDictionary(field);
        }
    }

    private static void requireDictionary(Field field) {
        requireRange(field, field.getName());
        ArrowType.Int indexType = field.getDictionary().getIndexType();
        if (!(field.getType() instanceof ArrowType.Utf8)
                || !indexType.getIsSigned()
                || indexType.getBitWidth() > Integer.SIZE) {
            throw refused(
                    field.getName(),
                    field,
                    "a dictionary is of Utf8 with indices of Int8, Int16 or Int32");
        }
        if (field.getDictionary().isOrdered()) {
            throw refused(
                    field.getName(),
                    field,
                    "a dictionary is in the order in which its texts are first seen and cannot be"
                            + " declared ordered");
        }
    }

    private static void requireSupported(Field field, String path) {
        ArrowType type = field.getType();
        if (field.getDictionary() != null) {
            throw refused(
                    path,
                    field,
                    "only whole fields, and none for metadata or inside lists, maps and structs, are"
                            + " encoded with a dictionary");
        }
        switch (type.getTypeID()) {
            case Int, FloatingPoint, Bool, Date, Time, Timestamp, Duration -> {}
            case Utf8, LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView, FixedSizeBinary -> {}
            case Decimal -> {
                int bits = ((ArrowType.Decimal) type).getBitWidth();
                if (bits != 128 && bits != 256) {
                    throw refused(path, field, "decimals have 128 or 256 bits");
                }
            }
            case List, LargeList, FixedSizeList -> requireChildren(field, path, 1);
            case Map -> {
                requireChildren(field, path, 1);
                Field entries = field.getChildren().get(0);
                if (!(entries.getType() instanceof ArrowType.Struct)
                        || entries.getChildren().size() != 2
                        || entries.getChildren().get(0).isNullable()) {
                    throw refused(
                            path,
                            field,
                            "a Map has one child, a Struct of a key that is not nullable and a"
                                    + " value");
                }
            }
            case Struct -> {
                requireChildren(field, path, -1);
                Set<String> names = new HashSet<>();
                for (Field child : field.getChildren()) {
                    if (!names.add(child.getName())) {
                        throw refused(path, field, "two of its fields have the same name");
                    }
                }
            }
            default -> throw refused(path, field, "no value of a bin becomes this type");
        }
        if (field.getMetadata().containsKey(FieldMetadata.BYTE_ORDER)) {
            byteOrder(field);
        }
        requireRange(field, path);
    }

    private static void requireRange(Field field, String path) {
        Map<String, String> metadata = field.getMetadata();
        for (String key :
                List.of(FieldMetadata.MIN, FieldMetadata.MAX, FieldMetadata.MULTIPLE_OF)) {
            if (!metadata.containsKey(key)) {
                continue;
            }
            switch (field.getType().getTypeID()) {
                case Int, Date, Time, Timestamp, Duration -> IntegerRange.of(field);
                default ->
                        throw refused(
                                path,
                                field,
                                "its metadata has "
                                        + key
                                        + ", which is for whole numbers: Int, UInt, Date, Time,"
                                        + " Timestamp and Duration");
            }
        }
    }

    private static void requireChildren(Field field, String path, int count) {
        List<Field> children = field.getChildren();
        if (children.isEmpty() || count > 0 && children.size() != count) {
            throw refused(
                    path,
                    field,
                    "it has "
                            + children.size()
                            + " child fields, "
                            + (count > 0 ? count : "one or more")
                            + " expected");
        }
        for (Field child : children) {
            requireSupported(child, path + "." + child.getName());
        }
    }

    private static IllegalArgumentException refused(String path, Field field, String reason) {
        return new IllegalArgumentException(
                "Field "
                        + path
                        + " is "
                        + TypeNames.of(field)
                        + ": "
                        + reason
                        + ". Allowed are "
                        + ALLOWED_TYPES
                        + ".");
    }

    /**
     * Makes an empty column of {@code rowCount} rows.
     *
     * @param field one that {@link #requireSupported} accepts
     * @param source what the column's memory is taken from, until it is closed
     * @param listener is told of misfits inside lists, maps and structs
     */
    public static Column create(
            Field field,
            Conversion conversion,
            int rowCount,
            BufferSource source,
            MisfitListener listener) {
        if (field.getDictionary() != null) {
            DictionaryColumn column = new DictionaryColumn(field, source, conversion);
            return reserved(column, () -> column.reserve(rowCount));
        }
        Maker maker = new Maker(source, conversion, listener);
        BytesRule rule = maker.rule(field.getType());
        int offsetWidth = offsetWidth(field.getType());
        if (rule != null && offsetWidth > 0) {
            BytesColumn column = new BytesColumn(field, source, rowCount, offsetWidth, rule);
            return reserved(column, column::reserve);
        }
        ValueBuilder builder = maker.builder(field);
        if (builder.seekable()) {
            return reserved(builder, () -> builder.reserve(rowCount));
        }
        ArenaColumn column =
                new ArenaColumn((ContainerBuilder) builder, source, rowCount, listener);
        return reserved(column, column::reserve);
    }

    /** Nothing is held if there is no memory for it. */
    private static Column reserved(Column column, Runnable reserve) {
        try {
            reserve.run();
            return column;
        } catch (RuntimeException | Error e) {
            column.close();
            throw e;
        }
    }

    /** Bytes of an offset of texts and byte strings; 0 if the type has no offsets. */
    private static int offsetWidth(ArrowType type) {
        return switch (type.getTypeID()) {
            case Utf8, Binary, List -> Integer.BYTES;
            case LargeUtf8, LargeBinary, LargeList -> Long.BYTES;
            default -> 0;
        };
    }

    private static ByteOrderName byteOrder(Field field) {
        String name = field.getMetadata().getOrDefault(FieldMetadata.BYTE_ORDER, "little");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrderName.LITTLE;
            case "big" -> ByteOrderName.BIG;
            default ->
                    throw new IllegalArgumentException(
                            "Field "
                                    + field.getName()
                                    + " has metadata "
                                    + FieldMetadata.BYTE_ORDER
                                    + " = \""
                                    + name
                                    + "\". Allowed are little and big.");
        };
    }

    private record Maker(BufferSource source, Conversion conversion, MisfitListener listener) {

        ValueBuilder builder(Field field) {
            ArrowType type = field.getType();
            BytesRule rule = rule(type);
            if (rule != null) {
                int offsetWidth = offsetWidth(type);
                return offsetWidth == 0
                        ? new ViewBuilder(field, source, rule)
                        : new VariableWidthBuilder(field, source, offsetWidth, rule);
            }
            return switch (type.getTypeID()) {
                case Int, Date, Time, Timestamp, Duration ->
                        new IntegerBuilder(field, source, IntegerRange.of(field), conversion);
                case FloatingPoint -> {
                    int width =
                            switch (((ArrowType.FloatingPoint) type).getPrecision()) {
                                case HALF -> Short.BYTES;
                                case SINGLE -> Float.BYTES;
                                case DOUBLE -> Double.BYTES;
                            };
                    yield new FloatBuilder(field, source, width, conversion);
                }
                case Bool -> new BoolBuilder(field, source, conversion);
                case Decimal ->
                        new DecimalBuilder(field, source, (ArrowType.Decimal) type, conversion);
                case FixedSizeBinary -> {
                    int width = ((ArrowType.FixedSizeBinary) type).getByteWidth();
                    yield new FixedBinaryBuilder(field, source, width, conversion);
                }
                case List, LargeList ->
                        new ListBuilder(
                                field, source, offsetWidth(type), onlyChild(field), listener);
                case FixedSizeList ->
                        new FixedSizeListBuilder(
                                field,
                                source,
                                ((ArrowType.FixedSizeList) type).getListSize(),
                                byteOrder(field),
                                onlyChild(field),
                                listener);
                case Map ->
                        new MapBuilder(field, source, (StructBuilder) onlyChild(field), listener);
                case Struct -> {
                    List<ValueBuilder> children = new ArrayList<>();
                    for (Field child : field.getChildren()) {
                        children.add(builder(child));
                    }
                    yield new StructBuilder(field, source, children, listener);
                }
                default -> throw refused(field.getName(), field, "no column is known for it");
            };
        }

        private ValueBuilder onlyChild(Field field) {
            return builder(field.getChildren().get(0));
        }

        /** How the type takes bytes; null if it is neither text nor bytes of any length. */
        @Nullable BytesRule rule(ArrowType type) {
            return switch (type.getTypeID()) {
                case Utf8, LargeUtf8, Utf8View -> BytesRule.text(conversion);
                case Binary, LargeBinary, BinaryView -> BytesRule.binary(conversion);
                default -> null;
            };
        }
    }
}
