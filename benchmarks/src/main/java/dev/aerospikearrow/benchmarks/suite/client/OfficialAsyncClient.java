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
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The official Java client with its event loops. */
final class OfficialAsyncClient extends JavaClient {
    private final EventLoops eventLoops;
    private final AerospikeClient client;
    private final BatchPolicy readPolicy = Official.inParallel(BatchPolicy.ReadDefault());
    private final BatchPolicy writePolicy = Official.inParallel(BatchPolicy.WriteDefault());

    OfficialAsyncClient(ClusterAddress cluster) {
        super(ClientId.OFFICIAL_ASYNC);
        // As many as this project's client has, so that neither has the larger share.
        eventLoops = new NioEventLoops(cluster.config().asyncLoops());
        ClientPolicy policy = Official.policy();
        policy.eventLoops = eventLoops;
        try {
            client = Official.connect(cluster, policy);
        } catch (RuntimeException e) {
            // They would keep the process alive. These loops know no TLS, for one.
            eventLoops.close();
            throw e;
        }
    }

    @Override
    public String version() {
        return Official.version();
    }

    /** Every listener that the calls here need. */
    private static final class Listener
            implements RecordListener,
                    WriteListener,
                    DeleteListener,
                    BatchOperateListListener,
                    RecordSequenceListener {
        private final ClientCall.Completion completion;
        private int found;

        Listener(ClientCall.Completion completion) {
            this.completion = completion;
        }

        @Override
        public void onSuccess(Key key, @Nullable Record record) {
            completion.done(ClientCall.Result.of(record != null));
        }

        @Override
        public void onSuccess(Key key) {
            completion.done(ClientCall.Result.of(true));
        }

        @Override
        public void onSuccess(Key key, boolean existed) {
            completion.done(ClientCall.Result.of(existed));
        }

        @Override
        public void onSuccess(List<BatchRecord> records, boolean status) {
            completion.done(Official.written(records));
        }

        @Override
        public void onRecord(Key key, Record record) {
            // Nodes may answer in different threads.
            synchronized (this) {
                found += record.bins == null ? 0 : 1;
            }
        }

        @Override
        public void onSuccess() {
            synchronized (this) {
                completion.done(ClientCall.Result.found(found));
            }
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completion.failed(failure);
        }
    }

    @Override
    Optional<ClientCall> single(Verb verb, Dataset data) {
        IntFunction<Key> keys = Official.keys(data);
        IntFunction<Bin[]> bins = Official.bins(verb, data);
        Bin one = new Bin("bin_int", 1);
        ClientCall.Started call =
                (row, rows, completion) -> {
                    Listener listener = new Listener(completion);
                    Key key = keys.apply(row);
                    switch (verb) {
                        case PUT ->
                                client.put(eventLoops.next(), listener, null, key, bins.apply(row));
                        case GET ->
                                client.get(eventLoops.next(), (RecordListener) listener, null, key);
                        case OPERATE ->
                                client.operate(
                                        eventLoops.next(),
                                        (RecordListener) listener,
                                        null,
                                        key,
                                        Operation.get("bin_str"),
                                        Operation.add(one));
                        case REMOVE -> client.delete(eventLoops.next(), listener, null, key);
                    }
                };
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        IntFunction<Key> keys = Official.keys(work.data());
        String[] bins = work.data().shape().binNames();
        Stage.OnShape stage = work.stage().of(work.data().shape());
        ClientCall.Started call =
                (first, rows, completion) ->
                        relay(
                                read(Official.keys(keys, first, rows), bins),
                                completion,
                                records -> Official.read(stage, records));
        return Optional.of(call);
    }

    private CompletableFuture<@Nullable Record[]> read(Key[] keys, String[] bins) {
        CompletableFuture<@Nullable Record[]> result = new CompletableFuture<>();
        client.get(
                eventLoops.next(),
                new RecordArrayListener() {
                    @Override
                    public void onSuccess(Key[] asked, @Nullable Record[] records) {
                        result.complete(records);
                    }

                    @Override
                    public void onFailure(AerospikeException failure) {
                        result.completeExceptionally(failure);
                    }
                },
                readPolicy,
                keys,
                bins);
        return result;
    }

    @Override
    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        IntFunction<Key> keys = Official.keys(work.data());
        IntFunction<Bin[]> bins = Official.bins(work.data());
        ClientCall.Started call =
                (first, rows, completion) ->
                        client.operate(
                                eventLoops.next(),
                                (BatchOperateListListener) new Listener(completion),
                                writePolicy,
                                Official.writes(keys, bins, first, rows));
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        ClientCall.Started call =
                (first, rows, completion) ->
                        client.query(
                                eventLoops.next(),
                                (RecordSequenceListener) new Listener(completion),
                                null,
                                Official.scan(data));
        return Optional.of(call);
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count)
            throws Exception {
        Key[] keys = Official.keys(Official.keys(data), first, count);
        return Official.cells(ClientCall.resultOf(read(keys, data.shape().binNames())));
    }

    @Override
    public void close() {
        client.close();
        eventLoops.close();
    }
}
