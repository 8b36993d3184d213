package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.catalog.AerospikeTables;
import dev.aerospikearrow.spark.catalog.TableRequest;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.option.SessionOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.TableWritePrivilege;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The namespaces and sets of a cluster as a catalog of Spark:
 *
 * <pre>{@code
 * spark.sql.catalog.aerospike            dev.aerospikearrow.spark.AerospikeCatalog
 * spark.sql.catalog.aerospike.seedhost   localhost:3000
 * spark.sql.catalog.aerospike.schema.set spark_tables
 *
 * SHOW TABLES IN aerospike.test;
 * SELECT origin, avg(delay) FROM aerospike.test.flights GROUP BY origin;
 * }</pre>
 *
 * <p>Made by Spark. The options are those of {@link OptionName}, with or without {@code
 * aerospike.}; those of the session's configuration count, too. A set has the columns of a sample
 * of its records, unless a table was created for it.
 */
public final class AerospikeCatalog implements StagingTableCatalog, SupportsNamespaces {
    private String name = "";
    private Map<String, String> given = Map.of();

    /** For Spark. */
    public AerospikeCatalog() {}

    @Override
    public void initialize(String catalogName, CaseInsensitiveStringMap options) {
        name = catalogName;
        Map<String, String> prefixed = new HashMap<>();
        options.asCaseSensitiveMap()
                .forEach((option, value) -> prefixed.put(withPrefix(option), value));
        given = Map.copyOf(prefixed);
    }

    private static String withPrefix(String option) {
        return option.toLowerCase(Locale.ROOT).startsWith(OptionName.PREFIX)
                ? option
                : OptionName.PREFIX + option;
    }

    private ConnectorOptions options() {
        return SessionOptions.with(given);
    }

    private AerospikeTables tables() {
        return new AerospikeTables(name, options());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String[] defaultNamespace() {
        return options()
                .value(OptionName.NAMESPACE)
                .map(namespace -> new String[] {namespace})
                .orElseGet(() -> new String[0]);
    }

    /** Keys can be declared, where Spark has words for it, which is from 4.1 on. */
    @Override
    public Set<TableCatalogCapability> capabilities() {
        return Arrays.stream(TableCatalogCapability.values())
                .filter(it -> it.name().equals("SUPPORT_TABLE_CONSTRAINT"))
                .collect(Collectors.toSet());
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        return tables().list(namespace);
    }

    /** The error names what may have been meant. */
    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        return tables().load(table);
    }

    /**
     * The same while Spark resolves a statement. A save of a DataFrame asks in this way whether
     * there is a table, and takes no other error than Spark's own for a no.
     */
    @Override
    public Table loadTable(Identifier table, Set<TableWritePrivilege> privileges)
            throws NoSuchTableException {
        return isAskedByAnalysis()
                ? tables().load(table)
                : tables().find(table).orElseThrow(() -> new NoSuchTableException(table));
    }

    private static boolean isAskedByAnalysis() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.anyMatch(
                                        frame ->
                                                frame.getClassName()
                                                        .startsWith(
                                                                "org.apache.spark.sql.catalyst"
                                                                        + ".analysis.")));
    }

    @Override
    public Table loadTable(Identifier table, String version) {
        throw versionsAreNotKept();
    }

    @Override
    public Table loadTable(Identifier table, long timestamp) {
        throw versionsAreNotKept();
    }

    private static UnsupportedOperationException versionsAreNotKept() {
        return new UnsupportedOperationException(
                "A set of Aerospike has the records that it has now, and no earlier versions of them."
                        + " Leave out AS OF.");
    }

    @Override
    public boolean tableExists(Identifier table) {
        return tables().exists(table);
    }

    @Override
    public Table createTable(Identifier table, TableInfo info)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        return tables().create(table, TableRequest.of(info));
    }

    /** The same as Spark 4.0 asks for it. */
    @Override
    @Deprecated
    public Table createTable(
            Identifier table,
            Column[] columns,
            Transform[] partitions,
            Map<String, String> properties)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        return tables().create(table, TableRequest.of(columns, partitions, properties));
    }

    @Override
    public StagedTable stageCreate(Identifier table, TableInfo info)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        return tables().stageCreate(table, TableRequest.of(info));
    }

    /** The same as Spark 4.0 asks for it. */
    @Override
    @Deprecated
    public StagedTable stageCreate(
            Identifier table,
            Column[] columns,
            Transform[] partitions,
            Map<String, String> properties)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        return tables().stageCreate(table, TableRequest.of(columns, partitions, properties));
    }

    @Override
    public StagedTable stageReplace(Identifier table, TableInfo info)
            throws NoSuchNamespaceException, NoSuchTableException {
        requireTable(table);
        return tables().stageReplace(table, TableRequest.of(info));
    }

    /** The same as Spark 4.0 asks for it. */
    @Override
    @Deprecated
    public StagedTable stageReplace(
            Identifier table,
            Column[] columns,
            Transform[] partitions,
            Map<String, String> properties)
            throws NoSuchNamespaceException, NoSuchTableException {
        requireTable(table);
        return tables().stageReplace(table, TableRequest.of(columns, partitions, properties));
    }

    private void requireTable(Identifier table) throws NoSuchTableException {
        if (!tableExists(table)) {
            throw new NoSuchTableException(table);
        }
    }

    @Override
    public StagedTable stageCreateOrReplace(Identifier table, TableInfo info)
            throws NoSuchNamespaceException {
        return tables().stageReplace(table, TableRequest.of(info));
    }

    /** The same as Spark 4.0 asks for it. */
    @Override
    @Deprecated
    public StagedTable stageCreateOrReplace(
            Identifier table,
            Column[] columns,
            Transform[] partitions,
            Map<String, String> properties)
            throws NoSuchNamespaceException {
        return tables().stageReplace(table, TableRequest.of(columns, partitions, properties));
    }

    /** What is declared changes; the records stay as they are. */
    @Override
    public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
        return tables().alter(table, changes);
    }

    @Override
    public boolean dropTable(Identifier table) {
        return tables().drop(table);
    }

    /** The same as dropping: nothing of a set is kept aside. */
    @Override
    public boolean purgeTable(Identifier table) {
        return dropTable(table);
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw new UnsupportedOperationException(
                "A set of Aerospike has the name that it has, since it is a part of each key. Write"
                        + " the records to another one: CREATE TABLE … AS SELECT.");
    }

    @Override
    public String[][] listNamespaces() {
        return tables().namespaces();
    }

    @Override
    public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length == 0) {
            return listNamespaces();
        }
        tables().requireNamespace(namespace);
        return new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return tables().hasNamespace(namespace);
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace)
            throws NoSuchNamespaceException {
        return tables().factsOf(namespace);
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> properties) {
        throw namespacesAreConfigured();
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw namespacesAreConfigured();
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw namespacesAreConfigured();
    }

    private static UnsupportedOperationException namespacesAreConfigured() {
        return new UnsupportedOperationException(
                "Namespaces of Aerospike are in the configuration of its nodes. Change them there.");
    }
}
