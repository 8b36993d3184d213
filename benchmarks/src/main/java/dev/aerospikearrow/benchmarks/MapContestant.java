package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.rounds.InFlight;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.KeyRecord;
import dev.aerospikearrow.client.Record;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.protocol.key.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The map API: keys made anew, named bins, records as maps. */
final class MapContestant implements Contestant {
    private final AerospikeClient client;
    private final BatchPolicy batchPolicy;
    private final AsyncGet asyncGet;

    /** How a get is made without waiting. */
    @FunctionalInterface
    private interface AsyncGet {
        CompletableFuture<Optional<Record>> get(Key key, String[] bins);
    }

    private MapContestant(AerospikeClient client, BatchPolicy batchPolicy, AsyncGet asyncGet) {
        this.client = client;
        this.batchPolicy = batchPolicy;
        this.asyncGet = asyncGet;
    }

    static MapContestant connect(String hosts, BatchPolicy batchPolicy) {
        AerospikeClient client = AerospikeClient.connect(hosts);
        return new MapContestant(client, batchPolicy, client.async()::get);
    }

    /** The same, whose asynchronous gets are sent together. */
    static MapContestant coalescing(String hosts, BatchPolicy batchPolicy) {
        AerospikeClient client = AerospikeClient.connect(hosts);
        return new MapContestant(client, batchPolicy, client.async().coalescing()::get);
    }

    @Override
    public Optional<Call> prepare(Work work) {
        SampleTable table = SampleTable.stored(work.shape());
        String[] bins = table.binNameArray();
        if (work instanceof Work.BatchRead read) {
            return Optional.of(first -> batchRead(table, first, read.keys(), bins));
        }
        if (work instanceof Work.Get) {
            return Optional.of(row -> client.get(key(table, row), bins).isPresent() ? 1 : 0);
        }
        if (work instanceof Work.AsyncGets gets) {
            return Optional.of(
                    first ->
                            new InFlight(
                                            Work.AsyncGets.GETS_PER_CALL,
                                            gets.inFlight(),
                                            (row, lane) -> get(key(table, row), bins, lane))
                                    .run(first));
        }
        if (work instanceof Work.Scan) {
            return Optional.of(first -> scan(table, bins));
        }
        return Optional.empty();
    }

    private static Key key(SampleTable table, int row) {
        return Key.of(SampleTable.NAMESPACE, table.setName(), row);
    }

    private int batchRead(SampleTable table, int first, int count, String[] bins) {
        int found = 0;
        for (BatchRow row : client.batchRead(batchPolicy, table.keys(first, count), bins)) {
            found += row.isOk() ? 1 : 0;
        }
        return found;
    }

    private void get(Key key, String[] bins, InFlight.Lane lane) {
        asyncGet.get(key, bins).whenComplete((record, failure) -> complete(lane, record, failure));
    }

    private static void complete(
            InFlight.Lane lane, @Nullable Optional<Record> record, @Nullable Throwable failure) {
        if (failure != null) {
            lane.failed(failure);
        } else {
            lane.done(record != null && record.isPresent());
        }
    }

    private int scan(SampleTable table, String[] bins) {
        int found = 0;
        try (RecordStream records = client.scan(SampleTable.NAMESPACE, table.setName(), bins)) {
            for (KeyRecord record : records) {
                found += record.record().bins().isEmpty() ? 0 : 1;
            }
        }
        return found;
    }

    @Override
    public List<Map<String, Object>> cells(SampleTable table, int firstRow, int count) {
        return client
                .batchRead(batchPolicy, table.keys(firstRow, count), table.binNameArray())
                .stream()
                .map(row -> row.record().map(Record::bins).orElse(Map.of()))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
