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
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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

    /** Statements that change the same table at the same time are few. */
    private static final int MOST_ATTEMPTS = 20;

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
        return stored(setName).map(it -> declared(setName, it));
    }

    private Optional<StoredRecord> stored(String setName) {
        if (set.isEmpty()) {
            return Optional.empty();
        }
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return lease.client().get(set.get().key(setName));
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
            put(setName, table, WriteOptions.DEFAULT.withMode(WriteMode.CREATE));
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
        put(setName, table, WriteOptions.DEFAULT.withMode(WriteMode.UPSERT_REPLACE));
    }

    /**
     * Changes what is declared of a set. If somebody else has changed it meanwhile, the change is
     * made of what they have declared.
     *
     * @return what is declared then; empty if nothing was
     */
    Optional<DeclaredTable> alter(String setName, UnaryOperator<DeclaredTable> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<StoredRecord> stored = stored(setName);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            DeclaredTable altered = change.apply(declared(setName, stored.get()));
            try {
                put(
                        setName,
                        altered,
                        WriteOptions.DEFAULT
                                .withMode(WriteMode.REPLACE)
                                .withGeneration(GenerationCheck.EQUAL, stored.get().generation()));
                return Optional.of(altered);
            } catch (ServerException e) {
                boolean isChanged =
                        e.resultCode() == ResultCode.GENERATION.code()
                                || e.resultCode() == ResultCode.NOT_FOUND.code();
                if (!isChanged || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void put(String setName, DeclaredTable table, WriteOptions condition) {
        WriteOptions never = condition.withTimeToLive(TimeToLive.NEVER);
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
