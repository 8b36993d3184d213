package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import dev.aerospikearrow.spark.schema.NamesByCase;
import java.util.Arrays;
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
        StructType columns = request.columns();
        Map<String, String> properties = new TreeMap<>(request.properties());
        properties.keySet().removeIf(name -> name.startsWith(TableCatalog.OPTION_PREFIX));
        refuse(
                !request.partitions().isEmpty(),
                "A set is divided by the digests of its keys, and by nothing else. Leave out"
                        + " PARTITIONED BY and CLUSTER BY.");
        refuse(
                properties.containsKey(TableCatalog.PROP_LOCATION),
                "A set has no location. Leave it out.");
        String provider = properties.getOrDefault(TableCatalog.PROP_PROVIDER, PROVIDER);
        refuse(
                !provider.equalsIgnoreCase(PROVIDER),
                "Tables of this catalog are sets of Aerospike. Leave out USING "
                        + provider
                        + "; for one that toTable makes, give format(\"aerospike\").");
        Optional<String> key = request.key();
        key.ifPresent(column -> properties.putIfAbsent(OptionName.UPDATE_BY_KEY.key(), column));
        TableOptions.of(catalog.with(OptionName.UPDATE_BY_KEY, ""), properties)
                .value(OptionName.UPDATE_BY_KEY)
                .ifPresent(column -> properties.putIfAbsent(OptionName.KEY_COLUMN.key(), column));
        DeclaredTable table = new DeclaredTable(columns, properties);
        ConnectorOptions options = table.options(catalog);
        refuse(
                key.isPresent() && !options.value(OptionName.UPDATE_BY_KEY).equals(key),
                "PRIMARY KEY and "
                        + OptionName.UPDATE_BY_KEY.key()
                        + " name different columns. Keep one.");
        table.check(columns, options);
        return table;
    }

    private void check(StructType declared, ConnectorOptions options) {
        refuse(columns.isEmpty(), "A table needs a column. Declare one.");
        Columns.writtenSchema(columns, options.decimalForm());
        NamesByCase.requireDistinct(columns, options.place());
        Optional<String> key = options.value(OptionName.UPDATE_BY_KEY);
        for (StructField column : declared.fields()) {
            refuse(
                    !column.nullable() && !key.equals(Optional.of(column.name())),
                    "Column "
                            + column.name()
                            + " is NOT NULL, but any bin of a record may be missing. Leave NOT NULL"
                            + " out.");
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
