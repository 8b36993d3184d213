package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.write.RowAssignments;
import dev.aerospikearrow.spark.write.RowChangeWrite;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.DeltaWriteBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperation;
import org.apache.spark.sql.connector.write.SupportsDelta;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A DELETE, UPDATE or MERGE: records are read with their digests and generations, and by these they
 * are changed.
 *
 * @param options those of the table and of the statement
 * @param named the metadata columns that the statement names
 */
record RowChanges(
        CatalogTable table,
        ConnectorOptions options,
        RowLevelOperation.Command command,
        List<String> named)
        implements SupportsDelta {
    /** The changes of the statement that this thread analyses. */
    static RowChanges ofAnalysed(
            CatalogTable table, ConnectorOptions options, RowLevelOperation.Command command) {
        String statement =
                CurrentOrigin.get().sqlText().getOrElse(() -> "").toLowerCase(Locale.ROOT);
        return new RowChanges(
                table,
                options,
                command,
                Arrays.stream(table.metadataColumns())
                        .map(org.apache.spark.sql.connector.catalog.MetadataColumn::name)
                        .filter(name -> statement.contains(name.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scanOptions) {
        return table.newScanBuilder(scanOptions).forChange();
    }

    @Override
    public NamedReference[] rowId() {
        return new NamedReference[] {Expressions.column(MetadataColumn.DIGEST.fieldName())};
    }

    /**
     * The generation first, by which records are changed. The others are for conditions: where
     * Spark has resolved a statement in one go, it loses those that nobody requires.
     */
    @Override
    public NamedReference[] requiredMetadataAttributes() {
        return Stream.concat(
                        Stream.of(MetadataColumn.GENERATION.fieldName()),
                        named.stream()
                                .filter(name -> !name.equals(MetadataColumn.DIGEST.fieldName())))
                .distinct()
                .map(Expressions::column)
                .toArray(NamedReference[]::new);
    }

    @Override
    public DeltaWriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new RowChangeWrite(
                options,
                command,
                info.schema(),
                () ->
                        command == Command.DELETE
                                ? RowAssignments.NONE
                                : AssignedColumns.ofRunning(options));
    }
}
