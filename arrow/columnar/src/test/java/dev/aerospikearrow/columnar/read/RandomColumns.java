package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ColumnTest;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.RawParticle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Random schemas, and records that fit them more or less. */
public final class RandomColumns {
    private static final int MAX_DEPTH = 3;

    /** Of so many values one does not look at the field's type. */
    private static final int ANY_VALUE_OF = 12;

    private static final String[] TEXTS = {
        "",
        "a",
        "true",
        "false",
        "42",
        "-7",
        "3.25",
        "1e3",
        "null",
        "exactly 12 b",
        "thirteen byte",
        "Grüße, 世界 🚀",
        "a text that is longer than any inline view and than sixteen bytes"
    };

    private final Random random;
    private final Misfits misfits;

    /** Whether values may have types that have nothing to do with the field's. */
    public enum Misfits {
        NONE,
        /** Of the types that a server takes from a client. */
        STORABLE,
        /** Also sketches that are none, which a server would refuse. */
        ALL
    }

    public RandomColumns(Random random, Misfits misfits) {
        this.random = random;
        this.misfits = misfits;
    }

    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            fields.add(field("bin" + i, 0, true));
        }
        return new Schema(fields);
    }

    private Field field(String name, int depth, boolean nullable) {
        int kinds = depth < MAX_DEPTH ? 26 : 21;
        List<Field> children = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        boolean childNullable = random.nextInt(4) > 0;
        ArrowType type;
        switch (random.nextInt(kinds)) {
            case 0, 1 -> type = new ArrowType.Int(8 << random.nextInt(4), true);
            case 2 -> type = new ArrowType.Int(8 << random.nextInt(4), false);
            case 3, 4, 5 -> type = floating();
            case 6 -> type = ArrowType.Bool.INSTANCE;
            case 7 -> type = new ArrowType.Date(oneOf(DateUnit.values()));
            case 8 -> {
                TimeUnit unit = oneOf(TimeUnit.values());
                boolean small = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
                type = new ArrowType.Time(unit, small ? 32 : 64);
            }
            case 9 -> type = new ArrowType.Timestamp(oneOf(TimeUnit.values()), zone());
            case 10 -> type = new ArrowType.Duration(oneOf(TimeUnit.values()));
            case 11 -> type = new ArrowType.Decimal(1 + random.nextInt(38), random.nextInt(4), 128);
            case 12 -> type = new ArrowType.Decimal(1 + random.nextInt(76), random.nextInt(4), 256);
            case 13 -> type = new ArrowType.FixedSizeBinary(1 + random.nextInt(5));
            case 14 -> type = ArrowType.LargeUtf8.INSTANCE;
            case 15 -> type = ArrowType.Utf8View.INSTANCE;
            case 16 -> type = ArrowType.Binary.INSTANCE;
            case 17 -> type = ArrowType.LargeBinary.INSTANCE;
            case 18 -> type = ArrowType.BinaryView.INSTANCE;
            case 19, 20 -> type = ArrowType.Utf8.INSTANCE;
            case 21 -> {
                type = ArrowType.List.INSTANCE;
                children.add(field("item", depth + 1, childNullable));
            }
            case 22 -> {
                type = ArrowType.LargeList.INSTANCE;
                children.add(field("item", depth + 1, childNullable));
            }
            case 23 -> {
                type = new ArrowType.FixedSizeList(random.nextInt(5));
                children.add(
                        random.nextBoolean()
                                ? new Field(
                                        "item",
                                        new FieldType(childNullable, floating(), null),
                                        List.of())
                                : field("item", depth + 1, childNullable));
                metadata = Map.of(FieldMetadata.BYTE_ORDER, oneOf("little", "big"));
            }
            case 24 -> {
                type = new ArrowType.Map(false);
                Field key =
                        new Field(
                                "key",
                                FieldType.notNullable(oneOf(ColumnTest.UTF8, ColumnTest.INT64)),
                                List.of());
                Field value = field("value", depth + 1, childNullable);
                children.add(
                        new Field(
                                "entries",
                                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                                List.of(key, value)));
            }
            default -> {
                type = ArrowType.Struct.INSTANCE;
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    children.add(field("field" + i, depth + 1, random.nextInt(6) > 0));
                }
            }
        }
        return new Field(name, new FieldType(nullable, type, null, metadata), children);
    }

    private ArrowType floating() {
        return new ArrowType.FloatingPoint(oneOf(FloatingPointPrecision.values()));
    }

    private @Nullable String zone() {
        return random.nextBoolean() ? null : "UTC";
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** A record with a value for most fields. */
    public Map<String, Object> bins(Schema schema) {
        Map<String, Object> bins = new LinkedHashMap<>();
        for (Field field : schema.getFields()) {
            if (random.nextInt(5) > 0) {
                bins.put(field.getName(), value(field));
            }
        }
        return bins;
    }

    private Object value(Field field) {
        if (misfits != Misfits.NONE && random.nextInt(ANY_VALUE_OF) == 0) {
            return anyValue(field);
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Int -> integer(((ArrowType.Int) type).getBitWidth());
            case Date, Timestamp, Duration, Decimal -> integer(1 + random.nextInt(64));
            case Time -> (long) random.nextInt(100_000);
            case FloatingPoint -> random.nextInt(4) == 0 ? integer(20) : number();
            case Bool -> random.nextInt(4) == 0 ? (long) random.nextInt(2) : random.nextBoolean();
            case FixedSizeBinary -> bytes(((ArrowType.FixedSizeBinary) type).getByteWidth());
            case Binary, LargeBinary, BinaryView ->
                    this.<Supplier<Object>>oneOf(() -> bytes(random.nextInt(40)), this::text).get();
            case List, LargeList -> list(field.getChildren().get(0), random.nextInt(5));
            case FixedSizeList -> fixedList(field);
            case Map -> map(field.getChildren().get(0));
            case Struct -> struct(field);
            default -> text();
        };
    }

    /** A value that may fit or not; Binary gets no list, whose raw bytes the model cannot know. */
    private Object anyValue(Field field) {
        boolean binary =
                switch (field.getType().getTypeID()) {
                    case Binary, LargeBinary, BinaryView -> true;
                    default -> false;
                };
        return switch (random.nextInt(binary ? 8 : 10)) {
            case 0 -> integer(1 + random.nextInt(64));
            case 1 -> number();
            case 2 -> oneOf(0.0, -0.0, 17.0, 1e300, 0x1p63, Double.NaN, Double.POSITIVE_INFINITY);
            case 3 -> text();
            case 4 -> random.nextBoolean();
            case 5 -> bytes(random.nextInt(20));
            case 6 -> new GeoJson("{\"type\":\"Point\",\"coordinates\":[1,2]}");
            case 7 ->
                    misfits == Misfits.ALL ? RawParticle.hll(bytes(random.nextInt(10))) : bytes(3);
            case 8 -> List.of(1L, "two", 3.0);
            default -> Map.of("field0", 1L, "field1", "one");
        };
    }

    private Object integer(int bits) {
        return random.nextInt(6) == 0
                ? oneOf(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 86_400_000L, (1L << 53) + 1)
                : random.nextLong() >> (64 - bits);
    }

    private Object number() {
        return random.nextInt(3) == 0 ? (double) random.nextInt(2000) / 8 : random.nextGaussian();
    }

    private String text() {
        return oneOf(TEXTS);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private @Nullable Object element(Field field) {
        // Where null is forbidden it is rare, else nothing of the value would be left.
        return random.nextInt(field.isNullable() ? 5 : 40) == 0 ? null : value(field);
    }

    private List<@Nullable Object> list(Field element, int length) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(element(element));
        }
        return list;
    }

    private Object fixedList(Field field) {
        int length = ((ArrowType.FixedSizeList) field.getType()).getListSize();
        int actual = random.nextInt(10) == 0 ? length + 1 : length;
        Field element = field.getChildren().get(0);
        if (element.getType() instanceof ArrowType.FloatingPoint number && random.nextBoolean()) {
            return packed(actual, number.getPrecision());
        }
        return list(element, actual);
    }

    private byte[] packed(int length, FloatingPointPrecision precision) {
        ByteBuffer buffer = ByteBuffer.allocate(length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            double value = random.nextGaussian();
            switch (precision) {
                case HALF -> buffer.putShort(Float16.toFloat16((float) value));
                case SINGLE -> buffer.putFloat((float) value);
                case DOUBLE -> buffer.putDouble(value);
            }
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private Object map(Field entries) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Object key = value(entries.getChildren().get(0));
            boolean allowed = key instanceof String || key instanceof Long;
            map.put(allowed ? key : "key" + i, element(entries.getChildren().get(1)));
        }
        return map;
    }

    private Object struct(Field field) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Field child : field.getChildren()) {
            if (random.nextInt(child.isNullable() ? 6 : 40) > 0) {
                map.put(child.getName(), element(child));
            }
        }
        if (random.nextInt(3) == 0) {
            map.put("nobody's", oneOf(1L, "x", List.of(1L, 2L)));
            map.put(17L, "a key that is no text");
        }
        return map;
    }
}
