package dev.aerospikearrow.spark.schema;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.UserKeyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a scan, those of metadata included, as the schema that is asked for. */
public final class TableColumns {
    private TableColumns() {}

    /**
     * The schema that columns are read into. A key that is shown as text may be stored as an
     * integer, so the policy of that field is to convert.
     *
     * @see #hasConvertedKey
     */
    public static Schema arrowSchema(StructType columns, ConnectorOptions options) {
        Schema schema = Columns.arrowSchema(columns);
        if (!hasConvertedKey(schema, options)) {
            return schema;
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.getFields()) {
            fields.add(isTextOfKey(field) ? converted(field) : field);
        }
        return new Schema(fields);
    }

    /** The field that one column is read into. */
    public static Field arrowField(StructField column, ConnectorOptions options) {
        return arrowSchema(new StructType(new StructField[] {column}), options).getFields().get(0);
    }

    /** Whether there is a column of keys that are converted to texts though nobody said so. */
    public static boolean hasConvertedKey(StructType columns, ConnectorOptions options) {
        return hasConvertedKey(Columns.arrowSchema(columns), options);
    }

    private static boolean hasConvertedKey(Schema schema, ConnectorOptions options) {
        return options.keyType() == UserKeyType.STRING
                && schema.getFields().stream().anyMatch(TableColumns::isTextOfKey);
    }

    private static boolean isTextOfKey(Field field) {
        return field.getType() instanceof ArrowType.Utf8
                && field.getName().equals(MetadataColumn.KEY.fieldName())
                && !field.getMetadata().containsKey(FieldMetadata.BIN)
                && !field.getMetadata().containsKey(FieldMetadata.ON_MISMATCH);
    }

    private static Field converted(Field field) {
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        metadata.put(FieldMetadata.ON_MISMATCH, OnMismatch.COERCE.name());
        return new Field(
                field.getName(),
                new FieldType(true, field.getType(), field.getDictionary(), metadata),
                field.getChildren());
    }
}
