package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.execute.QuerySpec;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** This project's map API without waiting: futures, completed by its background loops. */
public final class MapAsyncClient extends AsyncClient {
    private final AerospikeClient client;

    /** Connects. */
    public MapAsyncClient(String hosts) {
        client = AerospikeClient.connect(hosts);
    }

    @Override
    public ClientId id() {
        return ClientId.MAP_ASYNC;
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    private static <T, R> void relay(
            CompletableFuture<T> future, Completion<R> completion, Function<T, R> toResult) {
        future.whenComplete(
                (result, failure) -> {
                    if (failure != null) {
                        completion.failed(failure);
                    } else {
                        completion.done(toResult.apply(result));
                    }
                });
    }

    @Override
    Singles singles(Dataset data) {
        String[] userKeys = data.keys();
        Bin[][] bins = ThisProject.bins(data);
        return new Singles() {
            private Key key(int row) {
                return ThisProject.key(data, userKeys[row]);
            }

            @Override
            public void put(int row, Completion<Boolean> completion) {
                relay(
                        client.async().put(key(row), bins[row % bins.length]),
                        completion,
                        header -> true);
            }

            @Override
            public void get(int row, Completion<Boolean> completion) {
                relay(client.async().get(key(row)), completion, Optional::isPresent);
            }

            @Override
            public void operate(int row, Completion<Boolean> completion) {
                relay(
                        client.async()
                                .operate(
                                        key(row),
                                        Operation.get("bin_str"),
                                        Operation.add("bin_int", 1)),
                        completion,
                        result -> !result.bins().isEmpty());
            }

            @Override
            public void remove(int row, Completion<Boolean> completion) {
                relay(client.async().delete(key(row)), completion, removed -> removed);
            }
        };
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
                (firstRow, completion) ->
                        relay(
                                client.async()
                                        .batchRead(
                                                ThisProject.keys(
                                                        data,
                                                        userKeys,
                                                        firstRow,
                                                        work.keysPerBatch()),
                                                binNames),
                                completion,
                                rows -> MapSyncClient.result(work, rows)));
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
                (firstRow, completion) ->
                        relay(
                                client.async()
                                        .batchWrite(
                                                MapSyncClient.writes(
                                                        data, userKeys, bins, firstRow, work)),
                                completion,
                                MapSyncClient::written));
    }

    @Override
    Batch query(Dataset data) {
        QuerySpec spec = QuerySpec.scan(Dataset.NAMESPACE, data.setName());
        return (firstRow, completion) -> {
            AtomicInteger found = new AtomicInteger();
            relay(
                    client.async()
                            .query(
                                    spec,
                                    record ->
                                            found.addAndGet(
                                                    record.record().bins().isEmpty() ? 0 : 1)),
                    completion,
                    nothing -> new BatchResult(found.get(), 0));
        };
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(
            Dataset data, Form form, int firstRow, int count) throws Exception {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        List<BatchRow> rows =
                waitFor(
                        client.async()
                                .batchRead(
                                        ThisProject.keys(data, data.keys(), firstRow, count),
                                        data.shape().binNames()));
        rows.forEach(row -> cells.add(MapSyncClient.binsOrNull(row)));
        return cells;
    }

    @Override
    public void close() {
        client.close();
    }
}
