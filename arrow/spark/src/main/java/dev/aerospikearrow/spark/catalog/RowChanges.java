package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.write.RowAssignments;
import dev.aerospikearrow.spark.write.RowChangeWrite;
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
 */
record RowChanges(CatalogTable table, ConnectorOptions options, RowLevelOperation.Command command)
        implements SupportsDelta {
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scanOptions) {
        return table.newScanBuilder(scanOptions).forChange();
    }

    @Override
    public NamedReference[] rowId() {
        return new NamedReference[] {Expressions.column(MetadataColumn.DIGEST.fieldName())};
    }

    @Override
    public NamedReference[] requiredMetadataAttributes() {
        return new NamedReference[] {Expressions.column(MetadataColumn.GENERATION.fieldName())};
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
