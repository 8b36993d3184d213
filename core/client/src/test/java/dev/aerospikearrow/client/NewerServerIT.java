package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of build 8.2 says, and one before it does not. */
class NewerServerIT {
    private static final Key KEY = Key.of("test", "newer", 1);
    private static final Key OTHER = Key.of("test", "newer", 2);
    private static final Operation ELEVENTH =
            ListOperation.on("list").getByIndex(11, ReturnType.VALUE);
    private static final String OUTSIDE = "index or rank 11 is outside a container of 2";

    private EmbeddedCluster cluster = EmbeddedCluster.builder().build("8.2.0.0").start();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private AerospikeClient connect() {
        return connect(BatchPolicy.builder().build());
    }

    private AerospikeClient connect(BatchPolicy policy) {
        AerospikeClient client =
                AerospikeClient.connect(
                        ClientConfig.builder(cluster.hosts().get(0)).policy(policy).build());
        client.put(KEY, Bin.of("list", List.of(1, 2)), Bin.of("i", 7));
        client.put(OTHER, Bin.of("list", List.of(1, 2)), Bin.of("i", 8));
        return client;
    }

    @Test
    void aRefusalHasTheNodesOwnWordsAndASubcode() {
        try (AerospikeClient client = connect()) {
            ServerException refused =
                    assertThrows(ServerException.class, () -> client.operate(KEY, ELEVENTH));
            assertEquals(ResultCode.OP_NOT_APPLICABLE.code(), refused.resultCode());
            assertEquals(1, refused.subcode());
            assertEquals(OUTSIDE, refused.serverMessage());
            assertTrue(
                    refused.getMessage().contains(": \"" + OUTSIDE + "\", subcode 1."),
                    refused.getMessage());
        }
    }

    @Test
    void anAsynchronousCallIsToldTheSame() {
        try (AerospikeClient client = connect()) {
            CompletionException failed =
                    assertThrows(
                            CompletionException.class,
                            () -> client.async().operate(KEY, ELEVENTH).join());
            assertEquals(OUTSIDE, ((ServerException) failed.getCause()).serverMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void eachRowOfABatchHasItsOwn(int rows) {
        try (AerospikeClient client = connect()) {
            List<Key> keys =
                    IntStream.range(0, rows).mapToObj(row -> row % 2 == 0 ? KEY : OTHER).toList();
            for (BatchRow row : client.batchOperate(keys, ELEVENTH)) {
                assertEquals(ResultCode.OP_NOT_APPLICABLE.code(), row.resultCode());
                assertEquals(1, row.subcode());
                assertEquals(OUTSIDE, row.reason());
            }
        }
    }

    @Test
    void rowsThatAreFilteredOutOrMissingNeedNoWords() {
        BatchPolicy policy = BatchPolicy.builder().filter(Expressions.filter("i > 100")).build();
        try (AerospikeClient client = connect(policy)) {
            List<BatchRow> rows =
                    client.batchRead(List.of(KEY, OTHER, Key.of("test", "newer", "nobody")));
            assertEquals(List.of(27, 27, 2), rows.stream().map(BatchRow::resultCode).toList());
            assertTrue(rows.stream().allMatch(row -> row.reason().isEmpty()), rows.toString());
        }
    }

    @Test
    void aNodeBeforeItIsNotAskedAndSaysNothing() {
        cluster.close();
        cluster = EmbeddedCluster.builder().start();
        try (AerospikeClient client = connect()) {
            ServerException refused =
                    assertThrows(ServerException.class, () -> client.operate(KEY, ELEVENTH));
            assertEquals(0, refused.subcode());
            assertEquals("", refused.serverMessage());
            BatchRow row = client.batchOperate(List.of(KEY, OTHER), ELEVENTH).get(0);
            assertEquals(ResultCode.OP_NOT_APPLICABLE.code(), row.resultCode());
            assertEquals("", row.reason());
        }
    }
}
