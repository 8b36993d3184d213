package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.filter.IndexChoice;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.spark.aggregate.PushedAggregates;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.schema.TableColumns;
import java.io.Serializable;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The description of what each task of a scan reads. It travels with the tasks.
 *
 * @param options where, and how
 * @param columns the columns that Spark wants, in its order
 * @param expression the condition of the nodes, in base64; null for none
 * @param index the secondary index; null for none
 * @param maxRecords the most records of a task; 0 for all
 * @param aggregates what is wanted instead of the columns; null for the columns
 */
record ScanPlan(
        ConnectorOptions options,
        StructType columns,
        @Nullable String expression,
        @Nullable IndexChoice index,
        int maxRecords,
        @Nullable PushedAggregates aggregates)
        implements Serializable {

    Schema arrowSchema() {
        return TableColumns.arrowSchema(columns, options);
    }

    /** Whether a user key that cannot be shown as a text fails the scan. */
    boolean keysMustHaveTexts() {
        return options.onMismatch() == OnMismatch.FAIL
                && TableColumns.hasConvertedKey(columns, options);
    }

    QuerySpec spec(PartitionRange partition) {
        QuerySpec spec =
                QuerySpec.of(options.set())
                        .withPartitions(partition.firstPartition(), partition.partitionCount())
                        .withRecordsPerSecond(options.recordsPerSecond())
                        .withMaxRecords(maxRecords);
        Optional<Expression> filter = filter(partition);
        if (filter.isPresent()) {
            spec = spec.withFilter(filter.get());
        }
        return Optional.ofNullable(index)
                .map(IndexChoice::range)
                .map(spec::withIndexRange)
                .orElse(spec);
    }

    private Optional<Expression> filter(PartitionRange partition) {
        Optional<Expression> own = Optional.ofNullable(expression).map(Expression::fromBase64);
        Optional<Expression> further =
                Optional.ofNullable(partition.condition()).map(Expression::fromBase64);
        return own.flatMap(one -> further.map(other -> Expressions.and(one, other)))
                .or(() -> own)
                .or(() -> further);
    }

    StreamOptions streamOptions(BufferAllocator allocator) {
        return StreamOptions.builder()
                .readOptions(
                        ReadOptions.builder()
                                .allocator(allocator)
                                .onMismatch(options.onMismatch())
                                .build())
                .rowsPerRecordBatch(options.rowsPerBatch())
                .build();
    }
}
