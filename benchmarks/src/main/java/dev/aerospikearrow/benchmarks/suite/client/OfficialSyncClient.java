package dev.aerospikearrow.benchmarks.suite.client;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The official Java client: keys made anew, records as maps, the nodes of a batch in parallel. */
final class OfficialSyncClient extends JavaClient {
    private final AerospikeClient client;
    private final BatchPolicy readPolicy = Official.inParallel(BatchPolicy.ReadDefault());
    private final BatchPolicy writePolicy = Official.inParallel(BatchPolicy.WriteDefault());

    OfficialSyncClient(ClusterAddress cluster) {
        super(ClientId.OFFICIAL_SYNC);
        client = Official.connect(cluster);
    }

    @Override
    public String version() {
        return Official.version();
    }

    @Override
    Optional<ClientCall> single(Verb verb, Dataset data) {
        IntFunction<Key> keys = Official.keys(data);
        IntFunction<Bin[]> bins = Official.bins(verb, data);
        Bin one = new Bin("bin_int", 1);
        ClientCall.Waiting call =
                switch (verb) {
                    case PUT ->
                            (row, rows) -> {
                                client.put(null, keys.apply(row), bins.apply(row));
                                return ClientCall.Result.of(true);
                            };
                    case GET ->
                            (row, rows) ->
                                    ClientCall.Result.of(client.get(null, keys.apply(row)) != null);
                    case OPERATE ->
                            (row, rows) ->
                                    ClientCall.Result.of(
                                            client.operate(
                                                            null,
                                                            keys.apply(row),
                                                            Operation.get("bin_str"),
                                                            Operation.add(one))
                                                    != null);
                    case REMOVE ->
                            (row, rows) ->
                                    ClientCall.Result.of(client.delete(null, keys.apply(row)));
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        return Optional.of(batchRead(work.data(), work.stage()));
    }

    private ClientCall.Waiting batchRead(Dataset data, Stage stage) {
        IntFunction<Key> keys = Official.keys(data);
        String[] bins = data.shape().binNames();
        Stage.OnShape onShape = stage.of(data.shape());
        return (first, rows) ->
                Official.read(onShape, read(Official.keys(keys, first, rows), bins));
    }

    private @Nullable Record[] read(Key[] keys, String[] bins) {
        return client.get(readPolicy, keys, bins);
    }

    @Override
    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        IntFunction<Key> keys = Official.keys(work.data());
        IntFunction<Bin[]> bins = Official.bins(work.data());
        ClientCall.Waiting call =
                (first, rows) -> {
                    List<BatchRecord> writes = Official.writes(keys, bins, first, rows);
                    client.operate(writePolicy, writes);
                    return Official.written(writes);
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        ClientCall.Waiting call =
                (first, rows) -> {
                    Statement statement = Official.scan(data);
                    int found = 0;
                    try (RecordSet records = client.query(null, statement)) {
                        while (records.next()) {
                            found += records.getRecord().bins == null ? 0 : 1;
                        }
                    }
                    return ClientCall.Result.found(found);
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> keyStream(Work.KeyStream work) {
        return Optional.of(MapSyncClient.inSteps(work, batchRead(work.data(), Stage.RAW_READ)));
    }

    @Override
    Object held(Dataset data, int rows) {
        return read(Official.keys(Official.keys(data), 0, rows), data.shape().binNames());
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count) {
        Key[] keys = Official.keys(Official.keys(data), first, count);
        return Official.cells(read(keys, data.shape().binNames()));
    }

    @Override
    public void close() {
        client.close();
    }
}
