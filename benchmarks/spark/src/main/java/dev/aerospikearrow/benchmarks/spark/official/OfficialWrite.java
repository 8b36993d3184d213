package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.ResultCode;
import com.aerospike.client.policy.BatchPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A write by hand: each task puts its rows in batches, and looks at what became of each. */
public final class OfficialWrite implements ForeachPartitionFunction<Row> {
    private static final int ROWS_AT_ONCE = 1_000;

    private final OfficialSet set;
    private final int keyColumn;
    private final RowColumns columns;

    private OfficialWrite(OfficialSet set, int keyColumn, RowColumns columns) {
        this.set = set;
        this.keyColumn = keyColumn;
        this.columns = columns;
    }

    /** Writes all columns of rows, each to the record of its key. */
    public static void write(Dataset<Row> rows, String keyColumn, OfficialSet set) {
        rows.foreachPartition(
                new OfficialWrite(
                        set, rows.schema().fieldIndex(keyColumn), new RowColumns(rows.schema())));
    }

    @Override
    public void call(Iterator<Row> rows) {
        AerospikeClient client = set.client();
        BatchPolicy policy = OfficialSet.patient(client.copyBatchParentPolicyWriteDefault());
        while (rows.hasNext()) {
            List<BatchRecord> batch = new ArrayList<>(ROWS_AT_ONCE);
            while (batch.size() < ROWS_AT_ONCE && rows.hasNext()) {
                Row row = rows.next();
                batch.add(new BatchWrite(set.key(row.getLong(keyColumn)), columns.puts(row)));
            }
            client.operate(policy, batch);
            for (BatchRecord record : batch) {
                if (record.resultCode != ResultCode.OK) {
                    throw new AerospikeException(record.resultCode, record.key + " not written");
                }
            }
        }
    }
}
