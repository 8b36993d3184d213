package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client of the cluster, a database, and an allocator that must be empty at the end. */
@ExtendWith(TestClusterExtension.class)
abstract class NativeDuckDbTest {
    final BufferAllocator allocator = new RootAllocator();
    final TestCluster cluster;
    final String namespace;
    final AerospikeClient maps;
    final ColumnarClient columns;
    NativeDuckDb duckdb;

    NativeDuckDbTest(TestCluster cluster) {
        this.cluster = cluster;
        namespace = cluster.namespace();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
        duckdb = NativeDuckDb.open(columns, FunctionOptions.DEFAULT);
    }

    @AfterEach
    void nothingIsLeft() {
        duckdb.close();
        columns.close();
        maps.close();
        allocator.close();
    }

    void reopen(FunctionOptions options) {
        duckdb.close();
        duckdb = NativeDuckDb.open(columns, options);
    }

    String table(String set) {
        return "aerospike.\"" + namespace + "\".\"" + set + "\"";
    }

    /** The rows of a query, their values as texts. */
    List<String> query(String sql) {
        try (ArrowReader rows = duckdb.query(sql, allocator)) {
            List<String> texts = new ArrayList<>();
            while (rows.loadNextBatch()) {
                VectorSchemaRoot root = rows.getVectorSchemaRoot();
                for (int row = 0; row < root.getRowCount(); row++) {
                    StringBuilder text = new StringBuilder();
                    for (FieldVector vector : root.getFieldVectors()) {
                        text.append(text.isEmpty() ? "" : "|").append(vector.getObject(row));
                    }
                    texts.add(text.toString());
                }
            }
            return texts;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String one(String sql) {
        List<String> rows = query(sql);
        if (rows.size() != 1) {
            throw new AssertionError("one row is wanted, but found " + rows);
        }
        return rows.get(0);
    }
}
