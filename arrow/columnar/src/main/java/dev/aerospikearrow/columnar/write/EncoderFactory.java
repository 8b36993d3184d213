package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.columnar.write.IntegerEncoder.Layout;
import dev.aerospikearrow.data.ParticleType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The choice of the encoder for a vector: the one place of the writing side that knows all Arrow
 * types.
 *
 * @param target where the encoders write
 * @param dictionaries what the indexes of dictionary-encoded vectors stand for
 */
record EncoderFactory(RowTarget target, DictionaryProvider dictionaries) {

    /** The types a field may have, for messages. */
    static final String ALLOWED_TYPES = ColumnFactory.ALLOWED_TYPES + ", Null, and dictionaries";

    /**
     * The encoder of a vector.
     *
     * @param chosen goes before what the field's metadata says
     * @throws IllegalArgumentException if values of the type cannot be written, or not so; names
     *     the field, its type and what is allowed
     */
    ValueEncoder create(FieldVector vector, Optional<ColumnEncoding> chosen) {
        Field field = vector.getField();
        ColumnEncoding encoding = chosen.or(() -> encodingOf(field)).orElse(ColumnEncoding.NATURAL);
        DictionaryEncoding dictionary = field.getDictionary();
        return dictionary == null
                ? ofType(vector, field, encoding)
                : ofDictionary(vector, field, dictionary, encoding);
    }

    private ValueEncoder ofDictionary(
            FieldVector vector,
            Field field,
            DictionaryEncoding dictionary,
            ColumnEncoding encoding) {
        FieldVector vectorOfValues = dictionaryOf(field, dictionary).getVector();
        ValueEncoder indexes = ofType(vector, field, ColumnEncoding.NATURAL);
        return new DictionaryEncoder(
                (IntegerEncoder) indexes,
                vectorOfValues,
                create(vectorOfValues, Optional.of(encoding)));
    }

