package dev.aerospikearrow.benchmarks.suite.client;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.async.EventLoops;
import com.aerospike.client.async.NioEventLoops;
import com.aerospike.client.listener.BatchOperateListListener;
import com.aerospike.client.listener.DeleteListener;
import com.aerospike.client.listener.RecordArrayListener;
import com.aerospike.client.listener.RecordListener;
import com.aerospike.client.listener.RecordSequenceListener;
import com.aerospike.client.listener.WriteListener;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.ClientConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The official Java client with its event loops. */
public final class OfficialAsyncClient extends AsyncClient {
    private final EventLoops eventLoops;
    private final AerospikeClient client;
    private final BatchPolicy readPolicy = Official.inParallel(BatchPolicy.ReadDefault());
    private final BatchPolicy writePolicy = Official.inParallel(BatchPolicy.WriteDefault());

    /** Connects. */
    public OfficialAsyncClient(String hosts) {
        // As many as this project's client has, so that neither has the larger share.
        eventLoops = new NioEventLoops(ClientConfig.builder(hosts).build().asyncLoops());
        ClientPolicy policy = Official.policy();
        policy.eventLoops = eventLoops;
        client = Official.connect(hosts, policy);
    }

    @Override
    public ClientId id() {
        return ClientId.OFFICIAL_ASYNC;
    }

    @Override
    public String version() {
        return Official.version();
    }

    private record OfRecord(Completion<Boolean> completion) implements RecordListener {
        @Override
        public void onSuccess(Key key, @Nullable Record record) {
            completion.done(record != null);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completion.failed(failure);
        }
    }

    private record OfWrite(Completion<Boolean> completion) implements WriteListener {
        @Override
        public void onSuccess(Key key) {
            completion.done(true);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completion.failed(failure);
        }
    }

    private record OfRemoval(Completion<Boolean> completion) implements DeleteListener {
        @Override
        public void onSuccess(Key key, boolean existed) {
            completion.done(existed);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completion.failed(failure);
        }
    }

    @Override
    Singles singles(Dataset data) {
        String[] userKeys = data.keys();
        Bin[][] bins = Official.bins(data);
        Bin one = new Bin("bin_int", 1);
        return new Singles() {
            private Key key(int row) {
                return Official.key(data, userKeys[row]);
            }

            @Override
            public void put(int row, Completion<Boolean> completion) {
                client.put(
                        eventLoops.next(),
                        new OfWrite(completion),
                        null,
                        key(row),
                        bins[row % bins.length]);
            }

            @Override
            public void get(int row, Completion<Boolean> completion) {
                client.get(eventLoops.next(), new OfRecord(completion), null, key(row));
            }

            @Override
            public void operate(int row, Completion<Boolean> completion) {
                client.operate(
                        eventLoops.next(),
                        new OfRecord(completion),
                        null,
                        key(row),
                        Operation.get("bin_str"),
                        Operation.add(one));
            }

            @Override
            public void remove(int row, Completion<Boolean> completion) {
                client.delete(eventLoops.next(), new OfRemoval(completion), null, key(row));
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
                        client.get(
                                eventLoops.next(),
                                new RecordArrayListener() {
                                    @Override
                                    public void onSuccess(Key[] keys, @Nullable Record[] records) {
                                        completion.done(Official.result(work, records));
                                    }

                                    @Override
                                    public void onFailure(AerospikeException failure) {
                                        completion.failed(failure);
                                    }
                                },
                                readPolicy,
                                Official.keys(data, userKeys, firstRow, work.keysPerBatch()),
                                binNames));
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
                (firstRow, completion) ->
                        client.operate(
                                eventLoops.next(),
                                new BatchOperateListListener() {
                                    @Override
                                    public void onSuccess(
                                            List<BatchRecord> records, boolean status) {
                                        completion.done(Official.written(records));
                                    }

                                    @Override
                                    public void onFailure(AerospikeException failure) {
                                        completion.failed(failure);
                                    }
                                },
                                writePolicy,
                                Official.writes(
                                        data, userKeys, bins, firstRow, work.keysPerBatch())));
    }

    @Override
    Batch query(Dataset data) {
        return (firstRow, completion) -> {
            Statement statement = new Statement();
            statement.setNamespace(Dataset.NAMESPACE);
            statement.setSetName(data.setName());
            AtomicInteger found = new AtomicInteger();
            client.query(
                    eventLoops.next(),
                    new RecordSequenceListener() {
                        @Override
                        public void onRecord(Key key, Record record) {
                            found.addAndGet(record.bins == null ? 0 : 1);
                        }

                        @Override
                        public void onSuccess() {
                            completion.done(new BatchResult(found.get(), 0));
                        }

                        @Override
                        public void onFailure(AerospikeException failure) {
                            completion.failed(failure);
                        }
                    },
                    null,
                    statement);
        };
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(
            Dataset data, Form form, int firstRow, int count) throws Exception {
        CompletableFuture<@Nullable Record[]> result = new CompletableFuture<>();
        client.get(
                eventLoops.next(),
                new RecordArrayListener() {
                    @Override
                    public void onSuccess(Key[] keys, @Nullable Record[] records) {
                        result.complete(records);
                    }

                    @Override
                    public void onFailure(AerospikeException failure) {
                        result.completeExceptionally(failure);
                    }
                },
                readPolicy,
                Official.keys(data, data.keys(), firstRow, count),
                data.shape().binNames());
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        for (Record record : waitFor(result)) {
            cells.add(Official.binsOrNull(record));
        }
        return cells;
    }

    @Override
    public void close() {
        client.close();
        eventLoops.close();
    }
}
