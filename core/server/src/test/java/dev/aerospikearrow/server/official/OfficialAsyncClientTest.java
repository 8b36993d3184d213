package dev.aerospikearrow.server.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.AerospikeException;
import com.aerospike.client.BatchRead;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.async.EventPolicy;
import com.aerospike.client.async.NioEventLoops;
import com.aerospike.client.listener.BatchListListener;
import com.aerospike.client.listener.DeleteListener;
import com.aerospike.client.listener.RecordListener;
import com.aerospike.client.listener.WriteListener;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Java client's event loops against three embedded nodes. */
class OfficialAsyncClientTest {
    private static final int COMMANDS = 2000;
    private static EmbeddedCluster cluster;
    private static NioEventLoops eventLoops;
    private static AerospikeClient client;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodes(3).start();
        EventPolicy policy = new EventPolicy();
        policy.maxCommandsInProcess = 80;
        policy.maxCommandsInQueue = COMMANDS;
        eventLoops = new NioEventLoops(policy, 1);
        client = OfficialClients.connect(cluster, eventLoops);
    }

    @AfterAll
    static void stop() {
        client.close();
        eventLoops.close();
        cluster.close();
    }

    private static final class Writes extends CompletableFuture<Key> implements WriteListener {
        @Override
        public void onSuccess(Key key) {
            complete(key);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completeExceptionally(failure);
        }
    }

    private static final class Reads extends CompletableFuture<com.aerospike.client.Record>
            implements RecordListener {
        @Override
        public void onSuccess(Key key, com.aerospike.client.Record found) {
            complete(found);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completeExceptionally(failure);
        }
    }

    private static final class Deletes extends CompletableFuture<Boolean>
            implements DeleteListener {
        @Override
        public void onSuccess(Key key, boolean existed) {
            complete(existed);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completeExceptionally(failure);
        }
    }

    private static final class Batches extends CompletableFuture<List<BatchRead>>
            implements BatchListListener {
        @Override
        public void onSuccess(List<BatchRead> rows) {
            complete(rows);
        }

        @Override
        public void onFailure(AerospikeException failure) {
            completeExceptionally(failure);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static Key key(int i) {
        return new Key("test", "async", i);
    }

    @Test
    void manyCommandsAtOnceAreAllAnswered() throws Exception {
        List<Writes> writes = new ArrayList<>();
        for (int i = 0; i < COMMANDS / 2; i++) {
            Writes write = new Writes();
            client.put(null, write, null, key(i), new Bin("i", i), new Bin("s", "s" + i));
            writes.add(write);
        }
        for (Writes write : writes) {
            await(write);
        }
        List<Reads> reads = new ArrayList<>();
        for (int i = 0; i < COMMANDS / 2; i++) {
            Reads read = new Reads();
            client.get(null, read, null, key(i));
            reads.add(read);
        }
        for (int i = 0; i < reads.size(); i++) {
            assertEquals("s" + i, await(reads.get(i)).getString("s"));
        }
        Batches batch = new Batches();
        client.get(
                null,
                batch,
                null,
                IntStream.range(0, COMMANDS / 2)
                        .mapToObj(i -> new BatchRead(key(i), new String[] {"i"}))
                        .toList());
        List<BatchRead> rows = await(batch);
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(i, rows.get(i).record.getInt("i"));
        }
        Deletes delete = new Deletes();
        client.delete(null, delete, null, key(0));
        assertTrue(await(delete));
    }
}
