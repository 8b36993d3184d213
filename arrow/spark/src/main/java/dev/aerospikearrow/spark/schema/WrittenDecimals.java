package dev.aerospikearrow.spark.schema;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.spark.option.DecimalForm;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Fields whose decimals say in which form they are written, at any depth. */
final class WrittenDecimals {
    private WrittenDecimals() {}

    /**
     * A field in which each decimal has a form.
     *
     * @param form that of decimals that do not say it themselves
     * @param path where in the schema, for messages
     * @throws IllegalArgumentException if one has digits after the point and no form
     */
    static Field of(Field field, Optional<DecimalForm> form, String path) {
        List<Field> children = new ArrayList<>();
        for (Field child : field.getChildren()) {
            children.add(of(child, form, path + "." + child.getName()));
        }
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        if (field.getType() instanceof ArrowType.Decimal decimal
                && !metadata.containsKey(FieldMetadata.ENCODING)) {
            if (form.isEmpty() && decimal.getScale() > 0) {
                throw new IllegalArgumentException(
                        "Column "
                                + path
                                + " is decimal("
                                + decimal.getPrecision()
                                + ","
                                + decimal.getScale()
                                + "), and no number of a bin has digits after the point exactly. Set "
                                + OptionName.WRITE_DECIMALS.key()
                                + " to text, which keeps them all, or to integer, which takes decimals"
                                + " without such digits and fails at others; or cast the column to"
                                + " DOUBLE.");
            }
            if (form.equals(Optional.of(DecimalForm.TEXT))) {
                metadata.put(
                        FieldMetadata.ENCODING,
                        ColumnEncoding.TEXT.name().toLowerCase(Locale.ROOT));
            }
        }
        return new Field(
                field.getName(),
                new FieldType(field.isNullable(), field.getType(), field.getDictionary(), metadata),
                children);
    }
}
