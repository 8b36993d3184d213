package dev.aerospikearrow.spark.schema;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * The types of Spark, each with what a bin holds of it. What is kept comes back as the same type if
 * the column is declared so; the rest is refused before a row is written. The guide has this table.
 */
public enum StoredType {
    BOOLEAN("BOOLEAN", "boolean", is(DataTypes.BooleanType), type -> ArrowType.Bool.INSTANCE),
    TINYINT("TINYINT", "integer", is(DataTypes.ByteType), type -> new ArrowType.Int(8, true)),
    SMALLINT("SMALLINT", "integer", is(DataTypes.ShortType), type -> new ArrowType.Int(16, true)),
    INT("INT", "integer", is(DataTypes.IntegerType), type -> new ArrowType.Int(32, true)),
    BIGINT("BIGINT", "integer", is(DataTypes.LongType), type -> new ArrowType.Int(64, true)),
    FLOAT(
            "FLOAT",
            "double",
            is(DataTypes.FloatType),
            type -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
    DOUBLE(
            "DOUBLE",
            "double",
            is(DataTypes.DoubleType),
            type -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** Whether one has digits after the point is looked at where it is written. */
    DECIMAL(
            "DECIMAL",
            "the integer that it equals, or with aerospike.write.decimals a string of its digits",
            isA(DecimalType.class),
            StoredType::decimal),
    /** {@code CHAR} and {@code VARCHAR} are texts whose length Spark checks. */
    STRING(
            "STRING, CHAR, VARCHAR",
            "string",
            isA(StringType.class),
            type -> ArrowType.Utf8.INSTANCE),
    BINARY("BINARY", "blob", is(DataTypes.BinaryType), type -> ArrowType.Binary.INSTANCE),
    DATE(
            "DATE",
            "integer: days since 1970",
            is(DataTypes.DateType),
            type -> new ArrowType.Date(DateUnit.DAY)),
    TIME(
            "TIME",
            "integer: nanoseconds of the day",
            isNamed("TimeType"),
            type -> new ArrowType.Time(TimeUnit.NANOSECOND, 64)),
    TIMESTAMP(
            "TIMESTAMP",
            "integer: microseconds since 1970 in UTC",
            is(DataTypes.TimestampType),
            type -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
    TIMESTAMP_NTZ(
            "TIMESTAMP_NTZ",
            "integer: microseconds since 1970, of no zone",
            is(DataTypes.TimestampNTZType),
            type -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
    INTERVAL_DAY_TIME(
            "INTERVAL DAY TO SECOND",
            "integer: microseconds",
            isA(DayTimeIntervalType.class),
            type -> new ArrowType.Duration(TimeUnit.MICROSECOND)),
    INTERVAL_YEAR_MONTH(
            "INTERVAL YEAR TO MONTH",
            "integer: months",
            isA(YearMonthIntervalType.class),
            type -> new ArrowType.Int(32, true)),
    ARRAY("ARRAY", "list", isA(ArrayType.class), type -> ArrowType.List.INSTANCE),
    MAP("MAP", "map", isA(MapType.class), type -> new ArrowType.Map(false)),
    STRUCT(
            "STRUCT",
            "map of its fields by name",
            isA(StructType.class),
            type -> ArrowType.Struct.INSTANCE),

    INTERVAL(
            "INTERVAL",
            isA(CalendarIntervalType.class),
            "It has months, days and microseconds, and no bin has three numbers. Use INTERVAL YEAR TO"
                    + " MONTH or INTERVAL DAY TO SECOND."),
    VOID(
            "VOID",
            isA(NullType.class),
            "It has no values. Cast the column to the type it should have."),
    VARIANT("VARIANT", isA(VariantType.class), "Write to_json(column), or cast it to a struct."),
    GEOMETRY("GEOMETRY", isNamed("GeometryType"), "Write ST_AsBinary(column)."),
    GEOGRAPHY("GEOGRAPHY", isNamed("GeographyType"), "Write ST_AsBinary(column)."),
    USER_DEFINED(
            "user-defined types",
            isA(UserDefinedType.class),
            "Write what they are made of, such as vector_to_array(column).");

    private final String sparkName;
    private final Predicate<DataType> includes;
    private final Optional<Function<DataType, ArrowType>> arrowType;
    private final String text;

    /** A type that is kept. */
    StoredType(
            String sparkName,
            String bin,
            Predicate<DataType> includes,
            Function<DataType, ArrowType> arrowType) {
        this.sparkName = sparkName;
        this.includes = includes;
        this.arrowType = Optional.of(arrowType);
        text = bin;
    }

    /** A type that is refused. */
    StoredType(String sparkName, Predicate<DataType> includes, String advice) {
        this.sparkName = sparkName;
        this.includes = includes;
        arrowType = Optional.empty();
        text = advice;
    }

    private static Predicate<DataType> is(DataType type) {
        return type::equals;
    }

    private static Predicate<DataType> isA(Class<? extends DataType> type) {
        return type::isInstance;
    }

    /** One of a class that Spark 4.0 does not have. */
    private static Predicate<DataType> isNamed(String simpleName) {
        return type -> type.getClass().getSimpleName().equals(simpleName);
    }

    private static ArrowType decimal(DataType type) {
        DecimalType decimal = (DecimalType) type;
        return new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
    }

    /** The row of a type; empty for one that is not in the table. */
    public static Optional<StoredType> of(DataType type) {
        for (StoredType row : values()) {
            if (row.includes.test(type)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The name that people write in SQL. */
    public String sparkName() {
        return sparkName;
    }

    /** Whether values are kept, each exactly. */
    public boolean isKept() {
        return arrowType.isPresent();
    }

    /** What a bin holds of a type that is kept, or what to do with one that is refused. */
    public String text() {
        return text;
    }

    /**
     * The Arrow type that a type of this row is read into and written from; for what has elements,
     * without them. Empty if it is refused.
     */
    Optional<ArrowType> arrowType(DataType type) {
        return arrowType.map(it -> it.apply(type));
    }
}
