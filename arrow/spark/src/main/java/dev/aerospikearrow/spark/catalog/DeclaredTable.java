package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import dev.aerospikearrow.spark.schema.NamesByCase;
import dev.aerospikearrow.spark.write.RecordMode;
import dev.aerospikearrow.spark.write.TaskPlan;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What somebody declared of a set: its columns, in their order, and how it is read and written.
 * Immutable.
 *
 * @param columns the columns; all of them may be null, as bins may be missing
 * @param properties the table's properties; those that are options of this data source are named so
 */
record DeclaredTable(StructType columns, Map<String, String> properties) {
    /** Why a column is not one that is never null, after its name. */
    static final String NOT_NULL =
            "is NOT NULL, but any bin of a record may be missing. Leave NOT NULL out.";

    private static final String PROVIDER = "aerospike";

    /** Keeps a copy. */
    DeclaredTable {
        columns = columns.asNullable();
        properties = Map.copyOf(properties);
    }

    /**
     * What a statement declares.
     *
     * @param catalog the catalog's options
     * @throws IllegalArgumentException if a set cannot be so
     */
    static DeclaredTable of(TableRequest request, ConnectorOptions catalog) {
        Map<String, String> properties = new TreeMap<>(request.properties());
        for (String name : request.properties().keySet()) {
            if (name.startsWith(TableCatalog.OPTION_PREFIX)) {
                properties.remove(name);
                requireOurs(name.substring(TableCatalog.OPTION_PREFIX.length()));
            }
        }
        refuse(
                !request.partitions().isEmpty(),
                "A set is divided by the digests of its keys, and by nothing else. Leave out"
                        + " PARTITIONED BY and CLUSTER BY.");
        refuse(
                properties.containsKey(TableCatalog.PROP_EXTERNAL),
                "A set is where the cluster is, and nowhere else. Leave out EXTERNAL.");
        String records = properties.getOrDefault(AerospikeTables.RECORDS, AerospikeTables.KEEP);
        refuse(
                !records.equalsIgnoreCase(AerospikeTables.KEEP),
                "The property "
                        + AerospikeTables.RECORDS
                        + " is "
                        + AerospikeTables.KEEP
                        + ", for records that are there, and not "
                        + records
                        + ".");
        Optional<String> key = request.key().map(name -> spelled(name, request.columns()));
        key.ifPresent(column -> properties.putIfAbsent(OptionName.UPDATE_BY_KEY.key(), column));
        DeclaredTable table = of(request.columns(), properties, catalog);
        refuse(
                key.isPresent()
                        && !key.equals(table.options(catalog).value(OptionName.UPDATE_BY_KEY)),
                "PRIMARY KEY and "
                        + OptionName.UPDATE_BY_KEY.key()
                        + " name different columns. Keep one.");
        return table;
    }

    /**
     * What is declared by columns and properties alone.
     *
     * @param catalog the catalog's options
     * @throws IllegalArgumentException if a set cannot be so
     */
    static DeclaredTable of(
            StructType columns, Map<String, String> given, ConnectorOptions catalog) {
        Map<String, String> properties = new TreeMap<>(given);
        refuse(
                properties.containsKey(TableCatalog.PROP_LOCATION),
                "A set has no location. Leave it out.");
        String provider = properties.getOrDefault(TableCatalog.PROP_PROVIDER, PROVIDER);
        refuse(
                !provider.equalsIgnoreCase(PROVIDER),
                "Tables of this catalog are sets of Aerospike. Leave out USING "
                        + provider
                        + "; for one that toTable makes, give format(\"aerospike\").");
        key(properties, catalog)
                .ifPresent(column -> properties.putIfAbsent(OptionName.KEY_COLUMN.key(), column));
        DeclaredTable table = new DeclaredTable(columns, properties);
        table.check(columns, table.options(catalog));
        return table;
    }

    /** The column of keys by a table's own properties. */
    static Optional<String> key(Map<String, String> properties, ConnectorOptions catalog) {
        return TableOptions.of(catalog.with(OptionName.UPDATE_BY_KEY, ""), properties)
                .value(OptionName.UPDATE_BY_KEY);
    }

    /** The name of a column as it is declared, which Spark may compare without regard to case. */
    private static String spelled(String name, StructType columns) {
        return Arrays.stream(columns.fieldNames())
                .filter(column -> NamesByCase.areSame(column, name))
                .findFirst()
                .orElse(name);
    }

    /** OPTIONS are for this data source, whose options have a prefix, so any other is a slip. */
    private static void requireOurs(String option) {
        refuse(
                !option.toLowerCase(Locale.ROOT).startsWith(OptionName.PREFIX),
                "Options of a table begin with "
                        + OptionName.PREFIX
                        + ", which "
                        + option
                        + " does not. What nobody reads can be one of TBLPROPERTIES.");
    }

    private void check(StructType declared, ConnectorOptions options) {
        refuse(columns.isEmpty(), "A table needs a column. Declare one.");
        Columns.writtenSchema(columns, options.decimalForm());
        NamesByCase.requireDistinct(columns, options.place());
        Optional<String> key = options.value(OptionName.UPDATE_BY_KEY);
        for (StructField column : declared.fields()) {
            if (!column.name().startsWith(MetadataColumn.PREFIX)) {
                NameLimits.binName(column.name());
            }
            refuse(
                    !column.nullable() && !key.equals(Optional.of(column.name())),
                    "Column " + column.name() + " " + NOT_NULL);
        }
        key.ifPresent(
                name ->
                        refuse(
                                !Arrays.asList(columns.fieldNames()).contains(name),
                                "The key is column "
                                        + name
                                        + ", which is not there. Columns: "
                                        + String.join(", ", columns.fieldNames())
                                        + "."));
        if (key.isPresent()) {
            TaskPlan.of(options, columns, RecordMode.UPDATE);
        }
    }

    private static void refuse(boolean condition, String message) {
        if (condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The catalog's options with those of the table. */
    ConnectorOptions options(ConnectorOptions catalog) {
        return TableOptions.of(catalog, properties);
    }
}
