package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;

/** A save of rows to a set, which may take the place of what the set had before. */
public final class SetWriteBuilder implements SupportsTruncate {
    private final ConnectorOptions options;
    private final StructType columns;
    private boolean overwrites;

    /**
     * @param columns the rows' columns
     */
    public SetWriteBuilder(ConnectorOptions options, StructType columns) {
        this.options = options;
        this.columns = columns;
    }

    @Override
    public WriteBuilder truncate() {
        overwrites = true;
        return this;
    }

    @Override
    public Write build() {
        TaskPlan plan = TaskPlan.of(options, columns, overwrites ? replacing() : mode());
        return new SetWrite(plan, overwrites);
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
    private record SetWrite(TaskPlan plan, boolean overwrites) implements Write {
        @Override
        public String description() {
            return "aerospike "
                    + plan.options().place()
                    + " by key "
                    + plan.keyColumn()
                    + (overwrites ? ", and what is older is removed" : "");
        }

        @Override
        public BatchWrite toBatch() {
            return overwrites ? new SetOverwrite(plan) : new SetBatchWrite(plan);
        }
    }
}
