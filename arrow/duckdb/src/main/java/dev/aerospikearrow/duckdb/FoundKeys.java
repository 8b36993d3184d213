package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.data.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A tally of a lookup's keys: whether any record was found. For one thread. */
final class FoundKeys {
    private static final String CODE = MetadataColumn.RESULT_CODE.fieldName();

    private boolean anyFound;
    private boolean anyMissing;

    /** The schema with the column that tells, at its end unless it is there. */
    static Schema withCode(Schema schema) {
        if (schema.getFields().stream().anyMatch(field -> field.getName().equals(CODE))) {
            return schema;
        }
        List<Field> fields = new ArrayList<>(schema.getFields());
        fields.add(Field.nullable(CODE, new ArrowType.Int(32, true)));
        return new Schema(fields);
    }

    /**
     * Takes the rows of a record batch. A code that was declared as something else tells nothing.
     */
    void add(VectorSchemaRoot batch) {
        if (!(batch.getVector(CODE) instanceof IntVector codes)) {
            anyFound = true;
            return;
        }
        for (int row = 0; row < batch.getRowCount() && !anyFound; row++) {
            int code = codes.isNull(row) ? ResultCode.OK.code() : codes.get(row);
            anyFound = code == ResultCode.OK.code();
            anyMissing |= code == ResultCode.NOT_FOUND.code();
        }
    }

    /** Whether there were keys that could have a record, and none has. */
    boolean isNothing() {
        return anyMissing && !anyFound;
    }
}
