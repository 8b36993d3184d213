package dev.aerospikearrow.benchmarks.duckdb.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.ResultCode;
import com.aerospike.client.exp.Expression;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.QueryPolicy;
import com.aerospike.client.policy.ScanPolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.PartitionFilter;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.client.Official;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A set, read into tables of DuckDB and written from them by hand, as fast as that is without much
 * ado: a thread for each processor, requests of many records, an appender for each thread.
 */
public final class OfficialSet implements AutoCloseable {
    private static final int PARTITIONS = 4_096;
    private static final int RECORDS_AT_ONCE = 2_000;

    private final DuckDBConnection database;
    private final AerospikeClient client;
    private final String namespace;
    private final String name;
    private final Workers workers = new Workers();

    /**
     * @param database stays the caller's
     * @param hosts {@code host:port,…}
     */
    public OfficialSet(DuckDBConnection database, String hosts, String namespace, String name) {
        this.database = database;
        this.namespace = namespace;
        this.name = name;
        client = Official.connect(ClusterAddress.plain(hosts));
    }

    /** Appends all records that pass. */
    public void scan(String table, List<BinColumn> columns, @Nullable Expression filter)
            throws Exception {
        ScanPolicy policy = client.copyScanPolicyDefault();
        policy.filterExp = filter;
        // The threads run beside each other already.
        policy.concurrentNodes = false;
        workers.run(
                index -> {
                    int first = PARTITIONS * index / workers.count();
                    int end = PARTITIONS * (index + 1) / workers.count();
                    try (OfficialRows rows = new OfficialRows(database, table, columns)) {
                        client.scanPartitions(
                                policy,
                                PartitionFilter.range(first, end - first),
                                namespace,
                                name,
                                (key, record) -> append(rows, record),
                                names(columns));
                    }
                });
    }

    private static void append(OfficialRows rows, Record record) {
        try {
            rows.append(record);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Appends the records that an index finds. */
    public void query(String table, List<BinColumn> columns, Filter filter) throws Exception {
        Statement statement = new Statement();
        statement.setNamespace(namespace);
        statement.setSetName(name);
        statement.setBinNames(names(columns));
        statement.setFilter(filter);
        QueryPolicy policy = client.copyQueryPolicyDefault();
        try (OfficialRows rows = new OfficialRows(database, table, columns);
                RecordSet records = client.query(policy, statement)) {
            while (records.next()) {
                rows.append(records.getRecord());
            }
        }
    }

    /** Appends the records of the keys in the first column of a query, in any order. */
    public void get(String table, List<BinColumn> columns, String keyQuery) throws Exception {
        BatchPolicy policy = patient();
        String[] names = names(columns);
        try (var statement = database.createStatement();
                ResultSet keys = statement.executeQuery(keyQuery)) {
            workers.run(
                    index -> {
                        try (OfficialRows rows = new OfficialRows(database, table, columns)) {
                            for (Key[] some = next(keys); some.length > 0; some = next(keys)) {
                                for (Record record : client.get(policy, some, names)) {
                                    if (record != null) {
                                        rows.append(record);
                                    }
                                }
                            }
                        }
                    });
        }
    }

    private Key[] next(ResultSet keys) throws SQLException {
        synchronized (keys) {
            List<Key> some = new ArrayList<>(RECORDS_AT_ONCE);
            while (some.size() < RECORDS_AT_ONCE && keys.next()) {
                some.add(new Key(namespace, name, keys.getLong(1)));
            }
            return some.toArray(Key[]::new);
        }
    }

    /** Writes the rows of a query. The first column is the key, and a bin, too. */
    public void put(String query, List<BinColumn> columns) throws Exception {
        BatchPolicy policy = patient();
        try (var statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            workers.run(
                    index -> {
                        for (var some = writes(rows, columns);
                                !some.isEmpty();
                                some = writes(rows, columns)) {
                            client.operate(policy, some);
                            requireWritten(some);
                        }
                    });
        }
    }

    private List<BatchRecord> writes(ResultSet rows, List<BinColumn> columns) throws SQLException {
        synchronized (rows) {
            List<BatchRecord> some = new ArrayList<>(RECORDS_AT_ONCE);
            while (some.size() < RECORDS_AT_ONCE && rows.next()) {
                Operation[] puts = new Operation[columns.size()];
                for (int i = 0; i < puts.length; i++) {
                    BinColumn column = columns.get(i);
                    puts[i] = Operation.put(column.kind().bin(column.name(), rows, i + 1));
                }
                some.add(new BatchWrite(new Key(namespace, name, rows.getLong(1)), puts));
            }
            return some;
        }
    }

    private static void requireWritten(List<BatchRecord> records) {
        for (BatchRecord record : records) {
            if (record.resultCode != ResultCode.OK) {
                throw new IllegalStateException(
                        record.key + ": " + ResultCode.getResultString(record.resultCode));
            }
        }
    }

    /** As patient as this project's functions, and all nodes at once. */
    private BatchPolicy patient() {
        BatchPolicy policy = client.copyBatchPolicyDefault();
        policy.totalTimeout = 10_000;
        return Official.inParallel(policy);
    }

    private static String[] names(List<BinColumn> columns) {
        return columns.stream().map(BinColumn::name).toArray(String[]::new);
    }

    @Override
    public void close() {
        workers.close();
        client.close();
    }
}
