package dev.aerospikearrow.spark.schema;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.spark.option.DecimalForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Schemas of both kinds. A Spark column is read into the Arrow type of the same meaning; one that
 * came from an Arrow schema keeps its Arrow field in its metadata, since the Spark type does not
 * tell.
 *
 * <p>What a column's metadata says under {@value FieldMetadata#BIN}, {@value FieldMetadata#PATH},
 * {@value FieldMetadata#EXPRESSION}, {@value FieldMetadata#ON_MISMATCH} and {@value
 * FieldMetadata#BYTE_ORDER} goes to the Arrow field.
 */
public final class Columns {
    /** Column metadata: the Arrow schema whose only field the column is read into, in JSON. */
    public static final String ARROW_FIELD = "aerospike.arrow-field";

    private static final List<String> PASSED_ON =
            List.of(
                    FieldMetadata.BIN,
                    FieldMetadata.PATH,
                    FieldMetadata.EXPRESSION,
                    FieldMetadata.ON_MISMATCH,
                    FieldMetadata.MIN,
                    FieldMetadata.MAX,
                    FieldMetadata.MULTIPLE_OF,
                    FieldMetadata.BYTE_ORDER,
                    FieldMetadata.ENCODING);

    private Columns() {}

    /** An Arrow schema as Spark's, from which {@link #arrowSchema} makes the same one again. */
    public static StructType sparkSchema(Schema schema) {
        List<StructField> fields = new ArrayList<>();
        for (Field field : schema.getFields()) {
            DataType type = SparkTypes.sparkType(field);
            Metadata metadata = Metadata.empty();
            if (!field.equals(SparkTypes.arrowField(field.getName(), type, field.getName()))) {
                metadata =
                        new MetadataBuilder()
                                .putString(ARROW_FIELD, new Schema(List.of(field)).toJson())
                                .build();
            }
            fields.add(new StructField(field.getName(), type, true, metadata));
        }
        return DataTypes.createStructType(fields);
    }

    /** A schema of Spark as text: in SQL's form, {@code name STRING, age INT}, or in JSON. */
    public static StructType parseSchema(String text) {
        return text.strip().startsWith("{")
                ? (StructType) DataType.fromJson(text)
                : StructType.fromDDL(text);
    }

    /**
     * An Arrow schema in JSON, as {@code Schema.toJson()} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Schema parseArrowSchema(String json) {
        try {
            return Schema.fromJSON(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "An Arrow schema in JSON is wanted, as Schema.toJson() writes it, but found \""
                            + json
                            + "\": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * The Arrow schema that columns are read into: of each type what Spark has a value for.
     *
     * @throws IllegalArgumentException if a column has a type that no bin holds, or its name comes
     *     twice
     */
    public static Schema arrowSchema(StructType schema) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (StructField column : schema.fields()) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "Column " + column.name() + " is in the schema twice. Keep one.");
            }
            fields.add(SparkRange.of(arrowField(column)));
        }
        return new Schema(fields);
    }

    /**
     * The Arrow schema that rows are gathered in to be written: always the Arrow types of Spark's
     * own.
     *
     * @param decimals the form of decimals whose column does not say it; without one, those with
     *     digits after the point are refused
     * @throws IllegalArgumentException if a column has a type that no bin holds, or would be
     *     written in another unit than it was read in
     */
    public static Schema writtenSchema(StructType schema, Optional<DecimalForm> decimals) {
        List<Field> fields = new ArrayList<>();
        for (StructField column : arrowChecked(schema).fields()) {
            Field field = SparkTypes.arrowField(column.name(), column.dataType(), column.name());
            fields.add(WrittenDecimals.of(withMetadata(field, column), decimals, column.name()));
        }
        return new Schema(fields);
    }

    private static StructType arrowChecked(StructType schema) {
        for (StructField column : schema.fields()) {
            Field read = arrowField(column);
            Field written = SparkTypes.arrowField(column.name(), column.dataType(), column.name());
            if (isTime(read.getType()) && !read.getType().equals(written.getType())) {
                throw new IllegalArgumentException(
                        "Column "
                                + column.name()
                                + " was read as "
                                + read.getType()
                                + " and would be written as "
                                + written.getType()
                                + ". Convert it to an integer of the unit that the bin has.");
            }
        }
        return schema;
    }

    private static boolean isTime(ArrowType type) {
        return switch (type.getTypeID()) {
            case Date, Time, Timestamp, Duration -> true;
            default -> false;
        };
    }

    /** The Spark type that a column of an Arrow field has. */
    public static DataType sparkType(Field field) {
        return SparkTypes.sparkType(field);
    }

    /** The Arrow field that one column is read into. */
    public static Field arrowField(StructField column) {
        Field field =
                column.metadata().contains(ARROW_FIELD)
                        ? declared(column)
                        : SparkTypes.arrowField(column.name(), column.dataType(), column.name());
        return withMetadata(field, column);
    }

    private static Field withMetadata(Field field, StructField column) {
        Metadata metadata = column.metadata();
        Map<String, String> passed = new HashMap<>(field.getMetadata());
        for (String key : PASSED_ON) {
            if (metadata.contains(key)) {
                passed.put(key, metadata.getString(key));
            }
        }
        return new Field(
                column.name(),
                new FieldType(true, field.getType(), field.getDictionary(), passed),
                field.getChildren());
    }

    /** What Spark does not want of a struct is not read either. */
    private static Field declared(StructField column) {
        Field field = parseArrowSchema(column.metadata().getString(ARROW_FIELD)).getFields().get(0);
        return pruned(field, column.dataType());
    }

    private static Field pruned(Field field, DataType type) {
        List<Field> children = field.getChildren();
        if (type instanceof ArrayType array) {
            return withChildren(field, List.of(pruned(children.get(0), array.elementType())));
        }
        if (type instanceof MapType map) {
            Field entries = children.get(0);
            Field key = pruned(entries.getChildren().get(0), map.keyType());
            Field value = pruned(entries.getChildren().get(1), map.valueType());
            return withChildren(field, List.of(withChildren(entries, List.of(key, value))));
        }
        if (type instanceof StructType struct && field.getType() instanceof ArrowType.Struct) {
            List<Field> kept = new ArrayList<>();
            for (StructField wanted : struct.fields()) {
                for (Field child : children) {
                    if (child.getName().equals(wanted.name())) {
                        kept.add(pruned(child, wanted.dataType()));
                    }
                }
            }
            return withChildren(field, kept);
        }
        return field;
    }

    private static Field withChildren(Field field, List<Field> children) {
        return new Field(field.getName(), field.getFieldType(), children);
    }
}
