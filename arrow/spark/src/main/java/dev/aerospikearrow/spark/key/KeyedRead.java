package dev.aerospikearrow.spark.key;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.schema.TableColumns;
import java.io.Serializable;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The description of what is read of each record by its key. It travels with the tasks.
 *
 * @param options where, and how
 * @param columns the columns that Spark wants, in its order
 * @param column the column that the keys come from
 * @param expression the condition of the nodes, in base64; null for none
 */
public record KeyedRead(
        ConnectorOptions options, StructType columns, KeyColumn column, @Nullable String expression)
        implements Serializable {

    Schema arrowSchema() {
        return TableColumns.arrowSchema(columns, options);
    }

    BatchPolicy batchPolicy() {
        BatchPolicy policy = options.batchPolicy();
        return expression == null
                ? policy
                : policy.toBuilder().filter(Expression.fromBase64(expression)).build();
    }

    ReadOptions readOptions(BufferAllocator allocator) {
        return ReadOptions.builder().allocator(allocator).onMismatch(options.onMismatch()).build();
    }

    /** Whether a record is left out for nothing but that its user key is not stored. */
    boolean leavesOutOnlyUnstoredKeys() {
        return column.wantsStoredKeys()
                && column.condition(options)
                        .map(Expression::toBase64)
                        .filter(text -> text.equals(expression))
                        .isPresent();
    }

    /** For plans, whose operators name the set. */
    @Override
    public String toString() {
        return "columns "
                + List.of(columns.fieldNames())
                + ", by "
                + column.name()
                + ", rowsPerBatch "
                + options.rowsPerBatch();
    }
}
