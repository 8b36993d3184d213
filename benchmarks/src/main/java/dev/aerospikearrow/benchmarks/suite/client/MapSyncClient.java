package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.KeyRecord;
import dev.aerospikearrow.client.Record;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.protocol.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This project's map API: keys made anew, records as maps. */
public final class MapSyncClient extends SyncClient {
    private final AerospikeClient client;

    /** Connects. */
    public MapSyncClient(String hosts) {
        client = AerospikeClient.connect(hosts);
    }

    @Override
    public ClientId id() {
        return ClientId.MAP_SYNC;
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    @Override
    Optional<Singles> singles(Dataset data) {
        String[] userKeys = data.keys();
        Bin[][] bins = ThisProject.bins(data);
        return Optional.of(
                new Singles() {
                    @Override
                    public boolean put(int row) {
                        client.put(ThisProject.key(data, userKeys[row]), bins[row % bins.length]);
                        return true;
                    }

                    @Override
                    public boolean get(int row) {
                        return client.get(ThisProject.key(data, userKeys[row])).isPresent();
                    }

                    @Override
                    public boolean operate(int row) {
                        return !client.operate(
                                        ThisProject.key(data, userKeys[row]),
                                        Operation.get("bin_str"),
                                        Operation.add("bin_int", 1))
                                .bins()
                                .isEmpty();
                    }

                    @Override
                    public boolean remove(int row) {
                        return client.delete(ThisProject.key(data, userKeys[row]));
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
                firstRow -> {
                    List<BatchRow> rows =
                            client.batchRead(
                                    ThisProject.keys(data, userKeys, firstRow, work.keysPerBatch()),
                                    binNames);
                    return result(work, rows);
                });
    }

    static BatchResult result(Work.BatchRead work, List<BatchRow> rows) {
        int found = 0;
        for (BatchRow row : rows) {
            found += row.isOk() ? 1 : 0;
        }
        double outcome =
                work.stage().ofMaps(work.data().shape(), rows.size(), i -> binsOrNull(rows.get(i)));
        return new BatchResult(found, outcome);
    }

    static @Nullable Map<String, Object> binsOrNull(BatchRow row) {
        Optional<Record> record = row.record();
        return record.isPresent() ? record.get().bins() : null;
    }

    @Override
    Optional<Batch> batchWrite(Work.BatchWrite work) {
        if (work.form() != Form.MAPS) {
            return Optional.empty();
        }
        Dataset data = work.data();
        String[] userKeys = data.keys();
        Bin[][] bins = ThisProject.bins(data);
        return Optional.of(
                firstRow ->
                        written(client.batchWrite(writes(data, userKeys, bins, firstRow, work))));
    }

    static List<BatchWrite> writes(
            Dataset data, String[] userKeys, Bin[][] bins, int firstRow, Work.BatchWrite work) {
        List<BatchWrite> writes = new ArrayList<>(work.keysPerBatch());
        for (int row = firstRow; row < firstRow + work.keysPerBatch(); row++) {
            writes.add(
                    BatchWrite.put(ThisProject.key(data, userKeys[row]), bins[row % bins.length]));
        }
        return writes;
    }

    static BatchResult written(List<BatchRow> rows) {
        int written = 0;
        for (BatchRow row : rows) {
            written += row.isOk() ? 1 : 0;
        }
        return BatchResult.written(written);
    }

    @Override
    Object held(Dataset data, String[] userKeys) {
        return client.batchRead(
                ThisProject.keys(data, userKeys, 0, userKeys.length), data.shape().binNames());
    }

    @Override
    Optional<Batch> query(Dataset data) {
        return Optional.of(
                firstRow -> {
                    int found = 0;
                    try (RecordStream records = client.scan(Dataset.NAMESPACE, data.setName())) {
                        for (KeyRecord record : records) {
                            found += record.record().bins().isEmpty() ? 0 : 1;
                        }
                    }
                    return new BatchResult(found, 0);
                });
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(
            Dataset data, Form form, int firstRow, int count) {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        List<BatchRow> rows =
                client.batchRead(
                        ThisProject.keys(data, data.keys(), firstRow, count),
                        data.shape().binNames());
        rows.forEach(row -> cells.add(binsOrNull(row)));
        return cells;
    }

    @Override
    public void close() {
        client.close();
    }
}
