package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.DecimalForm;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.scan.AerospikeTable;
import dev.aerospikearrow.spark.scan.SetScanBuilder;
import dev.aerospikearrow.spark.stream.StreamWriteBuilder;
import dev.aerospikearrow.spark.write.SaveCheck;
import dev.aerospikearrow.spark.write.SetWriteBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRowLevelOperations;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperationBuilder;
import org.apache.spark.sql.connector.write.RowLevelOperationInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A set as a table of a catalog: unlike one of {@code format()}, it has the columns that it has.
 */
class CatalogTable extends AerospikeTable implements TruncatableTable, SupportsRowLevelOperations {
    private static final Set<TableCapability> CAPABILITIES =
            Set.of(
                    TableCapability.BATCH_READ,
                    TableCapability.MICRO_BATCH_READ,
                    TableCapability.BATCH_WRITE,
                    TableCapability.STREAMING_WRITE,
                    TableCapability.TRUNCATE,
                    TableCapability.OVERWRITE_DYNAMIC);

    private final String name;
    private final StructType columns;
    private final Map<String, String> properties;

    /**
     * @param name the table's, for people
     * @param table what is declared or inferred
     * @param options where the set is, and how it is read or written
     */
    CatalogTable(String name, DeclaredTable table, ConnectorOptions options) {
        super(options, readable(table.columns(), options));
        this.name = name;
        columns = readable(table.columns(), options);
        properties = table.properties();
    }

    /** Decimals that are written as texts are read from them, too. */
    private static StructType readable(StructType columns, ConnectorOptions options) {
        if (!options.decimalForm().equals(Optional.of(DecimalForm.TEXT))) {
            return columns;
        }
        StructField[] fields = columns.fields().clone();
        for (int i = 0; i < fields.length; i++) {
            StructField field = fields[i];
            if (field.dataType() instanceof DecimalType
                    && !field.metadata().contains(FieldMetadata.ON_MISMATCH)) {
                Metadata metadata =
                        new MetadataBuilder()
                                .withMetadata(field.metadata())
                                .putString(FieldMetadata.ON_MISMATCH, OnMismatch.COERCE.name())
                                .build();
                fields[i] = new StructField(field.name(), field.dataType(), true, metadata);
            }
        }
        return new StructType(fields);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return CAPABILITIES;
    }

    /** The catalog has found the table, and one that was created need not have records yet. */
    @Override
    public SetScanBuilder newScanBuilder(CaseInsensitiveStringMap scanOptions) {
        return new SetScanBuilder(
                options(scanOptions).with(OptionName.ALLOW_EMPTY, Boolean.toString(true)), columns);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        ConnectorOptions statement = options(info.options());
        if (!StreamWriteBuilder.isForRunningStream(info)) {
            return new SetWriteBuilder(
                    statement,
                    info.schema(),
                    OverwrittenSource::refuseRunning,
                    RunningPlan::isMergeThatInserts);
        }
        StreamedColumns.require(info.schema(), name, columns, statement);
        return new StreamWriteBuilder(statement, info);
    }

    @Override
    public RowLevelOperationBuilder newRowLevelOperationBuilder(RowLevelOperationInfo info) {
        RowChanges changes = RowChanges.ofAnalysed(this, options(info.options()), info.command());
        return () -> changes;
    }

    private ConnectorOptions options(CaseInsensitiveStringMap statement) {
        return TableOptions.of(options(), statement.asCaseSensitiveMap());
    }

    /**
     * Removes the records of the set; what is declared of it stays.
     *
     * @throws IllegalArgumentException if the table shows a part of the set only
     */
    @Override
    public boolean truncateTable() {
        SaveCheck.requireWholeSet(options());
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options())) {
            lease.client().truncate(options().set());
        }
        return true;
    }
}
