package dev.aerospikearrow.duckdb.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Results that are left open, statements that are cancelled, nodes that fail. */
class NativeLifeIT extends NativeDuckDbTest {
    private static final Schema NUMBER =
            new Schema(List.of(Field.nullable("number", new ArrowType.Int(64, true))));

    private final String set;

    NativeLifeIT(TestCluster cluster) {
        super(cluster);
        set = cluster.uniqueSet();
        List<BatchWrite> writes = new ArrayList<>();
        for (long i = 0; i < 2_000; i++) {
            writes.add(BatchWrite.put(Key.of(namespace, set, i), Bin.of("number", i)));
        }
        maps.batchWrite(writes);
    }

    @Test
    void resultThatIsOpenEndsWithTheDatabase() throws IOException {
        String sql = "SELECT a.number FROM " + table(set) + " a, range(1000000)";
        try (ArrowReader rows = duckdb.query(sql, allocator)) {
            assertTrue(rows.loadNextBatch());
            duckdb.close();
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, rows::loadNextBatch);
            assertTrue(e.getMessage().contains("closed"), e.getMessage());
        }
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> duckdb.execute("SELECT 1"));
        assertEquals("The database is closed.", e.getMessage());
        duckdb.cancel();
    }

    @Test
    void resultThatIsGivenUpLeavesNothing() throws IOException {
        String sql = "SELECT a.number FROM " + table(set) + " a, range(1000000)";
        for (int i = 0; i < 5; i++) {
            try (ArrowReader rows = duckdb.query(sql, allocator)) {
                assertTrue(rows.loadNextBatch());
            }
            assertEquals(0, allocator.getAllocatedMemory());
        }
        assertEquals("2000", one("SELECT count(*) FROM " + table(set)));
    }

    @Test
    void secondStatementIsRefusedWhileAResultIsOpen() throws IOException {
        try (ArrowReader rows = duckdb.query("SELECT number FROM " + table(set), allocator)) {
            DuckDbException e =
                    assertThrows(DuckDbException.class, () -> duckdb.execute("SELECT 1"));
            assertTrue(e.getMessage().contains("open result"), e.getMessage());
            assertTrue(rows.loadNextBatch());
        }
        assertEquals("1", one("SELECT 1"));
    }

    @Test
    void runningStatementIsCancelled() throws Exception {
        String t = table(set);
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(
                        () ->
                                duckdb.execute(
                                        "SELECT max(a.number + b.number * c.number) FROM "
                                                + t
                                                + " a, "
                                                + t
                                                + " b, "
                                                + t
                                                + " c"));
        ExecutionException e = null;
        while (e == null) {
            duckdb.cancel();
            try {
                running.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                assertFalse(running.isDone());
            } catch (ExecutionException ended) {
                e = ended;
            }
        }
        assertTrue(e.getMessage().toLowerCase(Locale.ROOT).contains("interrupt"), e.getMessage());
        assertEquals("2000", one("SELECT count(*) FROM " + t));
    }

    @Test
    void threadsWithADatabaseEachReadAtTheSameTime() {
        List<CompletableFuture<List<String>>> running = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String sql = "SELECT count(*) FROM " + table(set) + " WHERE number < " + i * 100;
            running.add(CompletableFuture.supplyAsync(() -> queryAlone(sql)));
        }
        assertEquals(
                List.of(List.of("100"), List.of("200"), List.of("300")),
                running.stream().map(CompletableFuture::join).toList());
    }

    private List<String> queryAlone(String sql) {
        List<String> counts = new ArrayList<>();
        try (BufferAllocator own = new RootAllocator();
                NativeDuckDb another = NativeDuckDb.open(columns, FunctionOptions.DEFAULT);
                ArrowReader rows = another.query(sql, own)) {
            while (rows.loadNextBatch()) {
                counts.add(String.valueOf(rows.getVectorSchemaRoot().getVector(0).getObject(0)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return counts;
    }

    @Test
    void statementsThatFailLeaveNothing() {
        String t = table(set);
        for (int i = 0; i < 50; i++) {
            for (String sql :
                    List.of(
                            "SELECT nothing FROM " + t,
                            "SELECT * FROM " + table(set + "x"),
                            "SELECT error('no ' || number) FROM " + t,
                            "SELEC")) {
                assertThrows(Throwable.class, () -> query(sql), sql);
            }
        }
        assertEquals(0, allocator.getAllocatedMemory());
        assertEquals("2000", one("SELECT count(*) FROM " + t));
    }

    @Test
    void nodeThatFailsDuringAScanIsAFailureWithItsReason() throws Exception {
        try (EmbeddedCluster own = EmbeddedCluster.builder().nodes(1).start();
                AerospikeClient client = connect(own);
                ColumnarClient hasty = ColumnarClient.over(client)) {
            SetName name = SetName.of("test", "failing");
            client.put(Key.of(name.namespace(), name.name(), 1), Bin.of("number", 1));
            FunctionOptions options =
                    FunctionOptions.builder().schema(name, NUMBER).allowEmpty().build();
            try (NativeDuckDb database = NativeDuckDb.open(hasty, options)) {
                String sql = "SELECT sum(number) FROM aerospike." + name;
                database.execute(sql);
                own.node(0).setFaults(FaultPlan.none().delay(Duration.ofMinutes(10)));
                CompletableFuture<Void> running =
                        CompletableFuture.runAsync(() -> database.execute(sql));
                own.node(0).stop();
                ExecutionException e = assertThrows(ExecutionException.class, running::get);
                assertTrue(e.getMessage().contains("Scan of test.failing"), e.getMessage());
            }
        }
    }

    private static AerospikeClient connect(EmbeddedCluster cluster) {
        return AerospikeClient.connect(
                ClientConfig.builder(String.join(",", cluster.hosts()))
                        .policy(QueryPolicy.builder().retryTimeout(Duration.ZERO).build())
                        .build());
    }

    @Test
    void queryIsOneStatement() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> duckdb.query("CREATE TABLE one AS SELECT 1; SELECT 2", allocator));
        assertTrue(e.getMessage().contains("execute(…)"), e.getMessage());
        DuckDbException missing =
                assertThrows(DuckDbException.class, () -> duckdb.execute("SELECT * FROM one"));
        assertTrue(missing.getMessage().contains("one does not exist"), missing.getMessage());
        assertEquals("2", one("SELECT 2; -- and nothing else"));
    }

    @Test
    void failureWhileRowsAreLoadedSaysWhatDuckDbSays() throws IOException {
        String sql = "SELECT error('no more') FROM " + table(set);
        try (ArrowReader rows = duckdb.query(sql, allocator)) {
            IOException e = assertThrows(IOException.class, rows::loadNextBatch);
            assertEquals("Invalid Input Error: no more", e.getMessage());
        }
    }
}
