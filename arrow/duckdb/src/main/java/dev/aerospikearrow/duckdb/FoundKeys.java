package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.data.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A tally of a lookup's keys: whether any record was found, and whether one that may be there could
 * not be read. For one thread.
 */
final class FoundKeys {
    private static final String CODE = MetadataColumn.RESULT_CODE.fieldName();
    private static final Set<Integer> HARMLESS =
            Set.of(ResultCode.OK.code(), ResultCode.NOT_FOUND.code(), ColumnarBatch.NULL_KEY);

    private final boolean failuresAreRows;
    private boolean anyFound;
    private boolean anyMissing;
    private long rowsBefore;

    /**
     * @param failuresAreRows whether the query can see the codes, so that a row of nulls is no
     *     missing record
     */
    FoundKeys(boolean failuresAreRows) {
        this.failuresAreRows = failuresAreRows;
    }

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
     *
     * @throws IllegalStateException if a row failed, and the query would not see that
     */
    void add(VectorSchemaRoot batch) {
        if (!(batch.getVector(CODE) instanceof IntVector codes)) {
            anyFound = true;
            return;
        }
        for (int row = 0; row < batch.getRowCount(); row++) {
            int code = codes.isNull(row) ? ResultCode.OK.code() : codes.get(row);
            anyFound |= code == ResultCode.OK.code();
            anyMissing |= code == ResultCode.NOT_FOUND.code();
            if (!failuresAreRows && !HARMLESS.contains(code)) {
                throw new IllegalStateException(failure(batch, row, code));
            }
        }
        rowsBefore += batch.getRowCount();
    }

    private String failure(VectorSchemaRoot batch, int row, int code) {
        FieldVector keys = batch.getVector(MetadataColumn.KEY.fieldName());
        return "The record of the key in row "
                + (rowsBefore + row)
                + (keys == null ? "" : ", " + keys.getObject(row) + ",")
                + " cannot be read: "
                + ResultCode.describe(code)
                + ". With "
                + FunctionArguments.METADATA
                + " := true it is a row of nulls, and "
                + CODE
                + " has the code.";
    }

    /** Whether there were keys that could have a record, and none has. */
    boolean isNothing() {
        return anyMissing && !anyFound;
    }
}
