package dev.aerospikearrow.benchmarks.suite.data;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.ResultCode;
import com.aerospike.client.Value;
import com.aerospike.client.policy.BatchPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores, removes and looks at datasets, always with the official client: outside of what is
 * measured, and independently of whoever is measured.
 */
public final class DataKeeper implements AutoCloseable {
    private static final int BYTES_PER_REQUEST = 1 << 20;
    private static final int MOST_RECORDS_PER_REQUEST = 5_000;

    private final AerospikeClient client;
    private final BatchPolicy policy = new BatchPolicy(BatchPolicy.WriteDefault());
    private final Set<Dataset> stored = new HashSet<>();
    private final Set<String> sets = new HashSet<>();

    /** Takes a client and closes it in the end. */
    public DataKeeper(AerospikeClient client) {
        this.client = client;
        policy.totalTimeout = 60_000;
        policy.socketTimeout = 30_000;
    }

    /** Stores what is to be read, once. */
    public void storeOnce(Dataset data) {
        if (stored.add(data)) {
            store(data);
        }
    }

    /** Stores all records that shall be there. */
    public void store(Dataset data) {
        sets.add(data.setName());
        int perRequest = recordsPerRequest(data);
        List<BatchRecord> writes = new ArrayList<>();
        for (int row = 0; row < data.rows(); row++) {
            if (data.isStored(row)) {
                writes.add(new BatchWrite(key(data, row), puts(data.shape().record(row))));
            }
            if (writes.size() == perRequest) {
                write(data, writes);
                writes.clear();
            }
        }
        write(data, writes);
    }

    private void write(Dataset data, List<BatchRecord> writes) {
        if (!writes.isEmpty() && !client.operate(policy, writes)) {
            int code = writes.stream().mapToInt(write -> write.resultCode).max().orElse(0);
            throw new IllegalStateException(
                    "Not all records of set "
                            + data.setName()
                            + " could be stored, the server says "
                            + code
                            + " ("
                            + ResultCode.getResultString(code)
                            + "). Is the namespace "
                            + Dataset.NAMESPACE
                            + " large enough?");
        }
    }

    /** Removes all records. */
    public void remove(Dataset data) {
        sets.add(data.setName());
        for (int first = 0; first < data.rows(); first += MOST_RECORDS_PER_REQUEST) {
            Key[] keys = keys(data, first, Math.min(data.rows() - first, MOST_RECORDS_PER_REQUEST));
            client.delete(policy, null, keys);
        }
    }

    /**
     * Compares the first rows with what they should be.
     *
     * @throws IllegalStateException if a record is not as a client should have written it
     */
    public void check(Dataset data, int rows) {
        @Nullable Record[] records = client.get(null, keys(data, 0, rows));
        for (int row = 0; row < rows; row++) {
            Record record = records[row];
            Cells.require("written", data, row, record == null ? null : record.bins, data.shape());
        }
    }

    /** Removes everything that was stored or written. */
    public void clear() {
        sets.forEach(setName -> client.truncate(null, Dataset.NAMESPACE, setName, null));
        sets.clear();
        stored.clear();
    }

    private static int recordsPerRequest(Dataset data) {
        int bytes = 0;
        for (BinColumn column : data.shape().columns()) {
            bytes += 40 + column.size() * (column.kind() == BinKind.VECTOR ? Float.BYTES : 1);
        }
        return Math.max(1, Math.min(MOST_RECORDS_PER_REQUEST, BYTES_PER_REQUEST / bytes));
    }

    private static Key key(Dataset data, int row) {
        return new Key(Dataset.NAMESPACE, data.setName(), Value.get(data.key(row)));
    }

    private static Key[] keys(Dataset data, int first, int count) {
        Key[] keys = new Key[count];
        for (int i = 0; i < count; i++) {
            keys[i] = key(data, first + i);
        }
        return keys;
    }

    private static Operation[] puts(Map<String, Object> record) {
        return record.entrySet().stream()
                .map(cell -> new Bin(cell.getKey(), Value.get(cell.getValue())))
                .map(Operation::put)
                .toArray(Operation[]::new);
    }

    @Override
    public void close() {
        client.close();
    }
}
