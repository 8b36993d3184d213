package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.write.RowLevelOperation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The description of what each task does that changes records: checked on the driver, and travels
 * with the tasks. Records are named by their digests, and changed only if they still have the
 * generation that they were read with.
 *
 * @param options where, and how
 * @param command the kind of statement
 * @param columns the columns of the rows, which are the table's; none if records are only removed
 * @param updates how records are changed: the digest, the generation, and the columns that are set;
 *     null if none is
 * @param updatedOrdinals where these columns are in the rows
 * @param inserts how records are made; null if none is
 */
record RowChangePlan(
        ConnectorOptions options,
        RowLevelOperation.Command command,
        StructType columns,
        @Nullable TaskPlan updates,
        int[] updatedOrdinals,
        @Nullable TaskPlan inserts)
        implements Serializable {
    /** Where the columns that are set begin among those of {@link #updates}. */
    static final int FIRST_UPDATED = 2;

    private static final StructType RECORD =
            new StructType()
                    .add(MetadataColumn.DIGEST.fieldName(), DataTypes.BinaryType)
                    .add(MetadataColumn.GENERATION.fieldName(), DataTypes.IntegerType);

    /**
     * Checks a statement.
     *
     * @throws IllegalArgumentException if it cannot be carried out
     */
    static RowChangePlan of(
            ConnectorOptions options,
            RowLevelOperation.Command command,
            StructType columns,
            RowAssignments assignments) {
        List<Integer> ordinals = new ArrayList<>();
        StructType updated = RECORD;
        for (StructField column : columns.fields()) {
            if (assignments.updated().contains(column.name())) {
                ordinals.add(columns.fieldIndex(column.name()));
                updated = updated.add(column);
            }
        }
        return new RowChangePlan(
                options,
                command,
                columns,
                ordinals.isEmpty()
                        ? null
                        : TaskPlan.of(
                                ofRecordsThere(options, updated), updated, RecordMode.UPDATE_ONLY),
                ordinals.stream().mapToInt(Integer::intValue).toArray(),
                assignments.inserts()
                        ? TaskPlan.of(
                                options.with(OptionName.GENERATION_COLUMN, ""),
                                columns,
                                RecordMode.CREATE_ONLY)
                        : null);
    }

    /** A column that is set to null has no bin any more, and a record keeps its time to live. */
    private static ConnectorOptions ofRecordsThere(ConnectorOptions options, StructType updated) {
        ConnectorOptions result =
                options.with(OptionName.UPDATE_BY_KEY, "")
                        .with(OptionName.UPDATE_BY_DIGEST, MetadataColumn.DIGEST.fieldName())
                        .with(OptionName.GENERATION_COLUMN, MetadataColumn.GENERATION.fieldName())
                        .with(
                                OptionName.GENERATION_POLICY,
                                GenerationPolicy.EXPECT_GEN_EQUAL.name())
                        .with(OptionName.SEND_KEY, "")
                        .with(OptionName.WRITE_NULLS, "delete");
        if (options.value(OptionName.TTL).isEmpty()) {
            result = result.with(OptionName.TTL, TaskPlan.TTL_UNCHANGED);
        }
        boolean setsTtl =
                options.value(OptionName.TTL_COLUMN)
                        .filter(Arrays.asList(updated.fieldNames())::contains)
                        .isPresent();
        return setsTtl ? result : result.with(OptionName.TTL_COLUMN, "");
    }

    /** Where the rows have the key, if the statement sets it; -1 if it does not. */
    int updatedKeyOrdinal() {
        return options.value(OptionName.UPDATE_BY_KEY)
                .filter(key -> Arrays.asList(columns.fieldNames()).contains(key))
                .map(columns::fieldIndex)
                .filter(key -> Arrays.stream(updatedOrdinals).anyMatch(it -> it == key))
                .orElse(-1);
    }
}
