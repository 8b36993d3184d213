package dev.aerospikearrow.cli.columns;

import dev.aerospikearrow.columnar.MetadataColumn;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Columns of what is known about a record, with the types that most people want. */
public final class MetadataFields {
    private MetadataFields() {}

    /** The column of a name with two underscores; empty for another name. */
    static Optional<MetadataColumn> named(String fieldName) {
        for (MetadataColumn column : MetadataColumn.values()) {
            if (column.fieldName().equals(fieldName)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /**
     * A column's field.
     *
     * @param keyType the type of the set's user keys
     */
    public static Field field(MetadataColumn column, ArrowType keyType) {
        ArrowType type =
                switch (column) {
                    case KEY -> keyType;
                    case DIGEST -> new ArrowType.FixedSizeBinary(20);
                    case GENERATION -> new ArrowType.Int(32, true);
                    case TTL -> new ArrowType.Int(64, true);
                    case EXPIRY -> new ArrowType.Timestamp(TimeUnit.SECOND, "UTC");
                    case RESULT_CODE -> new ArrowType.Int(16, true);
                };
        return Field.nullable(column.fieldName(), type);
    }
}
