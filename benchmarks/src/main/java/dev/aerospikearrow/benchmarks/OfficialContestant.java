package dev.aerospikearrow.benchmarks;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Host;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.Value;
import com.aerospike.client.async.EventLoop;
import com.aerospike.client.async.EventLoops;
import com.aerospike.client.async.NioEventLoops;
import com.aerospike.client.listener.RecordListener;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.Policy;
import com.aerospike.client.policy.ScanPolicy;
import dev.aerospikearrow.benchmarks.rounds.InFlight;
import dev.aerospikearrow.client.ClientConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The official client, as its users have it: keys made anew, named bins, records as maps. */
final class OfficialContestant implements Contestant {
    /** Where a node runs the rows of a batch. */
    enum Rows {
        INLINE,
        SPREAD
    }

    /** The number of connections that it may have; with its default it refuses 200 gets at once. */
    private static final int MAX_CONNECTIONS = 300;

    private final List<WriteColumns> owned = new ArrayList<>();
    private final EventLoops eventLoops;
    private final AerospikeClient client;
    private final BatchPolicy batchPolicy = BatchPolicy.ReadDefault();

    OfficialContestant(String hosts, Rows rows) {
        // As many as the other client has, so that neither has the larger share of the machine.
        eventLoops = new NioEventLoops(ClientConfig.builder(hosts).build().asyncLoops());
        client = connect(hosts, eventLoops);
        batchPolicy.allowInline = rows == Rows.INLINE;
        // All nodes at once; its default is one after the other.
        batchPolicy.maxConcurrentThreads = 0;
    }

    private static AerospikeClient connect(String hosts, @Nullable EventLoops eventLoops) {
        ClientPolicy policy = new ClientPolicy();
        policy.eventLoops = eventLoops;
        policy.maxConnsPerNode = MAX_CONNECTIONS;
        policy.asyncMaxConnsPerNode = MAX_CONNECTIONS;
        return new AerospikeClient(policy, Host.parseHosts(hosts, 3000));
    }

    /** A client without event loops, for preparing. */
    static AerospikeClient connect(String hosts) {
        return connect(hosts, null);
    }

    @Override
    public Optional<Call> prepare(Work work) {
        SampleTable table = SampleTable.stored(work.shape());
        String[] bins = table.binNameArray();
        if (work instanceof Work.BatchRead read) {
            return Optional.of(first -> batchRead(table, first, read.keys(), bins));
        }
        if (work instanceof Work.Get) {
            Policy policy = new Policy();
            return Optional.of(row -> client.get(policy, key(table, row), bins) == null ? 0 : 1);
        }
        if (work instanceof Work.AsyncGets gets) {
            Policy policy = new Policy();
            return Optional.of(
                    first ->
                            new InFlight(
                                            Work.AsyncGets.GETS_PER_CALL,
                                            gets.inFlight(),
                                            (row, lane) -> get(policy, key(table, row), bins, lane))
                                    .run(first));
        }
        if (work instanceof Work.KeyStream stream) {
            return Optional.of(first -> keyStream(table, stream.keys(), bins));
        }
        if (work instanceof Work.ColumnWrite write) {
            WriteColumns columns = WriteColumns.of(table, write.rows());
            owned.add(columns);
            return Optional.of(first -> write(table, columns));
        }
        return Optional.of(first -> scan(table, bins));
    }

    /** As its users do: a batch at a time. */
    private int keyStream(SampleTable table, int keys, String[] bins) {
        int found = 0;
        for (int first = 0; first < keys; first += Work.KeyStream.KEYS_PER_STEP) {
            Key[] step = new Key[Math.min(Work.KeyStream.KEYS_PER_STEP, keys - first)];
            for (int i = 0; i < step.length; i++) {
                step[i] = key(table, (first + i) % table.rowCount());
            }
            for (Record record : client.get(batchPolicy, step, bins)) {
                found += record == null ? 0 : 1;
            }
        }
        return found;
    }

    private int write(SampleTable table, WriteColumns columns) {
        List<BatchRecord> writes = new ArrayList<>(columns.rowCount());
        for (int row = 0; row < columns.rowCount(); row++) {
            Key key = new Key(SampleTable.NAMESPACE, table.setName(), Value.get(columns.key(row)));
            Operation[] puts = new Operation[table.columns().size()];
            for (int column = 0; column < puts.length; column++) {
                puts[column] =
                        Operation.put(new Bin(columns.name(column), columns.value(row, column)));
            }
            writes.add(new BatchWrite(key, puts));
        }
        return client.operate(batchPolicy, writes) ? writes.size() : 0;
    }

    private static Key key(SampleTable table, int row) {
        return new Key(SampleTable.NAMESPACE, table.setName(), row);
    }

    private @Nullable Record[] read(SampleTable table, int first, int count, String[] bins) {
        Key[] keys = new Key[count];
        for (int i = 0; i < count; i++) {
            keys[i] = key(table, first + i);
        }
        return client.get(batchPolicy, keys, bins);
    }

    private int batchRead(SampleTable table, int first, int count, String[] bins) {
        int found = 0;
        for (Record record : read(table, first, count, bins)) {
            found += record == null ? 0 : 1;
        }
        return found;
    }

    private void get(Policy policy, Key key, String[] bins, InFlight.Lane lane) {
        EventLoop loop = eventLoops.next();
        client.get(
                loop,
                new RecordListener() {
                    @Override
                    public void onSuccess(Key found, @Nullable Record record) {
                        lane.done(record != null);
                    }

                    @Override
                    public void onFailure(AerospikeException failure) {
                        lane.failed(failure);
                    }
                },
                policy,
                key,
                bins);
    }

    private int scan(SampleTable table, String[] bins) {
        LongAdder found = new LongAdder();
        client.scanAll(
                new ScanPolicy(),
                SampleTable.NAMESPACE,
                table.setName(),
                (key, record) -> found.increment(),
                bins);
        return found.intValue();
    }

    @Override
    public List<Map<String, Object>> cells(SampleTable table, int firstRow, int count) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (Record record : read(table, firstRow, count, table.binNameArray())) {
            cells.add(record == null ? Map.of() : record.bins);
        }
        return cells;
    }

    @Override
    public void close() {
        owned.forEach(WriteColumns::close);
        client.close();
        eventLoops.close();
    }
}
