package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.MetadataColumns;
import dev.aerospikearrow.spark.schema.NamesByCase;
import dev.aerospikearrow.spark.stream.StreamWriteBuilder;
import dev.aerospikearrow.spark.write.SaveCheck;
import dev.aerospikearrow.spark.write.SetWriteBuilder;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A set with the columns that it is read as: a table of its own, or one of a catalog. */
public class AerospikeTable implements SupportsRead, SupportsWrite, SupportsMetadataColumns {
    private final ConnectorOptions options;
    private final StructType schema;

    /**
     * @param schema the columns; all of them may be null, whatever it says
     */
    public AerospikeTable(ConnectorOptions options, StructType schema) {
        this.options = options;
        this.schema = schema;
    }

    /** Where the set is, and how it is read or written. */
    public ConnectorOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "aerospike " + options.place();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if it is read, and names differ only by case
     */
    @Override
    @Deprecated
    public StructType schema() {
        if (capabilities().contains(TableCapability.BATCH_READ)) {
            NamesByCase.requireDistinct(schema, options.place());
        }
        return schema;
    }

    /** Saves are taken when their mode has been checked: see {@link SaveCheck}. */
    @Override
    public Set<TableCapability> capabilities() {
        return options.value(OptionName.CHECKED_SAVE).isEmpty()
                ? Set.of(
                        TableCapability.BATCH_READ,
                        TableCapability.MICRO_BATCH_READ,
                        TableCapability.STREAMING_WRITE)
                : Set.of(
                        TableCapability.BATCH_WRITE,
                        TableCapability.TRUNCATE,
                        TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return MetadataColumns.of(options.keyType(), schema.fieldNames());
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scanOptions) {
        return new SetScanBuilder(options, schema);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return options.value(OptionName.CHECKED_SAVE).isEmpty()
                ? new StreamWriteBuilder(options.forWriting(), info)
                : new SetWriteBuilder(options, info.schema());
    }

    /** What the progress of a stream that writes it shows. */
    @Override
    public String toString() {
        return name();
    }
}
