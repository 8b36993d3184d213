package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.catalog.OverwrittenSource;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.option.SessionOptions;
import dev.aerospikearrow.spark.scan.AerospikeTable;
import dev.aerospikearrow.spark.scan.InferredColumns;
import dev.aerospikearrow.spark.schema.Columns;
import dev.aerospikearrow.spark.write.SaveCheck;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The data source {@code aerospike}:
 *
 * <pre>{@code
 * Dataset<Row> flights = spark.read().format("aerospike")
 *         .option("aerospike.seedhost", "localhost:3000")
 *         .option("aerospike.namespace", "test")
 *         .option("aerospike.set", "flights")
 *         .schema("origin STRING, delay INT")
 *         .load();
 * }</pre>
 *
 * <p>Made by Spark. {@link OptionName} has the options; those of the session's configuration count,
 * too.
 */
public final class AerospikeSource
        implements TableProvider, CreatableRelationProvider, DataSourceRegister {
    /** For Spark. */
    public AerospikeSource() {}

    @Override
    public String shortName() {
        return "aerospike";
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    /** The columns of {@code aerospike.schema.arrow}, or those of a sample of the set. */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap map) {
        ConnectorOptions options = SessionOptions.with(map.asCaseSensitiveMap());
        return options.value(OptionName.ARROW_SCHEMA)
                .map(json -> Columns.sparkSchema(Columns.parseArrowSchema(json)))
                .orElseGet(() -> InferredColumns.of(options));
    }

    @Override
    public Table getTable(
            StructType schema, Transform[] partitioning, Map<String, String> properties) {
        ConnectorOptions options = SessionOptions.with(properties);
        options.namespace();
        options.seeds();
        Columns.arrowSchema(schema);
        return new AerospikeTable(options, schema.asNullable());
    }

    /** Whatever bins hold; what they do not is refused by its name when the rows are written. */
    @Override
    public boolean supportsDataType(DataType type) {
        return true;
    }

    /** Every save: its mode is checked, and then the rows are written. */
    @Override
    public BaseRelation createRelation(
            SQLContext context,
            SaveMode mode,
            scala.collection.immutable.Map<String, String> parameters,
            Dataset<Row> rows) {
        Map<String, String> given = CollectionConverters.asJava(parameters);
        ConnectorOptions options = SessionOptions.with(given).forWriting();
        if (mode == SaveMode.Overwrite) {
            OverwrittenSource.refuse(options, rows);
        }
        SaveCheck.check(options, mode)
                .ifPresent(
                        save ->
                                rows.write()
                                        .format(shortName())
                                        .options(given)
                                        .option(OptionName.CHECKED_SAVE.key(), save.checked())
                                        .mode(save.mode())
                                        .save());
        return new SavedRows(context, rows.schema());
    }

    /** What Spark wants to know of a save that is done. */
    private static final class SavedRows extends BaseRelation {
        private final SQLContext context;
        private final StructType schema;

        SavedRows(SQLContext context, StructType schema) {
            this.context = context;
            this.schema = schema;
        }

        @Override
        public SQLContext sqlContext() {
            return context;
        }

        @Override
        public StructType schema() {
            return schema;
        }
    }
}
