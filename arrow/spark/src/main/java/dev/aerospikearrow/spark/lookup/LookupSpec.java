package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import dev.aerospikearrow.spark.schema.NamesByCase;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The description of what a lookup reads for each key. Immutable; it travels with the tasks.
 *
 * @param options where, and how
 * @param columns the columns that are added, but for that of the result codes
 * @param type which rows are kept
 */
public record LookupSpec(ConnectorOptions options, StructType columns, LookupType type)
        implements Serializable {

    /**
     * Checks a lookup.
     *
     * @throws IllegalArgumentException if a column cannot be filled, or an option is wrong
     */
    public static LookupSpec of(ConnectorOptions options, StructType columns) {
        options.seeds();
        options.namespace();
        LookupSpec spec =
                new LookupSpec(
                        options,
                        columns.asNullable(),
                        options.choice(OptionName.LOOKUP_TYPE, LookupType.class)
                                .orElse(LookupType.LEFT));
        spec.arrowSchema();
        NamesByCase.requireDistinct(spec.addedColumns(), options.place());
        return spec;
    }

    /** The name of the column of result codes; empty for none. */
    Optional<String> resultCodeColumn() {
        return options.value(OptionName.LOOKUP_RESULT_CODE);
    }

    /** Whether a row that failed is told by its code, and does not fail the task. */
    boolean hasResultCodes() {
        return resultCodeColumn().isPresent()
                || List.of(columns.fieldNames()).contains(MetadataColumn.RESULT_CODE.fieldName());
    }

    /** All columns that are added. */
    public StructType addedColumns() {
        return resultCodeColumn()
                .map(name -> columns.add(name, DataTypes.IntegerType, true))
                .orElse(columns);
    }

    /** The schema that the added columns are read into, in their order. */
    Schema arrowSchema() {
        List<Field> fields = new ArrayList<>(Columns.arrowSchema(columns).getFields());
        if (resultCodeColumn().isPresent()) {
            fields.add(
                    Field.nullable(
                            MetadataColumn.RESULT_CODE.fieldName(), new ArrowType.Int(32, true)));
        }
        return new Schema(fields);
    }

    BatchPolicy batchPolicy() {
        BatchPolicy policy = options.batchPolicy();
        if (options.pushedExpression().isPresent()) {
            policy = policy.toBuilder().filter(options.pushedExpression().get()).build();
        }
        return policy;
    }

    ReadOptions readOptions(BufferAllocator allocator) {
        return ReadOptions.builder().allocator(allocator).onMismatch(options.onMismatch()).build();
    }

    /** For plans, whose operators name the set. */
    @Override
    public String toString() {
        return "columns "
                + List.of(addedColumns().fieldNames())
                + ", "
                + type.name().toLowerCase(Locale.ROOT)
                + ", rowsPerBatch "
                + options.rowsPerBatch();
    }
}
