package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.spark.catalog.AerospikeTables.Staged;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.SaveCheck;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that is declared when its rows are written. The rows are there at once, as in any write;
 * if they do not all come, the set is what it is then, and what was declared of it stays.
 */
final class StagedSet extends CatalogTable implements StagedTable {
    private static final Logger LOG = LoggerFactory.getLogger(StagedSet.class);

    private final Staged staged;
    private final boolean replaces;
    private boolean written;

    private StagedSet(String name, Staged staged, boolean replaces) {
        super(
                name,
                staged.declared(),
                replaces
                        ? staged.options()
                        : staged.options().with(OptionName.CHECKED_SAVE, SaveCheck.CREATE));
        this.staged = staged;
        this.replaces = replaces;
    }

    /** A table that there was not: its records are created, and a record that is there fails. */
    static StagedSet created(String name, Staged staged) {
        return new StagedSet(name, staged, false);
    }

    /** A table that may take the place of another. */
    static StagedSet replaced(String name, Staged staged) {
        return new StagedSet(name, staged, true);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        written = true;
        return super.newWriteBuilder(info);
    }

    @Override
    public void commitStagedChanges() {
        if (replaces) {
            requireNoRecordsByChance();
            staged.declarations().replace(staged.setName(), staged.declared());
        } else if (!staged.declarations().create(staged.setName(), staged.declared())) {
            throw new IllegalStateException(
                    "Table "
                            + name()
                            + " was created by somebody else meanwhile, and what they declared stays."
                            + " The rows of this statement are in its set.");
        }
    }

    /** A table that is replaced without rows is empty, but nothing is lost that nobody named. */
    private void requireNoRecordsByChance() {
        boolean kept =
                AerospikeTables.KEEP.equalsIgnoreCase(
                        staged.declared().properties().get(AerospikeTables.RECORDS));
        if (!written && !kept && SaveCheck.hasRecords(staged.options())) {
            throw new UnsupportedOperationException(
                    "Set "
                            + staged.options().place()
                            + " has records. If they are to have the new columns, say so with"
                            + " TBLPROPERTIES ('"
                            + AerospikeTables.RECORDS
                            + "' = '"
                            + AerospikeTables.KEEP
                            + "'). If they are to go, use TRUNCATE TABLE first, or CREATE OR REPLACE"
                            + " TABLE … AS SELECT. Nothing was changed.");
        }
    }

    /** None. */
    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        return new CustomTaskMetric[0];
    }

    @Override
    public void abortStagedChanges() {
        LOG.warn(
                "The statement that writes to {} failed. What it has written stays in the set {};"
                        + " nothing was declared.",
                name(),
                staged.options().place());
    }
}
