package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.OnDoubt;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.types.StructType;

/**
 * The description of what each task of a write does with its rows; checked on the driver, and
 * travels with the tasks.
 *
 * <p>The column of keys is also a bin, unless it is named {@code __key}: without the user key,
 * which is not stored by default, a record could not tell otherwise which it is. Columns named like
 * metadata, and those of times to live and generations, are no bins.
 *
 * @param options where, and how
 * @param columns the rows' columns
 * @param mode what the save does to each record
 */
public record TaskPlan(ConnectorOptions options, StructType columns, RecordMode mode)
        implements Serializable {
    /** Value of {@link OptionName#TTL}: a record expires when it would have expired before. */
    static final String TTL_UNCHANGED = "-2";

    /**
     * Checks a write.
     *
     * @throws IllegalArgumentException if an option or a column is wrong
     */
    public static TaskPlan of(ConnectorOptions options, StructType columns, RecordMode mode) {
        TaskPlan plan = new TaskPlan(options, columns, mode);
        plan.check();
        return plan;
    }

    /**
     * Writes no rows, on the driver: whatever their schema shows to be wrong is refused as it would
     * be with rows, before there is one.
     */
    private void check() {
        ColumnarWriteOptions write = writeOptions();
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options);
                BufferAllocator allocator = TaskMemory.newAllocator("check");
                VectorSchemaRoot none = VectorSchemaRoot.create(arrowSchema(), allocator)) {
            ArrowWriter.create(none);
            lease.columnar().batchWrite(none, write);
        }
    }

    /** The columns as they are gathered. */
    Schema arrowSchema() {
        return Columns.writtenSchema(columns, options.decimalForm());
    }

    /**
     * The name of the column that has the keys.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String keyColumn() {
        Optional<String> key = named(OptionName.UPDATE_BY_KEY);
        Optional<String> digest = named(OptionName.UPDATE_BY_DIGEST);
        if (key.isPresent() && digest.isPresent()) {
            throw new IllegalArgumentException(
                    "Both "
                            + OptionName.UPDATE_BY_KEY.key()
                            + " and "
                            + OptionName.UPDATE_BY_DIGEST.key()
                            + " are given. Keep one.");
        }
        return key.or(() -> digest)
                .or(() -> existing(MetadataColumn.KEY.fieldName()))
                .or(() -> existing(MetadataColumn.DIGEST.fieldName()))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Which column has the keys? Give "
                                                + OptionName.UPDATE_BY_KEY.key()
                                                + ". Columns: "
                                                + String.join(", ", columns.fieldNames())
                                                + "."));
    }

    /** Whether the column of keys has digests. */
    public boolean isKeyedByDigest() {
        return named(OptionName.UPDATE_BY_DIGEST).isPresent()
                || keyColumn().equals(MetadataColumn.DIGEST.fieldName())
                        && named(OptionName.UPDATE_BY_KEY).isEmpty();
    }

    private Optional<String> existing(String column) {
        return Arrays.asList(columns.fieldNames()).contains(column)
                ? Optional.of(column)
                : Optional.empty();
    }

    private Optional<String> named(OptionName option) {
        Optional<String> column = options.value(option);
        if (column.isPresent() && existing(column.get()).isEmpty()) {
            throw new IllegalArgumentException(
                    "Option "
                            + option.key()
                            + " names column "
                            + column.get()
                            + ", which is not there. Columns: "
                            + String.join(", ", columns.fieldNames())
                            + ".");
        }
        return column;
    }

    /**
     * Timeouts and retries. What may have been written is sent again where that gives the same
     * record, as a task that is run again does, too.
     */
    public BatchPolicy batchPolicy() {
        boolean isRepeatable = mode.isRepeatable() && named(OptionName.GENERATION_COLUMN).isEmpty();
        return options.batchPolicy().toBuilder()
                .onDoubt(isRepeatable ? OnDoubt.RETRY : OnDoubt.FAIL)
                .build();
    }

    ColumnarWriteOptions writeOptions() {
        String key = keyColumn();
        Optional<String> ttl = named(OptionName.TTL_COLUMN);
        Optional<String> generation = named(OptionName.GENERATION_COLUMN);
        ColumnarWriteOptions.Builder write =
                (isKeyedByDigest()
                                ? ColumnarWriteOptions.keyedByDigest(key)
                                : ColumnarWriteOptions.keyedBy(key))
                        .set(options.set())
                        .bins(binColumns().toArray(String[]::new))
                        .mode(mode.writeMode())
                        .onInvalidRow(OnInvalidRow.SKIP)
                        .rowsPerRequest(options.rowsPerWrite());
        options.choice(OptionName.WRITE_NULLS, OnNull.class).ifPresent(write::onNull);
        if (options.truth(OptionName.SEND_KEY, false)) {
            write.sendKey(SendKey.WITH_USER_KEY);
        }
        if (options.value(OptionName.TTL).isPresent()) {
            write.timeToLive(timeToLive());
        }
        ttl.ifPresent(write::ttlColumn);
        GenerationPolicy policy =
                options.choice(OptionName.GENERATION_POLICY, GenerationPolicy.class)
                        .orElse(GenerationPolicy.EXPECT_GEN_EQUAL);
        if (policy != GenerationPolicy.NONE) {
            generation.ifPresent(column -> write.generationColumn(column, policy.check()));
        }
        return write.build();
    }

    private TimeToLive timeToLive() {
        int seconds = options.integer(OptionName.TTL, 0, -2, (int) TimeToLive.MAXIMUM.toSeconds());
        return switch (seconds) {
            case -2 -> TimeToLive.UNCHANGED;
            case -1 -> TimeToLive.NEVER;
            case 0 -> TimeToLive.SERVER_DEFAULT;
            default -> TimeToLive.of(Duration.ofSeconds(seconds));
        };
    }

    /**
     * The columns that are bins.
     *
     * @throws IllegalArgumentException if there is none
     */
    public List<String> binColumns() {
        List<String> bins = new ArrayList<>(Arrays.asList(columns.fieldNames()));
        bins.removeIf(name -> name.startsWith(MetadataColumn.PREFIX));
        named(OptionName.TTL_COLUMN).ifPresent(bins::remove);
        named(OptionName.GENERATION_COLUMN).ifPresent(bins::remove);
        options.value(OptionName.UPDATE_BY_DIGEST).ifPresent(bins::remove);
        if (bins.isEmpty()) {
            throw new IllegalArgumentException(
                    "No column is left that would be a bin. Columns: "
                            + String.join(", ", columns.fieldNames())
                            + ".");
        }
        return bins;
    }
}
