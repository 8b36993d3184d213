package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.scan.InferredColumns;
import dev.aerospikearrow.spark.write.SaveCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableChange;

/**
 * The tables of a cluster. There is a table for each set that has records, and for each of which
 * something is declared.
 */
public final class AerospikeTables {
    /** A property of tables: what becomes of the records when a table is declared anew. */
    public static final String RECORDS = "records";

    /** The value of {@link #RECORDS} that leaves them as they are. */
    public static final String KEEP = "keep";

    private final String catalog;
    private final ConnectorOptions options;
    private final ClusterNames names;

    /**
     * @param catalog the catalog's name, for people
     * @param options the catalog's
     */
    public AerospikeTables(String catalog, ConnectorOptions options) {
        this.catalog = catalog;
        this.options = options;
        names = new ClusterNames(options);
    }

    /** The namespaces, sorted. */
    public String[][] namespaces() {
        return names.namespaces().stream()
                .map(name -> new String[] {name})
                .toArray(String[][]::new);
    }

    /** Whether the cluster has a namespace. */
    public boolean hasNamespace(String[] namespace) {
        return namespace.length == 1 && names.namespaces().contains(namespace[0]);
    }

    /** Checks that the cluster has a namespace. */
    public void requireNamespace(String[] namespace) throws NoSuchNamespaceException {
        if (!hasNamespace(namespace)) {
            throw new UnknownNamespace(namespace, names.namespaces());
        }
    }

    /** What a node says of a namespace, by name. */
    public Map<String, String> factsOf(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return names.facts(namespace[0]);
    }

    /** The tables of a namespace, sorted. */
    public Identifier[] list(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return namesIn(namespace[0]).stream()
                .map(name -> Identifier.of(namespace, name))
                .toArray(Identifier[]::new);
    }

    private SortedSet<String> namesIn(String namespace) {
        SortedSet<String> all = names.sets(namespace);
        ConnectorOptions there = options.with(OptionName.NAMESPACE, namespace);
        all.addAll(new TableDeclarations(there).names());
        options.value(OptionName.SCHEMA_SET).ifPresent(all::remove);
        return all;
    }

    /** A set without a name is the whole namespace, which is no table. */
    private boolean canBe(Identifier table) {
        return hasNamespace(table.namespace()) && !table.name().isEmpty();
    }

    private ConnectorOptions of(Identifier table) {
        return options.with(OptionName.NAMESPACE, table.namespace()[0])
                .with(OptionName.SET, table.name());
    }

    /** A table; empty if there is none. */
    public Optional<Table> find(Identifier table) {
        if (!canBe(table)) {
            return Optional.empty();
        }
        ConnectorOptions there = of(table);
        return new TableDeclarations(there)
                .read(table.name())
                .or(
                        () ->
                                InferredColumns.find(there)
                                        .map(columns -> new DeclaredTable(columns, Map.of())))
                .map(it -> new CatalogTable(fullName(table), it, it.options(there)));
    }

    /**
     * A table.
     *
     * @throws NoSuchTableException never: what is thrown is Spark's error for people, which names
     *     the nearest
     */
    public Table load(Identifier table) throws NoSuchTableException {
        Optional<Table> found = find(table);
        if (found.isPresent()) {
            return found.get();
        }
        String[] namespace = table.namespace();
        if (namespace.length != 1) {
            throw new NoSuchTableException(table);
        }
        SortedSet<String> namespaces = names.namespaces();
        throw AerospikeTables.<RuntimeException>unchecked(
                namespaces.contains(namespace[0])
                        ? UnknownTable.set(
                                catalog,
                                table,
                                ClusterNames.nearest(table.name(), namesIn(namespace[0]))
                                        .map(name -> names.counted(namespace[0], name)))
                        : UnknownTable.namespace(
                                catalog, table, ClusterNames.nearest(namespace[0], namespaces)));
    }

    /** Spark's errors of analysis are checked ones, and only some are declared where they fit. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception failure) throws E {
        throw (E) failure;
    }

    private String fullName(Identifier table) {
        return catalog + "." + String.join(".", table.namespace()) + "." + table.name();
    }

    /** Whether there is a table. */
    public boolean exists(Identifier table) {
        if (!canBe(table)) {
            return false;
        }
        ConnectorOptions there = of(table);
        return new TableDeclarations(there).read(table.name()).isPresent()
                || SaveCheck.hasRecords(there);
    }

