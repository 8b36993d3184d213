package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.KeyRecord;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** This project's map API: keys made anew, records as maps. */
final class MapSyncClient extends JavaClient {
    private final AerospikeClient client;

    MapSyncClient(ClusterAddress cluster) {
        super(ClientId.MAP_SYNC);
        client = AerospikeClient.connect(cluster.config());
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    @Override
    Optional<ClientCall> single(Verb verb, Dataset data) {
        IntFunction<Key> keys = ThisProject.keys(data);
        IntFunction<Bin[]> bins = ThisProject.bins(verb, data);
        ClientCall.Waiting call =
                switch (verb) {
                    case PUT ->
                            (row, rows) -> {
                                client.put(keys.apply(row), bins.apply(row));
                                return ClientCall.Result.of(true);
                            };
                    case GET ->
                            (row, rows) ->
                                    ClientCall.Result.of(client.get(keys.apply(row)).isPresent());
                    case OPERATE ->
                            (row, rows) ->
                                    ClientCall.Result.of(
                                            !client.operate(
                                                            keys.apply(row),
                                                            Operation.get("bin_str"),
                                                            Operation.add("bin_int", 1))
                                                    .bins()
                                                    .isEmpty());
                    case REMOVE ->
                            (row, rows) -> ClientCall.Result.of(client.delete(keys.apply(row)));
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        return Optional.of(batchRead(work.data(), work.stage()));
    }

    private ClientCall.Waiting batchRead(Dataset data, Stage stage) {
        IntFunction<Key> keys = ThisProject.keys(data);
        String[] bins = data.shape().binNames();
        Stage.OnShape onShape = stage.of(data.shape());
        return (first, rows) ->
                ThisProject.read(
                        onShape, client.batchRead(ThisProject.keys(keys, first, rows), bins));
    }

    @Override
    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        IntFunction<Key> keys = ThisProject.keys(work.data());
        IntFunction<Bin[]> bins = ThisProject.bins(work.data());
        ClientCall.Waiting call =
                (first, rows) ->
                        ThisProject.written(
                                client.batchWrite(ThisProject.writes(keys, bins, first, rows)));
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        ClientCall.Waiting call =
                (first, rows) -> {
                    int found = 0;
                    try (RecordStream records =
                            client.scan(SetName.of(Dataset.NAMESPACE, data.setName()))) {
                        for (KeyRecord record : records) {
                            found += record.record().bins().isEmpty() ? 0 : 1;
                        }
                    }
                    return ClientCall.Result.found(found);
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> keyStream(Work.KeyStream work) {
        return Optional.of(inSteps(work, batchRead(work.data(), Stage.RAW_READ)));
    }

    /** What clients do that have no streams of keys: a batch at a time. */
    static ClientCall.Waiting inSteps(Work.KeyStream work, ClientCall.Waiting batchRead) {
        return (first, rows) -> {
            int found = 0;
            for (int done = 0; done < rows; ) {
                int row = work.row(done);
                int step = Math.min(Work.KeyStream.KEYS_PER_STEP, rows - done);
                step = Math.min(step, work.data().rows() - row);
                found += batchRead.run(row, step).found();
                done += step;
            }
            return ClientCall.Result.found(found);
        };
    }

    @Override
    Object held(Dataset data, int rows) {
        return client.batchRead(
                ThisProject.keys(ThisProject.keys(data), 0, rows), data.shape().binNames());
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count) {
        return ThisProject.cells(
                client.batchRead(
                        ThisProject.keys(ThisProject.keys(data), first, count),
                        data.shape().binNames()));
    }

    @Override
    public void close() {
        client.close();
    }
}
