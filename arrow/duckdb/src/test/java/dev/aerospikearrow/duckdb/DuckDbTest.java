package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A client of the cluster, a database in memory, and an allocator that must be empty at the end.
 */
@ExtendWith(TestClusterExtension.class)
abstract class DuckDbTest {
    static final Field NUMBER = Field.nullable("number", new ArrowType.Int(64, true));
    static final Field TEXT = Field.nullable("text", ArrowType.Utf8.INSTANCE);
    static final Schema NUMBERS = new Schema(List.of(NUMBER, TEXT));
    private static final int WRITTEN_AT_ONCE = 5_000;

    final BufferAllocator allocator = new RootAllocator();
    final TestCluster cluster;
    final String namespace;
    final AerospikeClient maps;
    final ColumnarClient columns;
    final Connection duckdb;
    final AerospikeDuckDb aerospike;

    DuckDbTest(TestCluster cluster) throws SQLException {
        this.cluster = cluster;
        namespace = cluster.namespace();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        aerospike = AerospikeDuckDb.over(duckdb, columns);
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        aerospike.close();
        duckdb.close();
        columns.close();
        maps.close();
        allocator.close();
    }

    StreamOptions.Builder options(int rowsPerRecordBatch) {
        return StreamOptions.builder()
                .readOptions(ReadOptions.builder().allocator(allocator).build())
                .rowsPerRecordBatch(rowsPerRecordBatch);
    }

    /** A new set with the keys 0 to {@code count - 1}, stored with their records. */
    String numbers(int count) {
        String set = cluster.uniqueSet();
        WriteOptions withKey = WriteOptions.DEFAULT.withSendKey(SendKey.WITH_USER_KEY);
        for (int from = 0; from < count; from += WRITTEN_AT_ONCE) {
            List<BatchWrite> writes = new ArrayList<>();
            for (long i = from; i < Math.min(count, from + WRITTEN_AT_ONCE); i++) {
                writes.add(
                        BatchWrite.put(
                                        Key.of(namespace, set, i),
                                        Bin.of("number", i),
                                        Bin.of("text", "number " + i))
                                .with(withKey));
            }
            maps.batchWrite(writes);
        }
        return set;
    }

    String scan(String set, String more) {
        return "aerospike_scan('" + namespace + "', '" + set + "'" + more + ")";
    }

    String lookup(String set, String keyQuery, String more) {
        return "aerospike_lookup('"
                + namespace
                + "', '"
                + set
                + "', '"
                + keyQuery.replace("'", "''")
                + "'"
                + more
                + ")";
    }

    /** The rows of a query, their values as texts. */
    List<String> query(String sql) throws SQLException {
        return query(duckdb, sql);
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columnCount = rows.getMetaData().getColumnCount();
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= columnCount; column++) {
                    text.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
                texts.add(text.toString());
            }
            return texts;
        }
    }

    void run(String sql) throws SQLException {
        Sql.run(duckdb, sql);
    }

    String one(String sql) throws SQLException {
        List<String> rows = query(sql);
        if (rows.size() != 1) {
            throw new AssertionError("one row is wanted, but found " + rows);
        }
        return rows.get(0);
    }
}