    /** Declares a table of a set that has no records. */
    public Table create(Identifier table, TableRequest request)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        Staged staged = staged(table, request);
        if (exists(table) || !staged.declarations().create(table.name(), staged.declared())) {
            throw new TableAlreadyExistsException(table);
        }
        return staged.table(fullName(table));
    }

    /** A table whose rows are written before it is declared. */
    public StagedTable stageCreate(Identifier table, TableRequest request)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        Staged staged = staged(table, request);
        if (exists(table)) {
            throw new TableAlreadyExistsException(table);
        }
        return StagedSet.created(fullName(table), staged);
    }

    /** A table that is declared when rows have taken the place of what there was. */
    public StagedTable stageReplace(Identifier table, TableRequest request)
            throws NoSuchNamespaceException {
        return StagedSet.replaced(fullName(table), staged(table, request));
    }

    private Staged staged(Identifier table, TableRequest request) throws NoSuchNamespaceException {
        requireNamespace(table.namespace());
        ConnectorOptions there = of(table);
        TableDeclarations declarations = new TableDeclarations(there);
        SetName set = declarations.required();
        if (table.name().isEmpty()) {
            throw new IllegalArgumentException("A table has a name, which is that of its set.");
        }
        if (set.equals(there.set())) {
            throw new IllegalArgumentException(
                    "Set "
                            + set
                            + " keeps what is declared of tables, and is none. Use another name.");
        }
        DeclaredTable declared = DeclaredTable.of(request, there);
        return new Staged(declarations, declared, declared.options(there));
    }

    /**
     * What will be declared of a set.
     *
     * @param declarations where it will be kept
     * @param options the set's
     */
    record Staged(
            TableDeclarations declarations, DeclaredTable declared, ConnectorOptions options) {
        String setName() {
            return options.setName();
        }

        CatalogTable table(String name) {
            return new CatalogTable(name, declared, options);
        }
    }

    /**
     * Changes what is declared of a set.
     *
     * @throws IllegalArgumentException if nothing is, or the change needs other records
     */
    public Table alter(Identifier table, TableChange... changes) throws NoSuchTableException {
        Table present = load(table);
        ConnectorOptions there = of(table);
        TableAlteration alteration = new TableAlteration(List.of(changes), there);
        DeclaredTable altered =
                new TableDeclarations(there)
                        .alter(table.name(), alteration::of)
                        .orElseThrow(() -> nothingIsDeclared(table, present));
        return new CatalogTable(fullName(table), altered, altered.options(there));
    }

    private IllegalArgumentException nothingIsDeclared(Identifier table, Table present) {
        return new IllegalArgumentException(
                "Nothing is declared of "
                        + fullName(table)
                        + ": its columns are those of a sample of its records. Declare them first,"
                        + " which leaves the records as they are, and alter them then: CREATE OR"
                        + " REPLACE TABLE "
                        + UnknownTable.quoted(catalog, table)
                        + " ("
                        + CatalogV2Util.v2ColumnsToStructType(present.columns()).toDDL()
                        + ") TBLPROPERTIES ('"
                        + RECORDS
                        + "' = '"
                        + KEEP
                        + "'"
                        + (options.value(OptionName.SCHEMA_SET).isPresent()
                                ? ")."
                                : "), with a set for declarations in the catalog's option "
                                        + OptionName.SCHEMA_SET.key()
                                        + "."));
    }

    /**
     * Forgets what is declared of a set, and removes its records, if that is allowed.
     *
     * @return whether there was a table
     * @throws UnsupportedOperationException if the set has records, and options do not allow it
     */
    public boolean drop(Identifier table) {
        if (!exists(table)) {
            return false;
        }
        ConnectorOptions there = of(table);
        if (SaveCheck.hasRecords(there)) {
            if (!options.truth(OptionName.DROP_RECORDS, false)) {
                throw new UnsupportedOperationException(
                        "Set "
                                + there.place()
                                + " has records, which would be lost with the table. If that is"
                                + " wanted, empty it with TRUNCATE TABLE first, or let DROP TABLE do"
                                + " so: spark.sql.catalog."
                                + catalog
                                + ".drop.records = true.");
            }
            SaveCheck.requireWholeSet(there);
            try (ExecutorClients.Lease lease = ExecutorClients.lease(there)) {
                lease.client().truncate(there.set());
            }
        }
        new TableDeclarations(there).remove(table.name());
        return true;
    }
}
