package dev.aerospikearrow.examples.guides;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AsyncClient;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.CoalescingClient;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/async.md. */
final class AsyncGuide {
    private AsyncGuide() {}

    static void data(AerospikeClient client) {
        Flights.write(client);
    }

    static void batch(ColumnarClient client) {
        Schema schema = Flights.SCHEMA;
        // begin batch
        BatchKeys keys = BatchKeys.of(SetName.of("test", "flights"), new long[] {28, 31, 74});
        CompletableFuture<String> summary =
                client.batchReadAsync(keys, schema)
                        .thenApply(
                                flights -> {
                                    try (flights) {
                                        return flights.toString();
                                    }
                                });
        System.out.println(summary.join());
        // end batch
    }

    static void several(ColumnarClient client) {
        Schema schema = Flights.SCHEMA;
        // begin several
        CompletableFuture<ColumnarBatch> here =
                client.batchReadAsync(
                        BatchKeys.of(SetName.of("test", "flights"), new long[] {28}), schema);
        CompletableFuture<ColumnarBatch> there =
                client.batchReadAsync(
                        BatchKeys.of(SetName.of("test", "archive"), new long[] {28}), schema);
        try (ColumnarBatch flights = here.join();
                ColumnarBatch archived = there.join()) {
            System.out.println(flights.counts().found() + " and " + archived.counts().found());
        }
        // end several
    }

    static void gets(AerospikeClient client) {
        // begin gets
        AsyncClient async = client.async();
        List<CompletableFuture<Optional<StoredRecord>>> gets =
                LongStream.of(28, 31, 75)
                        .mapToObj(id -> async.get(Key.of("test", "flights", id), "origin"))
                        .toList();
        gets.forEach(get -> System.out.println(get.join()));
        // end gets
    }

    static void coalescing(AerospikeClient client) {
        // begin coalescing
        CoalescingClient coalescing = client.async().coalescing();
        List<CompletableFuture<Optional<StoredRecord>>> gets =
                LongStream.range(0, 100)
                        .mapToObj(id -> coalescing.get(Key.of("test", "flights", id), "origin"))
                        .toList();
        long found = gets.stream().filter(get -> get.join().isPresent()).count();
        System.out.println(found + " of " + gets.size() + " found");
        // end coalescing
    }

    static void config(EmbeddedCluster cluster) {
        String seeds = String.join(",", cluster.hosts());
        // begin config
        ClientConfig config =
                ClientConfig.builder(seeds).asyncLoops(2).pipelinedConnectionsPerNode(4).build();
        try (AerospikeClient client = AerospikeClient.connect(config)) {
            System.out.println(client.async().exists(Key.of("test", "flights", 28)).join());
        }
        // end config
    }
}
