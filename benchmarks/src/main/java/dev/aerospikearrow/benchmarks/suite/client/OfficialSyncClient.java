package dev.aerospikearrow.benchmarks.suite.client;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.Bin;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The official Java client: keys made anew, records as maps, the nodes of a batch in parallel. */
public final class OfficialSyncClient extends SyncClient {
    private final AerospikeClient client;
    private final BatchPolicy readPolicy = Official.inParallel(BatchPolicy.ReadDefault());
    private final BatchPolicy writePolicy = Official.inParallel(BatchPolicy.WriteDefault());

    /** Connects. */
    public OfficialSyncClient(String hosts) {
        client = Official.connect(hosts);
    }

    @Override
    public ClientId id() {
        return ClientId.OFFICIAL_SYNC;
    }

    @Override
    public String version() {
        return Official.version();
    }

    @Override
    Optional<Singles> singles(Dataset data) {
        String[] userKeys = data.keys();
        Bin[][] bins = Official.bins(data);
        Bin one = new Bin("bin_int", 1);
        return Optional.of(
                new Singles() {
                    @Override
                    public boolean put(int row) {
                        client.put(
                                null, Official.key(data, userKeys[row]), bins[row % bins.length]);
                        return true;
                    }

                    @Override
                    public boolean get(int row) {
                        return client.get(null, Official.key(data, userKeys[row])) != null;
                    }

                    @Override
                    public boolean operate(int row) {
                        return client.operate(
                                        null,
                                        Official.key(data, userKeys[row]),
                                        Operation.get("bin_str"),
                                        Operation.add(one))
                                != null;
                    }

                    @Override
                    public boolean remove(int row) {
                        return client.delete(null, Official.key(data, userKeys[row]));
                    }
                });
    }

    @Override
    Optional<Batch> batchRead(Work.BatchRead work) {
        if (work.form() != Form.MAPS) {
            return Optional.empty();
        }
        Dataset data = work.data();
        String[] userKeys = data.keys();
        String[] binNames = data.shape().binNames();
        return Optional.of(
                firstRow ->
                        Official.result(
                                work,
                                client.get(
                                        readPolicy,
                                        Official.keys(
                                                data, userKeys, firstRow, work.keysPerBatch()),
                                        binNames)));
    }

    @Override
    Optional<Batch> batchWrite(Work.BatchWrite work) {
        if (work.form() != Form.MAPS) {
            return Optional.empty();
        }
        Dataset data = work.data();
        String[] userKeys = data.keys();
        Bin[][] bins = Official.bins(data);
        return Optional.of(
                firstRow -> {
                    List<BatchRecord> writes =
                            Official.writes(data, userKeys, bins, firstRow, work.keysPerBatch());
                    client.operate(writePolicy, writes);
                    return Official.written(writes);
                });
    }

    @Override
    Object held(Dataset data, String[] userKeys) {
        return client.get(
                readPolicy,
                Official.keys(data, userKeys, 0, userKeys.length),
                data.shape().binNames());
    }

    @Override
    Optional<Batch> query(Dataset data) {
        return Optional.of(
                firstRow -> {
                    Statement statement = new Statement();
                    statement.setNamespace(Dataset.NAMESPACE);
                    statement.setSetName(data.setName());
                    int found = 0;
                    try (RecordSet records = client.query(null, statement)) {
                        while (records.next()) {
                            found += records.getRecord().bins == null ? 0 : 1;
                        }
                    }
                    return new BatchResult(found, 0);
                });
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(
            Dataset data, Form form, int firstRow, int count) {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        for (Record record :
                client.get(
                        readPolicy,
                        Official.keys(data, data.keys(), firstRow, count),
                        data.shape().binNames())) {
            cells.add(Official.binsOrNull(record));
        }
        return cells;
    }

    @Override
    public void close() {
        client.close();
    }
}
