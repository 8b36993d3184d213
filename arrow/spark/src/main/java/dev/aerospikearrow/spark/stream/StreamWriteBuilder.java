package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.RecordMode;
import dev.aerospikearrow.spark.write.TaskPlan;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
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
    /** The property of its threads in which Spark keeps the id of a streaming query. */
    private static final String RUNNING_QUERY = "sql.streaming.queryId";

    private final ConnectorOptions options;
    private final StructType columns;
    private final String queryId;

    /**
     * @param info of the query, whose id stays the same when it is started again
     */
    public StreamWriteBuilder(ConnectorOptions options, LogicalWriteInfo info) {
        this.options = options;
        columns = info.schema();
        queryId = info.queryId();
    }

    /**
     * Whether a write is that of the streaming query whose epoch this thread runs. A table that
     * takes statements, too, is asked for both in the same words, and statements have ids as well.
     */
    public static boolean isForRunningStream(LogicalWriteInfo info) {
        return info.queryId().equals(SparkContext.getOrCreate().getLocalProperty(RUNNING_QUERY));
    }

    /**
     * Refuses the output mode {@code complete}.
     *
     * @throws IllegalArgumentException always
     */
    @Override
    public WriteBuilder truncate() {
        throw new IllegalArgumentException(
                "Output mode complete would put all rows of the result in the place of "
                        + options.place()
                        + " in each epoch. Use output mode update, which writes the rows that have"
                        + " changed to the records of their keys. Where rows can leave the result,"
                        + " use foreachBatch, and overwrite the set in it:"
                        + " rows.write().format(\"aerospike\").mode(\"overwrite\").save().");
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
