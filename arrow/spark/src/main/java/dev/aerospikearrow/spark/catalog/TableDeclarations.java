package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Declarations of tables, kept in a set of the namespace that the tables are in: what is declared
 * comes and goes with what it is declared of, and everybody who names the set sees it. A record for
 * each table, whose user key is the name of the table's set, and which never expires.
 */
final class TableDeclarations {
    private static final String TABLE = "table";
    private static final String COLUMNS = "columns";
    private static final String PROPERTIES = "properties";

    private final ConnectorOptions options;
    private final Optional<SetName> set;

    /**
     * @param options where the cluster is, and the namespace
     */
    TableDeclarations(ConnectorOptions options) {
        this.options = options;
        set =
                options.value(OptionName.SCHEMA_SET)
                        .map(name -> SetName.of(options.namespace(), name));
    }

    /** What is declared of a set; empty if nothing is. */
    Optional<DeclaredTable> read(String setName) {
        if (set.isEmpty()) {
            return Optional.empty();
        }
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return lease.client().get(set.get().key(setName)).map(it -> declared(setName, it));
        }
    }

    private DeclaredTable declared(String setName, StoredRecord stored) {
        Map<String, String> properties = new TreeMap<>();
        if (stored.bin(PROPERTIES) instanceof Map<?, ?> found) {
            found.forEach(
                    (name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
        }
        if (stored.bin(COLUMNS) instanceof String json
                && DataType.fromJson(json) instanceof StructType columns) {
            return new DeclaredTable(columns, properties);
        }
        throw new IllegalStateException(
                "Record "
                        + setName
                        + " of "
                        + set.map(SetName::toString).orElse("")
                        + ", the set of "
                        + OptionName.SCHEMA_SET.key()
                        + ", is no declaration of a table: a schema in JSON is wanted in bin "
                        + COLUMNS
                        + ". Name a set of its own for declarations, or remove the record.");
    }

    /** The sets of the namespace of which something is declared. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        if (set.isEmpty()) {
            return names;
        }
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options);
                RecordStream records = lease.client().scan(set.get(), TABLE)) {
            records.forEach(
                    it -> {
                        if (it.record().bin(TABLE) instanceof String name) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    /**
     * Declares a table.
     *
     * @return whether there was no declaration of the set; if there was, it stays
     */
    boolean create(String setName, DeclaredTable table) {
        try {
            put(setName, table, WriteMode.CREATE);
            return true;
        } catch (ServerException e) {
            if (e.resultCode() == ResultCode.RECORD_EXISTS.code()) {
                return false;
            }
            throw e;
        }
    }

    /** Declares a table, in the place of what was declared before. */
    void replace(String setName, DeclaredTable table) {
        put(setName, table, WriteMode.UPSERT_REPLACE);
    }

    private void put(String setName, DeclaredTable table, WriteMode mode) {
        WriteOptions never = WriteOptions.DEFAULT.withMode(mode).withTimeToLive(TimeToLive.NEVER);
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            lease.client()
                    .with(WritePolicy.builder().options(never).build())
                    .put(
                            required().key(setName),
                            Bin.of(TABLE, setName),
                            Bin.of(COLUMNS, table.columns().json()),
                            Bin.of(PROPERTIES, table.properties()));
        }
    }

    /** Forgets what is declared of a set. */
    void remove(String setName) {
        if (set.isPresent()) {
            try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
                lease.client().delete(set.get().key(setName));
            }
        }
    }

    /**
     * The set that has the declarations.
     *
     * @throws IllegalArgumentException if none is named
     */
    SetName required() {
        return set.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                "A table that is created has columns that must be kept, since a set"
                                        + " has none. Name a set for them: "
                                        + OptionName.SCHEMA_SET.key()
                                        + " among the options of the catalog."));
    }
}
