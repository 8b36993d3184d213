package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.RecordMode;
import dev.aerospikearrow.spark.write.TaskPlan;
import java.util.Optional;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.connector.SupportsStreamingUpdateAsAppend;
import org.apache.spark.sql.types.StructType;

/**
 * A streaming query's write to a set. Rows that are added and rows that take the place of earlier
 * ones are the same to it: they are written to the records of their keys.
 */
public final class StreamWriteBuilder implements SupportsStreamingUpdateAsAppend, SupportsTruncate {
    private final ConnectorOptions options;
    private final StructType columns;
    private final String queryId;

    /**
     * @param columns the rows' columns
     * @param queryId the query's, which stays the same when it is started again
     */
    public StreamWriteBuilder(ConnectorOptions options, StructType columns, String queryId) {
        this.options = options;
        this.columns = columns;
        this.queryId = queryId;
    }

    /**
     * Refuses the output mode {@code complete}.
     *
     * @throws IllegalArgumentException always
     */
    @Override
    public WriteBuilder truncate() {
        throw new IllegalArgumentException(
                "Output mode complete would empty "
                        + options.place()
                        + " at each epoch, and be empty in between. Use output mode update, which"
                        + " writes the rows that have changed, or foreachBatch with a save of mode"
                        + " overwrite.");
    }

    @Override
    public Write build() {
        RecordMode mode =
                options.choice(OptionName.WRITE_MODE, RecordMode.class).orElse(RecordMode.UPDATE);
        Optional<EpochBin> epochs = EpochBin.of(options, columns, mode, queryId);
        StructType written = epochs.map(it -> it.behind(columns)).orElse(columns);
        return new StreamWrite(TaskPlan.of(options, written, mode), epochs);
    }
}
