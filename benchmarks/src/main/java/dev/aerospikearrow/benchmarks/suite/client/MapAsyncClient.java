package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.CoalescingClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** This project's map API without waiting: futures, completed by its background loops. */
final class MapAsyncClient extends JavaClient {
    private final AerospikeClient client;
    private final Function<Key, CompletableFuture<Optional<StoredRecord>>> get;

    private MapAsyncClient(
            ClientId id,
            AerospikeClient client,
            Function<Key, CompletableFuture<Optional<StoredRecord>>> get) {
        super(id);
        this.client = client;
        this.get = get;
    }

    static MapAsyncClient connect(ClusterAddress cluster) {
        AerospikeClient client = AerospikeClient.connect(cluster.config());
        return new MapAsyncClient(ClientId.MAP_ASYNC, client, key -> client.async().get(key));
    }

    /** The same, whose gets are sent together. */
    static MapAsyncClient coalescing(ClusterAddress cluster) {
        AerospikeClient client = AerospikeClient.connect(cluster.config());
        CoalescingClient coalescing = client.async().coalescing();
        return new MapAsyncClient(ClientId.MAP_COALESCING, client, coalescing::get);
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    @Override
    Optional<ClientCall> single(Verb verb, Dataset data) {
        IntFunction<Key> keys = ThisProject.keys(data);
        IntFunction<Bin[]> bins = ThisProject.bins(verb, data);
        ClientCall.Started call =
                switch (verb) {
                    case PUT ->
                            (row, rows, completion) ->
                                    relay(
                                            client.async().put(keys.apply(row), bins.apply(row)),
                                            completion,
                                            header -> ClientCall.Result.of(true));
                    case GET ->
                            (row, rows, completion) ->
                                    relay(
                                            get.apply(keys.apply(row)),
                                            completion,
                                            record -> ClientCall.Result.of(record.isPresent()));
                    case OPERATE ->
                            (row, rows, completion) ->
                                    relay(
                                            client.async()
                                                    .operate(
                                                            keys.apply(row),
                                                            Operation.get("bin_str"),
                                                            Operation.add("bin_int", 1)),
                                            completion,
                                            result ->
                                                    ClientCall.Result.of(!result.bins().isEmpty()));
                    case REMOVE ->
                            (row, rows, completion) ->
                                    relay(
                                            client.async().delete(keys.apply(row)),
                                            completion,
                                            ClientCall.Result::of);
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        IntFunction<Key> keys = ThisProject.keys(work.data());
        String[] bins = work.data().shape().binNames();
        Stage.OnShape stage = work.stage().of(work.data().shape());
        ClientCall.Started call =
                (first, rows, completion) ->
                        relay(
                                client.async().batchRead(ThisProject.keys(keys, first, rows), bins),
                                completion,
                                found -> ThisProject.read(stage, found));
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        IntFunction<Key> keys = ThisProject.keys(work.data());
        IntFunction<Bin[]> bins = ThisProject.bins(work.data());
        ClientCall.Started call =
                (first, rows, completion) ->
                        relay(
                                client.async()
                                        .batchWrite(ThisProject.writes(keys, bins, first, rows)),
                                completion,
                                ThisProject::written);
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        QuerySpec spec = QuerySpec.of(SetName.of(Dataset.NAMESPACE, data.setName()));
        ClientCall.Started call =
                (first, rows, completion) -> {
                    AtomicInteger found = new AtomicInteger();
                    relay(
                            client.async()
                                    .query(
                                            spec,
                                            record ->
                                                    found.addAndGet(
                                                            record.record().bins().isEmpty()
                                                                    ? 0
                                                                    : 1)),
                            completion,
                            nothing -> ClientCall.Result.found(found.get()));
                };
        return Optional.of(call);
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count)
            throws Exception {
        return ThisProject.cells(
                ClientCall.resultOf(
                        client.async()
                                .batchRead(
                                        ThisProject.keys(ThisProject.keys(data), first, count),
                                        data.shape().binNames())));
    }

    @Override
    public void close() {
        client.close();
    }
}
