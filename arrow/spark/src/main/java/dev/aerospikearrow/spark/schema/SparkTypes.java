package dev.aerospikearrow.spark.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;

/**
 * Arrow types as Spark's and back. Each Arrow type that columns can have becomes a Spark type that
 * holds all of its values; what Spark has no type for is widened, so that the way back leads to
 * another Arrow type.
 */
final class SparkTypes {
    private static final String ELEMENT = "element";
    private static final String ENTRIES = "entries";
    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final int UINT64_DIGITS = 20;

    private SparkTypes() {}

    /**
     * The Spark type that a column of an Arrow field has.
     *
     * @throws IllegalArgumentException if there is none; only decimals of more than 38 digits have
     *     none
     */
    static DataType sparkType(Field field) {
        if (field.getDictionary() != null) {
            return DataTypes.StringType;
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Int -> integerType((ArrowType.Int) type);
            case FloatingPoint ->
                    ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
                            ? DataTypes.DoubleType
                            : DataTypes.FloatType;
            case Bool -> DataTypes.BooleanType;
            case Utf8, LargeUtf8, Utf8View -> DataTypes.StringType;
            case Binary, LargeBinary, BinaryView, FixedSizeBinary -> DataTypes.BinaryType;
            case Date -> DataTypes.DateType;
            case Time -> TimeOfDay.type();
            case Timestamp ->
                    ((ArrowType.Timestamp) type).getTimezone() == null
                            ? DataTypes.TimestampNTZType
                            : DataTypes.TimestampType;
            case Duration -> DayTimeIntervalType.DEFAULT();
            case Decimal -> decimalType(field, (ArrowType.Decimal) type);
            case List, LargeList, FixedSizeList ->
                    DataTypes.createArrayType(sparkType(field.getChildren().get(0)), true);
            case Map -> {
                List<Field> entry = field.getChildren().get(0).getChildren();
                yield DataTypes.createMapType(
                        sparkType(entry.get(0)), sparkType(entry.get(1)), true);
            }
            case Struct -> {
                List<StructField> fields = new ArrayList<>();
                for (Field child : field.getChildren()) {
                    fields.add(
                            DataTypes.createStructField(child.getName(), sparkType(child), true));
                }
                yield DataTypes.createStructType(fields);
            }
            default -> throw noSparkType(field);
        };
    }

    /** In a class of its own, as Spark 4.0 does not have the type. */
    private static final class TimeOfDay {
        static DataType type() {
            return new TimeType(TimeType.MICROS_PRECISION());
        }
    }

    private static DataType integerType(ArrowType.Int type) {
        return switch (type.getBitWidth()) {
            case 8 -> type.getIsSigned() ? DataTypes.ByteType : DataTypes.ShortType;
            case 16 -> type.getIsSigned() ? DataTypes.ShortType : DataTypes.IntegerType;
            case 32 -> type.getIsSigned() ? DataTypes.IntegerType : DataTypes.LongType;
            default ->
                    type.getIsSigned()
                            ? DataTypes.LongType
                            : DataTypes.createDecimalType(UINT64_DIGITS, 0);
        };
    }

    private static DataType decimalType(Field field, ArrowType.Decimal type) {
        if (type.getPrecision() > DecimalType.MAX_PRECISION()) {
            throw noSparkType(field);
        }
        return DataTypes.createDecimalType(type.getPrecision(), type.getScale());
    }

    private static IllegalArgumentException noSparkType(Field field) {
        return new IllegalArgumentException(
                "Field "
                        + field.getName()
                        + " is "
                        + field.getType()
                        + ", which Spark has no type for. Declare it as another type; decimals have at"
                        + " most "
                        + DecimalType.MAX_PRECISION()
                        + " digits in Spark.");
    }

    /**
     * The Arrow field that a Spark column is read into and written from, unless another is
     * declared. Everything is nullable, since bins may be missing.
     *
     * @param path where in the schema, for messages
     * @throws IllegalArgumentException if no bin holds such values
     */
    static Field arrowField(String name, DataType type, String path) {
        if (type instanceof ArrayType array) {
            Field element = arrowField(ELEMENT, array.elementType(), path + "." + ELEMENT);
            return field(name, new ArrowType.List(), List.of(element));
        }
        if (type instanceof MapType map) {
            Field key = arrowField(KEY, map.keyType(), path + "." + KEY);
            Field required =
                    new Field(KEY, new FieldType(false, key.getType(), null), key.getChildren());
            Field value = arrowField(VALUE, map.valueType(), path + "." + VALUE);
            Field entries =
                    new Field(
                            ENTRIES,
                            new FieldType(false, ArrowType.Struct.INSTANCE, null),
                            List.of(required, value));
            return field(name, new ArrowType.Map(false), List.of(entries));
        }
        if (type instanceof StructType struct) {
            List<Field> children = new ArrayList<>();
            for (StructField child : struct.fields()) {
                children.add(arrowField(child.name(), child.dataType(), path + "." + child.name()));
            }
            return field(name, ArrowType.Struct.INSTANCE, children);
        }
        Optional<StoredType> row = StoredType.of(type);
        ArrowType scalar =
                row.flatMap(it -> it.arrowType(type))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Column "
                                                        + path
                                                        + " is "
                                                        + type.simpleString()
                                                        + ", which no bin holds. "
                                                        + row.map(StoredType::text)
                                                                .orElse(
                                                                        "Use another type, or leave"
                                                                                + " the column out.")));
        return field(name, scalar, List.of());
    }

    private static Field field(String name, ArrowType type, List<Field> children) {
        return new Field(name, FieldType.nullable(type), children);
    }
}
