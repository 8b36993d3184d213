package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.SupportsDynamicOverwrite;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;

/** A save of rows to a set, which may take the place of what the set had before. */
public final class SetWriteBuilder implements SupportsTruncate, SupportsDynamicOverwrite {
    private final ConnectorOptions options;
    private final StructType columns;
    private final Consumer<ConnectorOptions> overwriteCheck;
    private final BooleanSupplier isMerge;
    private Replaced replaced = Replaced.NOTHING;

    /** What the rows take the place of. */
    private enum Replaced {
        NOTHING(""),
        RECORDS_OF_THE_KEYS(", in the place of the records of these keys"),
        WHOLE_SET(", and what is older is removed");

        private final String description;

        Replaced(String description) {
            this.description = description;
        }
    }

    /**
     * @param columns the rows' columns
     */
    public SetWriteBuilder(ConnectorOptions options, StructType columns) {
        this(options, columns, target -> {}, () -> false);
    }

    /**
     * @param columns the rows' columns
     * @param overwriteCheck throws if the set must not be overwritten by the statement that runs
     * @param isMerge tells whether the statement that runs makes records where it has found none
     */
    public SetWriteBuilder(
            ConnectorOptions options,
            StructType columns,
            Consumer<ConnectorOptions> overwriteCheck,
            BooleanSupplier isMerge) {
        this.options = options;
        this.columns = columns;
        this.overwriteCheck = overwriteCheck;
        this.isMerge = isMerge;
    }

    @Override
    public WriteBuilder truncate() {
        replaced = Replaced.WHOLE_SET;
        return this;
    }

    /** A set has no partitions but its records: each row takes the place of that of its key. */
    @Override
    public WriteBuilder overwriteDynamicPartitions() {
        replaced = Replaced.RECORDS_OF_THE_KEYS;
        return this;
    }

    @Override
    public Write build() {
        RecordMode mode = replaced == Replaced.NOTHING ? mode() : replacing();
        boolean mayMerge = replaced == Replaced.NOTHING && chosenMode().isEmpty();
        return new SetWrite(
                TaskPlan.of(options, columns, mode),
                replaced,
                overwriteCheck,
                mayMerge ? isMerge : () -> false);
    }

    private RecordMode mode() {
        return options.value(OptionName.CHECKED_SAVE).orElse("").equals(SaveCheck.CREATE)
                ? RecordMode.CREATE_ONLY
                : chosenMode().orElse(RecordMode.UPDATE);
    }

    private Optional<RecordMode> chosenMode() {
        return options.choice(OptionName.WRITE_MODE, RecordMode.class);
    }

    /**
     * What an overwrite does to a record. It has none of the bins that the row does not have, and
     * what was there before is no condition.
     */
    private RecordMode replacing() {
        if (replaced == Replaced.WHOLE_SET) {
            SaveCheck.requireWholeSet(options);
        }
        RecordMode chosen = chosenMode().orElse(RecordMode.REPLACE);
        if (chosen != RecordMode.REPLACE && chosen != RecordMode.UPDATE) {
            throw new IllegalArgumentException(
                    OptionName.WRITE_MODE.key()
                            + " "
                            + chosen.name().toLowerCase(Locale.ROOT)
                            + " is about records that are there before, which an overwrite removes."
                            + " Remove the option, or use append.");
        }
        if (options.value(OptionName.GENERATION_COLUMN).isPresent()) {
            throw new IllegalArgumentException(
                    OptionName.GENERATION_COLUMN.key()
                            + " is about records that are there before, which an overwrite removes."
                            + " Remove the option, or use append.");
        }
        return RecordMode.REPLACE;
    }

    /** The save, as it stands in Spark's plan. */
    private record SetWrite(
            TaskPlan plan,
            Replaced replaced,
            Consumer<ConnectorOptions> overwriteCheck,
            BooleanSupplier isMerge)
            implements Write {
        @Override
        public String description() {
            return "aerospike "
                    + plan.options().place()
                    + " by key "
                    + plan.keyColumn()
                    + replaced.description;
        }

        /** What {@code EXPLAIN} shows. */
        @Override
        public String toString() {
            return description();
        }

        @Override
        public CustomMetric[] supportedCustomMetrics() {
            return WriteMetric.all();
        }

        @Override
        public BatchWrite toBatch() {
            if (replaced != Replaced.NOTHING) {
                overwriteCheck.accept(plan.options());
            }
            if (replaced == Replaced.WHOLE_SET) {
                return new SetOverwrite(plan);
            }
            return new SetBatchWrite(
                    isMerge.getAsBoolean()
                            ? TaskPlan.of(plan.options(), plan.columns(), RecordMode.CREATE_ONLY)
                            : plan);
        }
    }
}
