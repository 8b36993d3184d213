package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a column must hold for the values that the map API returns: the table of
 * docs/docs/guides/type-mapping.md once more, on Java objects and without a thought for speed.
 * Results have the shapes of {@link VectorValues}.
 */
public final class ColumnModel {
    private final boolean coerce;
    private long nullCount;
    private long coercedCount;

    public ColumnModel(OnMismatch policy) {
        this.coerce = policy == OnMismatch.COERCE;
    }

    /** Values so far that did not fit and became null. */
    public long nullCount() {
        return nullCount;
    }

    /** Values so far that were converted. */
    public long coercedCount() {
        return coercedCount;
    }

    /** The value does not fit. */
    private static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A value that fits after a conversion. */
    private record Converted(Object value) {}

    /** What the cell of a bin with this value holds. */
    public @Nullable Object cell(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return counted(convert(field, value));
        } catch (Misfit e) {
            nullCount++;
            return null;
        }
    }

    private Object counted(Object converted) {
        if (converted instanceof Converted wrapped) {
            coercedCount++;
            return wrapped.value();
        }
        return converted;
    }

    private @Nullable Object child(Field field, @Nullable Object value) throws Misfit {
        if (value == null) {
            if (!field.isNullable()) {
                throw new Misfit();
            }
            return null;
        }
        try {
            return counted(convert(field, value));
        } catch (Misfit e) {
            if (!field.isNullable()) {
                throw e;
            }
            nullCount++;
            return null;
        }
    }

    private Object convert(Field field, Object value) throws Misfit {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Int number) {
            return integer(value, min(number), max(number), 1, true);
        }
        if (type instanceof ArrowType.Date date) {
            return switch (date.getUnit()) {
                case DAY -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, 1, false);
                case MILLISECOND ->
                        integer(value, Long.MIN_VALUE, Long.MAX_VALUE, 86_400_000, false);
            };
        }
        if (type instanceof ArrowType.Time time) {
            long perSecond =
                    switch (time.getUnit()) {
                        case SECOND -> 1;
                        case MILLISECOND -> 1_000;
                        case MICROSECOND -> 1_000_000;
                        case NANOSECOND -> 1_000_000_000;
                    };
            return integer(value, 0, 86_400 * perSecond - 1, 1, false);
        }
        if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
            return integer(value, Long.MIN_VALUE, Long.MAX_VALUE, 1, false);
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return floating(value, number.getPrecision());
        }
        return switch (type.getTypeID()) {
            case Bool -> bool(value);
            case Decimal -> decimal(value, (ArrowType.Decimal) type);
            case FixedSizeBinary ->
                    fixedBinary(value, ((ArrowType.FixedSizeBinary) type).getByteWidth());
            case Utf8, LargeUtf8, Utf8View -> text(value);
            case Binary, LargeBinary, BinaryView -> binary(value);
            case List, LargeList -> list(field.getChildren().get(0), value);
            case FixedSizeList ->
                    fixedList(field, value, ((ArrowType.FixedSizeList) type).getListSize());
            case Map -> map(field.getChildren().get(0).getChildren(), value);
            case Struct -> struct(field.getChildren(), value);
            default -> throw new AssertionError(type);
        };
    }

    private static long min(ArrowType.Int type) {
        return type.getIsSigned() ? -(1L << (type.getBitWidth() - 1)) : 0;
    }

    private static long max(ArrowType.Int type) {
        int valueBits = type.getBitWidth() - (type.getIsSigned() ? 1 : 0);
        return valueBits >= 63 ? Long.MAX_VALUE : (1L << valueBits) - 1;
    }

    private Object integer(Object value, long min, long max, long step, boolean takesBooleans)
            throws Misfit {
        BigDecimal number;
        boolean converted = false;
        if (value instanceof Long whole) {
            number = BigDecimal.valueOf(whole);
        } else if (value instanceof Boolean flag && takesBooleans) {
            number = flag ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (coerce && isFinite(value)) {
            number = new BigDecimal(((Number) value).doubleValue());
            converted = true;
        } else if (coerce && value instanceof String digits && digits.matches("[+-]?[0-9]+")) {
            number = new BigDecimal(digits);
            converted = true;
        } else {
            throw new Misfit();
        }
        if (number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0
                || number.remainder(BigDecimal.valueOf(step)).signum() != 0) {
            throw new Misfit();
        }
        long whole = number.longValueExact();
        return converted ? new Converted(whole) : (Object) whole;
    }

    private static boolean isFinite(Object value) {
        return value instanceof Double d && Double.isFinite(d)
                || value instanceof Float f && Float.isFinite(f);
    }

    private Object floating(Object value, FloatingPointPrecision precision) throws Misfit {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            double rounded = round(number, precision);
            if (Double.isInfinite(rounded) && !Double.isInfinite(number)) {
                return convertedOnly(rounded);
            }
            return rounded;
        }
        if (value instanceof Long whole) {
            double rounded = round(whole, precision);
            boolean exact =
                    Double.isFinite(rounded)
                            && new BigDecimal(rounded).compareTo(BigDecimal.valueOf(whole)) == 0;
            return exact ? (Object) rounded : convertedOnly(rounded);
        }
        if (value instanceof Boolean flag) {
            return convertedOnly(flag ? 1.0 : 0.0);
        }
        if (value instanceof String text) {
            try {
                return convertedOnly(round(Double.parseDouble(text), precision));
            } catch (NumberFormatException e) {
                throw new Misfit();
            }
        }
        throw new Misfit();
    }

    private Object convertedOnly(Object value) throws Misfit {
        if (!coerce) {
            throw new Misfit();
        }
        return new Converted(value);
    }

    private static double round(double value, FloatingPointPrecision precision) {
        return switch (precision) {
            case DOUBLE -> value;
            case SINGLE -> (float) value;
            case HALF -> Float16.toFloat(Float16.toFloat16((float) value));
        };
    }

    private Object bool(Object value) throws Misfit {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long number) {
            return number == 0 || number == 1 ? (Object) (number == 1) : convertedOnly(true);
        }
        if (value.equals("true") || value.equals("false")) {
            return convertedOnly(value.equals("true"));
        }
        throw new Misfit();
    }

    private Object decimal(Object value, ArrowType.Decimal type) throws Misfit {
        BigDecimal number;
        if (value instanceof Long whole) {
            number = BigDecimal.valueOf(whole);
        } else if (coerce && isFinite(value)) {
            number = BigDecimal.valueOf(((Number) value).doubleValue());
        } else if (coerce && value instanceof String text) {
            try {
                number = new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new Misfit();
            }
        } else {
            throw new Misfit();
        }
        BigDecimal scaled;
        try {
            scaled = number.setScale(type.getScale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new Misfit();
        }
        BigInteger limit = BigInteger.TEN.pow(type.getPrecision());
        if (scaled.unscaledValue().abs().compareTo(limit) >= 0) {
            throw new Misfit();
        }
        return value instanceof Long ? scaled : new Converted(scaled);
    }

    private Object fixedBinary(Object value, int width) throws Misfit {
        boolean blob = value instanceof byte[];
        if (!blob && !(coerce && value instanceof String)) {
            throw new Misfit();
        }
        byte[] bytes = blob ? (byte[]) value : Bytes.utf8((String) value);
        if (bytes.length != width) {
            throw new Misfit();
        }
        return blob ? Bytes.hex(bytes) : new Converted(Bytes.hex(bytes));
    }

    private Object text(Object value) throws Misfit {
        if (value instanceof String) {
            return value;
        }
        if (value instanceof GeoJson geo) {
            return geo.json();
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return convertedOnly(value.toString());
        }
        if (value instanceof Float number) {
            return convertedOnly(Double.toString(number));
        }
        if (value instanceof byte[] bytes) {
            try {
                return convertedOnly(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            } catch (CharacterCodingException e) {
                throw new Misfit();
            }
        }
        throw new Misfit();
    }

    private static Object binary(Object value) throws Misfit {
        if (value instanceof byte[] bytes) {
            return Bytes.hex(bytes);
        }
        if (value instanceof String text) {
            return Bytes.hex(Bytes.utf8(text));
        }
        if (value instanceof GeoJson geo) {
            return Bytes.hex(Bytes.utf8(geo.json()));
        }
        if (value instanceof RawParticle raw) {
            return Bytes.hex(raw.bytes());
        }
        throw new Misfit();
    }

    private Object list(Field element, Object value) throws Misfit {
        if (!(value instanceof List<?> values)) {
            throw new Misfit();
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (Object item : values) {
            list.add(child(element, item));
        }
        return list;
    }

    private Object fixedList(Field field, Object value, int length) throws Misfit {
        Field element = field.getChildren().get(0);
        if (value instanceof byte[] packed
                && element.getType() instanceof ArrowType.FloatingPoint number) {
            return packed(
                    packed,
                    length,
                    number.getPrecision(),
                    field.getMetadata().getOrDefault(FieldMetadata.BYTE_ORDER, "little"));
        }
        if (value instanceof List<?> values && values.size() == length) {
            return list(element, values);
        }
        throw new Misfit();
    }

    private static Object packed(
            byte[] bytes, int length, FloatingPointPrecision precision, String order)
            throws Misfit {
        int width =
                switch (precision) {
                    case HALF -> 2;
                    case SINGLE -> 4;
                    case DOUBLE -> 8;
                };
        if (bytes.length != length * width) {
            throw new Misfit();
        }
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes)
                        .order(
                                order.equals("big")
                                        ? ByteOrder.BIG_ENDIAN
                                        : ByteOrder.LITTLE_ENDIAN);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(
                    switch (precision) {
                        case HALF -> (double) Float16.toFloat(buffer.getShort());
                        case SINGLE -> (double) buffer.getFloat();
                        case DOUBLE -> buffer.getDouble();
                    });
        }
        return list;
    }

    private Object map(List<Field> keyAndValue, Object value) throws Misfit {
        if (!(value instanceof Map<?, ?> values)) {
            throw new Misfit();
        }
        List<Object> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(child(keyAndValue.get(0), entry.getKey()));
            pair.add(child(keyAndValue.get(1), entry.getValue()));
            entries.add(pair);
        }
        return entries;
    }

    private Object struct(List<Field> children, Object value) throws Misfit {
        if (!(value instanceof Map<?, ?> values)) {
            throw new Misfit();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        children.forEach(child -> fields.put(child.getName(), child));
        Map<Object, @Nullable Object> struct = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            Field field = fields.get(entry.getKey());
            if (field != null) {
                struct.put(field.getName(), child(field, entry.getValue()));
            }
        }
        for (Field child : children) {
            if (!struct.containsKey(child.getName())) {
                struct.put(child.getName(), child(child, null));
            }
        }
        return struct;
    }
}