    private Dictionary dictionaryOf(Field field, DictionaryEncoding encoding) {
        Dictionary dictionary = dictionaries.lookup(encoding.getId());
        if (dictionary == null) {
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " is encoded with dictionary "
                            + encoding.getId()
                            + ", which is not there. Give it with"
                            + " ColumnarWriteOptions.Builder.dictionaries.");
        }
        return dictionary;
    }

    private ValueEncoder ofType(FieldVector vector, Field field, ColumnEncoding encoding) {
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Utf8, LargeUtf8, Utf8View -> bytes(vector, textType(field, encoding));
            case Binary, LargeBinary, BinaryView, FixedSizeBinary ->
                    bytes(vector, binaryType(field, encoding));
            case Decimal -> decimal(vector, field, encoding);
            case FixedSizeList -> fixedSizeList((FixedSizeListVector) vector, field, encoding);
            default -> {
                requireNatural(field, encoding);
                yield natural(vector, field);
            }
        };
    }

    private ValueEncoder natural(FieldVector vector, Field field) {
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Null -> new NullEncoder();
            case Int -> {
                ArrowType.Int number = (ArrowType.Int) type;
                yield integer(
                        vector,
                        number.getIsSigned()
                                ? Layout.signed(number.getBitWidth())
                                : Layout.unsigned(number.getBitWidth()));
            }
            case Date ->
                    integer(
                            vector,
                            ((ArrowType.Date) type).getUnit() == DateUnit.DAY
                                    ? Layout.INT32
                                    : Layout.INT64);
            case Time -> integer(vector, Layout.signed(((ArrowType.Time) type).getBitWidth()));
            case Timestamp, Duration -> integer(vector, Layout.INT64);
            case FloatingPoint ->
                    new FloatEncoder(
                            (BaseFixedWidthVector) vector,
                            widthBytes(((ArrowType.FloatingPoint) type).getPrecision()),
                            target);
            case Bool -> new BoolEncoder((BitVector) vector, target);
            case List, LargeList -> list(vector);
            case Map -> {
                ListRanges ranges = ListRanges.of(vector).orElseThrow();
                List<FieldVector> entries = ranges.elements().getChildrenFromFields();
                requireKeys(field, entries.get(0).getField());
                yield new MapEncoder(
                        (MapVector) vector,
                        ranges,
                        create(entries.get(0), Optional.empty()),
                        create(entries.get(1), Optional.empty()),
                        target);
            }
            case Struct -> struct((StructVector) vector);
            default ->
                    throw refused(
                            field,
                            "no value of a bin is of this type. Allowed are "
                                    + ALLOWED_TYPES
                                    + ".");
        };
    }

    /** The server would refuse each record, and say no more than that. */
    private void requireKeys(Field map, Field key) {
        DictionaryEncoding encoding = key.getDictionary();
        ArrowType type =
                encoding == null ? key.getType() : dictionaryOf(key, encoding).getVectorType();
        switch (type.getTypeID()) {
            case FloatingPoint, Bool, List, LargeList, FixedSizeList, Struct, Map ->
                    throw refused(
                            map,
                            "the keys of a map in a bin are integers, texts or bytes. Convert"
                                    + " them.");
            default -> {
                // Integers, in whatever unit, texts and bytes.
            }
        }
    }

    private IntegerEncoder integer(FieldVector vector, Layout layout) {
        return new IntegerEncoder((BaseFixedWidthVector) vector, layout, target);
    }

    private BytesEncoder bytes(FieldVector vector, int particleType) {
        ArrowType type = vector.getField().getType();
        return switch (type.getTypeID()) {
            case Utf8, Binary -> BytesEncoder.ofOffsets(vector, particleType, target);
            case LargeUtf8, LargeBinary ->
                    BytesEncoder.ofLargeOffsets(vector, particleType, target);
            case FixedSizeBinary ->
                    BytesEncoder.ofWidth(
                            vector,
                            ((ArrowType.FixedSizeBinary) type).getByteWidth(),
                            particleType,
                            target);
            default ->
                    BytesEncoder.ofViews(
                            (BaseVariableWidthViewVector) vector, particleType, target);
        };
    }

    private static int textType(Field field, ColumnEncoding encoding) {
        return switch (encoding) {
            case NATURAL, TEXT -> ParticleType.STRING;
            case GEOJSON -> ParticleType.GEOJSON;
            case PACKED, HLL -> throw refused(field, encoding);
        };
    }

    private static int binaryType(Field field, ColumnEncoding encoding) {
        return switch (encoding) {
            case NATURAL -> ParticleType.BLOB;
            case HLL -> ParticleType.HLL;
            case PACKED, TEXT, GEOJSON -> throw refused(field, encoding);
        };
    }

    private ValueEncoder decimal(FieldVector vector, Field field, ColumnEncoding encoding) {
        ArrowType.Decimal type = (ArrowType.Decimal) field.getType();
        if (type.getBitWidth() != 128 && type.getBitWidth() != 256) {
            throw refused(field, "decimals have 128 or 256 bits.");
        }
        DecimalEncoder.Form form =
                switch (encoding) {
                    case NATURAL -> DecimalEncoder.Form.INTEGER;
                    case TEXT -> DecimalEncoder.Form.TEXT;
                    case PACKED, GEOJSON, HLL -> throw refused(field, encoding);
                };
        return new DecimalEncoder(
                (BaseFixedWidthVector) vector,
                type.getBitWidth() / Byte.SIZE,
                type.getScale(),
                form,
                target);
    }

    private ValueEncoder fixedSizeList(
            FixedSizeListVector list, Field field, ColumnEncoding encoding) {
        FieldVector elements = list.getDataVector();
        if (encoding == ColumnEncoding.PACKED
                && elements.getField().getType() instanceof ArrowType.FloatingPoint number) {
            return new PackedEncoder(
                    list, widthBytes(number.getPrecision()), byteOrder(field), target);
        }
        requireNatural(field, encoding);
        return list(list);
    }

    private ListEncoder list(FieldVector list) {
        ListRanges ranges = ListRanges.of(list).orElseThrow();
        return new ListEncoder(list, ranges, create(ranges.elements(), Optional.empty()), target);
    }

    private StructEncoder struct(StructVector struct) {
        List<String> names = new ArrayList<>();
        List<ValueEncoder> fields = new ArrayList<>();
        for (FieldVector child : struct.getChildrenFromFields()) {
            names.add(child.getName());
            fields.add(create(child, Optional.empty()));
        }
        return new StructEncoder(struct, names, fields, target);
    }

    private static int widthBytes(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> Short.BYTES;
            case SINGLE -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
        };
    }

    private static ByteOrder byteOrder(Field field) {
        String name = field.getMetadata().getOrDefault(FieldMetadata.BYTE_ORDER, "little");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                    throw refused(
                            field,
                            "its metadata "
                                    + FieldMetadata.BYTE_ORDER
                                    + " is \""
                                    + name
                                    + "\". Allowed are little and big.");
        };
    }

    private static void requireNatural(Field field, ColumnEncoding encoding) {
        if (encoding != ColumnEncoding.NATURAL) {
            throw refused(field, encoding);
        }
    }

    private static IllegalArgumentException refused(Field field, ColumnEncoding encoding) {
        return refused(
                field,
                "ColumnEncoding."
                        + encoding
                        + " is for "
                        + switch (encoding) {
                            case NATURAL -> "any type.";
                            case PACKED -> "FixedSizeList of Float16, Float32 or Float64.";
                            case TEXT -> "decimals.";
                            case GEOJSON -> "Utf8, LargeUtf8 and Utf8View.";
                            case HLL -> "Binary, LargeBinary, BinaryView and FixedSizeBinary.";
                        });
    }

    private static IllegalArgumentException refused(Field field, String reason) {
        return new IllegalArgumentException(
                "Field "
                        + field.getName()
                        + " is "
                        + TypeNames.of(field)
                        + " and cannot be written: "
                        + reason);
    }

    /** What the field's metadata says. */
    private static Optional<ColumnEncoding> encodingOf(Field field) {
        String name = field.getMetadata().get(FieldMetadata.ENCODING);
        if (name == null) {
            return Optional.empty();
        }
        for (ColumnEncoding encoding : ColumnEncoding.values()) {
            if (encoding.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(encoding);
            }
        }
        throw new IllegalArgumentException(
                "Field "
                        + field.getName()
                        + " has metadata "
                        + FieldMetadata.ENCODING
                        + " = \""
                        + name
                        + "\". Allowed are "
                        + Arrays.stream(ColumnEncoding.values())
                                .map(encoding -> encoding.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
