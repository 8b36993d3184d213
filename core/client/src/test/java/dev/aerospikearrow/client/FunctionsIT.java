package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.less;
import static dev.aerospikearrow.expression.Expressions.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aerospike.client.Language;
import com.aerospike.client.Value;
import com.aerospike.client.policy.ClientPolicy;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions that nodes call on records. Embedded nodes have none, and say so. */
@ExtendWith(TestClusterExtension.class)
class FunctionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SOURCE =
            """
            function double(rec, bin)
                local value = rec[bin]
                if value == nil then return nil end
                rec[bin] = value * 2
                aerospike:update(rec)
                return rec[bin]
            end

            function echo(rec, ...)
                local all = list()
                for _, each in ipairs({...}) do list.append(all, each) end
                return all
            end

            function fail(rec)
                error("the stock is empty")
            end
            """;

    private final TestCluster cluster;
    private final SetName set;
    private final String module;
    private AerospikeClient client;

    FunctionsIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
        module = "m" + set.name();
    }

    @BeforeEach
    void load() {
        client = TestClients.connect(cluster);
        client.batchWrite(
                IntStream.range(0, 100)
                        .mapToObj(i -> BatchWrite.put(set.key(i), Bin.of("i", i)))
                        .toList());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private String file() {
        return module + ".lua";
    }

    private void withFunctions(Runnable body) {
        assumeFalse(cluster.isEmbedded(), "needs nodes that have functions: real ones");
        client.registerFunctions(file(), SOURCE, LIMIT);
        try {
            body.run();
        } finally {
            client.removeFunctions(file(), LIMIT);
        }
    }

    private FunctionCall call(String name, Object... arguments) {
        return FunctionCall.of(module, name, arguments);
    }

    @Test
    void modulesAreRegisteredListedReplacedAndRemoved() {
        withFunctions(
                () -> {
                    FunctionModule found = find().orElseThrow();
                    assertEquals("LUA", found.language());
                    client.registerFunctions(file(), "function seven(rec) return 7 end", LIMIT);
                    assertFalse(found.hash().equals(find().orElseThrow().hash()));
                    assertEquals(Optional.of(7L), client.call(set.key(1), call("seven")));
                });
        assertEquals(Optional.empty(), find());
        client.removeFunctions(file(), LIMIT);
    }

    private Optional<FunctionModule> find() {
        return client.listFunctions().stream()
                .filter(each -> each.fileName().equals(file()))
                .findFirst();
    }

    @Test
    void aFunctionChangesARecordAndReturnsAValue() {
        withFunctions(
                () -> {
                    assertEquals(Optional.of(42L), client.call(set.key(21), call("double", "i")));
                    assertEquals(42L, client.get(set.key(21)).orElseThrow().bin("i"));
                    assertEquals(
                            Optional.empty(), client.call(set.key(21), call("double", "none")));
                    assertEquals(
                            Optional.of(List.of(1L, "two", List.of(3L), Map.of("k", 4L), 2.5)),
                            client.call(
                                    set.key(999),
                                    call("echo", 1, "two", List.of(3), Map.of("k", 4), 2.5)));
                    assertEquals(
                            Optional.of(84L),
                            client.async().call(set.key(21), call("double", "i")).join());
                });
    }

    @Test
    void aFunctionThatFailsSaysWhy() {
        withFunctions(
                () -> {
                    ServerException e =
                            assertThrows(
                                    ServerException.class,
                                    () -> client.call(set.key(1), call("fail")));
                    assertEquals(ResultCode.UDF_FAILED.code(), e.resultCode());
                    assertTrue(e.getMessage().contains("the stock is empty"), e.getMessage());
                    assertTrue(e.getMessage().contains(module + ".fail"), e.getMessage());
                    ServerException missing =
                            assertThrows(
                                    ServerException.class,
                                    () -> client.call(set.key(1), call("none")));
                    assertTrue(missing.getMessage().contains("none"), missing.getMessage());
                });
    }

    @Test
    void rowsOfABatchCallFunctions() {
        withFunctions(
                () -> {
                    List<BatchRow> rows =
                            client.batch(
                                    List.of(
                                            BatchWrite.call(set.key(5), call("double", "i")),
                                            BatchRead.bins(set.key(6), "i"),
                                            BatchWrite.call(set.key(7), call("fail")),
                                            BatchWrite.call(set.key(8), call("double", "none")),
                                            BatchWrite.operate(
                                                    set.key(9),
                                                    Operation.add("i", 1),
                                                    Operation.get("i"))));
                    assertEquals(
                            List.of(0, 0, 100, 0, 0),
                            rows.stream().map(BatchRow::resultCode).toList());
                    assertEquals(List.of(10L), rows.get(0).values());
                    assertEquals(6L, rows.get(1).record().orElseThrow().bin("i"));
                    assertTrue(
                            rows.get(2).reason().contains("the stock is empty"),
                            rows.get(2).toString());
                    assertEquals(List.of(), rows.get(3).values());
                    assertEquals(10L, rows.get(4).values().get(1));
                    assertEquals(10L, client.get(set.key(5)).orElseThrow().bin("i"));
                });
    }

    @Test
    void recordsThatMatchAreChangedByAFunctionInTheBackground() {
        withFunctions(
                () -> {
                    QuerySpec below = QuerySpec.of(set).withFilter(less(intBin("i"), literal(30)));
                    BackgroundJob job =
                            client.background(BackgroundWrite.call(below, call("double", "i")));
                    BackgroundJob end = client.awaitJob(job, LIMIT);
                    assertTrue(end.isComplete(), end.toString());
                    assertEquals(30, end.recordsChanged());
                    assertEquals(58L, client.get(set.key(29)).orElseThrow().bin("i"));
                    assertEquals(30L, client.get(set.key(30)).orElseThrow().bin("i"));

                    BackgroundJob failing =
                            client.awaitJob(
                                    client.background(
                                            BackgroundWrite.call(QuerySpec.of(set), call("fail"))),
                                    LIMIT);
                    assertEquals(100, failing.recordsFailed());
                });
    }

    @Test
    void aSourceThatIsNoLuaIsRefusedWithItsLine() {
        assumeFalse(cluster.isEmbedded(), "needs nodes that have functions: real ones");
        ServerException e =
                assertThrows(
                        ServerException.class,
                        () ->
                                client.registerFunctions(
                                        file(), "function a(rec)\nreturn ((\nend", LIMIT));
        assertTrue(e.getMessage().contains("compile_error"), e.getMessage());
        assertTrue(e.getMessage().contains("line "), e.getMessage());
        assertEquals(Optional.empty(), find());
    }

    @Test
    void theOfficialClientCallsWhatWeRegisterAndTheReverse() {
        withFunctions(
                () -> {
                    try (com.aerospike.client.AerospikeClient official =
                            new com.aerospike.client.AerospikeClient(
                                    new ClientPolicy(),
                                    com.aerospike.client.Host.parseHosts(
                                            String.join(",", cluster.hosts()), 3000))) {
                        com.aerospike.client.Key key =
                                new com.aerospike.client.Key(set.namespace(), set.name(), 3);
                        assertEquals(
                                6L, official.execute(null, key, module, "double", Value.get("i")));
                        assertEquals(
                                Optional.of(12L), client.call(set.key(3), call("double", "i")));
                        String theirs = module + "o";
                        official.registerUdfString(
                                        null,
                                        "function eight(rec) return 8 end",
                                        theirs + ".lua",
                                        Language.LUA)
                                .waitTillComplete();
                        assertEquals(
                                Optional.of(8L),
                                client.call(set.key(3), FunctionCall.of(theirs, "eight")));
                        official.removeUdf(null, theirs + ".lua");
                    }
                });
    }

    @Test
    void embeddedNodesRefuseFunctionsAsNodesThatMayNotCallThem() {
        assumeTrue(cluster.isEmbedded(), "about embedded nodes");
        ServerException called =
                assertThrows(
                        ServerException.class, () -> client.call(set.key(1), call("double", "i")));
        assertEquals(ResultCode.FORBIDDEN.code(), called.resultCode());
        assertEquals(
                List.of(22, 0),
                client
                        .batch(
                                List.of(
                                        BatchWrite.call(set.key(1), call("double", "i")),
                                        BatchRead.all(set.key(2))))
                        .stream()
                        .map(BatchRow::resultCode)
                        .toList());
        ServerException begun =
                assertThrows(
                        ServerException.class,
                        () ->
                                client.background(
                                        BackgroundWrite.call(
                                                QuerySpec.of(set), call("double", "i"))));
        assertEquals(ResultCode.FORBIDDEN.code(), begun.resultCode());
        ServerException registered =
                assertThrows(
                        ServerException.class,
                        () -> client.registerFunctions(file(), SOURCE, LIMIT));
        assertEquals(ResultCode.FORBIDDEN.code(), registered.resultCode());
        assertEquals(List.of(), client.listFunctions());
    }

    @Test
    void namesThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> FunctionCall.of("", "a"));
        assertThrows(IllegalArgumentException.class, () -> FunctionCall.of("m", ""));
        for (String wrong : List.of("", ".lua", "a", "a.b.lua", "a/b.lua", "a.py")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> client.registerFunctions(wrong, SOURCE, LIMIT));
        }
    }
}
