package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.Key;
import com.aerospike.client.Record;
import com.aerospike.client.policy.BatchPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A lookup by hand: each task reads the records of its rows' keys in batches. */
public final class OfficialLookup implements MapPartitionsFunction<Row, Row> {
    private static final int KEYS_AT_ONCE = 1_000;

    /** What becomes of rows whose record is missing. */
    public enum Missing {
        /** They stay, with nulls. */
        NULLS,
        /** They go. */
        LEFT_OUT
    }

    private final OfficialSet set;
    private final int keyColumn;
    private final RowColumns columns;
    private final Missing missing;

    private OfficialLookup(OfficialSet set, int keyColumn, RowColumns columns, Missing missing) {
        this.set = set;
        this.keyColumn = keyColumn;
        this.columns = columns;
        this.missing = missing;
    }

    /** The rows, each with the columns of its key's record. */
    public static Dataset<Row> join(
            Dataset<Row> rows,
            String keyColumn,
            OfficialSet set,
            StructType columns,
            Missing missing) {
        StructType joined = rows.schema();
        for (var column : columns.fields()) {
            joined = joined.add(column);
        }
        return rows.mapPartitions(
                new OfficialLookup(
                        set, rows.schema().fieldIndex(keyColumn), new RowColumns(columns), missing),
                Encoders.row(joined));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        AerospikeClient client = set.client();
        BatchPolicy policy = OfficialSet.patient(client.copyBatchPolicyDefault());
        return new ChunkedRows() {
            @Override
            boolean hasMoreRequests() {
                return rows.hasNext();
            }

            @Override
            List<Row> request() {
                List<Row> chunk = new ArrayList<>(KEYS_AT_ONCE);
                while (chunk.size() < KEYS_AT_ONCE && rows.hasNext()) {
                    chunk.add(rows.next());
                }
                Key[] keys = new Key[chunk.size()];
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = set.key(chunk.get(i).getLong(keyColumn));
                }
                return joined(chunk, client.get(policy, keys, columns.names()));
            }
        };
    }

    private List<Row> joined(List<Row> rows, @Nullable Record[] records) {
        List<Row> joined = new ArrayList<>(rows.size());
        for (int i = 0; i < records.length; i++) {
            Row row = rows.get(i);
            Record record = records[i];
            if (record == null && missing == Missing.LEFT_OUT) {
                continue;
            }
            @Nullable Object[] values = new Object[row.size() + columns.count()];
            for (int column = 0; column < row.size(); column++) {
                values[column] = row.get(column);
            }
            if (record != null) {
                columns.fill(values, row.size(), record);
            }
            joined.add(RowFactory.create(values));
        }
        return joined;
    }
}
