package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.ListOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static List<Object> found(AerospikeClient client, QuerySpec spec) {
        List<Object> found = new ArrayList<>();
        try (RecordStream stream = client.query(spec)) {
            for (KeyRecord each : stream) {
                found.add(each.record().bins().get("i"));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.i > 7 | [8]",
                "7 <= $.i and $.i != 8 | [7]",
                "$.name == 'ab' or $.i == 8 | [8]",
                "($.i == 7 or $.i == 8) and $.list == 1 | []",
                "$.i < 9.5 | []"
            })
    void aFilterInTheServersLanguageIsCarriedOutByIt(String text, String expected) {
        try (AerospikeClient client = connect()) {
            QuerySpec spec = QuerySpec.of(SetName.of("test", "newer")).withServerFilter(text);
            assertEquals(expected, found(client, spec).toString());
        }
    }

    @Test
    void theServerSaysWhatItDoesNotUnderstandOfAFilter() {
        try (AerospikeClient client = connect()) {
            QuerySpec spec =
                    QuerySpec.of(SetName.of("test", "newer")).withServerFilter("$.i > 7 xor $.i");
            ServerException refused =
                    assertThrows(ServerException.class, () -> found(client, spec));
            assertEquals(ResultCode.PARAMETER.code(), refused.resultCode());
            assertTrue(
                    refused.serverMessage().startsWith("the end expected at character 7 of"),
                    refused.getMessage());
        }
    }

    @Test
    void aNodeThatWouldTakeNoNoticeOfTheFilterIsNotAsked() {
        cluster.close();
        cluster = EmbeddedCluster.builder().start();
        try (AerospikeClient client = connect()) {
            QuerySpec spec = QuerySpec.of(SetName.of("test", "newer")).withServerFilter("$.i > 7");
            AerospikeException refused =
                    assertThrows(AerospikeException.class, () -> found(client, spec));
            assertTrue(
                    refused.getMessage()
                            .contains(
                                    "is a server of build 8.1; filters in the server's language"
                                            + " need 8.2 or newer."),
                    refused.getMessage());
        }
    }

    @Test
    void thereIsOneFilterAtMostAndNoneInTheServersLanguageForBackgroundWrites() {
        QuerySpec spec = QuerySpec.of(SetName.of("test", "newer")).withServerFilter("$.i > 7");
        assertThrows(
                IllegalArgumentException.class, () -> spec.withFilter(Expressions.filter("i > 7")));
        assertThrows(IllegalArgumentException.class, () -> spec.withServerFilter(" "));
        assertThrows(IllegalArgumentException.class, () -> BackgroundWrite.delete(spec));
        assertEquals(spec, spec.withMaxRecords(0).withRecordsPerSecond(0));
    }

    @Test
    void aSeedThatAcceptsAndStaysSilentIsPassedOver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(
                                                "127.0.0.1:"
                                                        + silent.getLocalPort()
                                                        + ","
                                                        + cluster.hosts().get(0))
                                        .connectTimeout(Duration.ofMillis(300))
                                        .build())) {
            client.put(KEY, Bin.of("i", 7));
            assertTrue(client.exists(KEY));
        }
    }

    @Test
    void fieldsOperationsTypesAndCodesThatAreNotKnownDisturbNothing() {
        byte[] found =
                HexFormat.of()
                        .parseHex(
                                ("16 00 00 00 ff 00 00000001 00000000 00000000 0002 0003"
                                                // Fields of types that nobody knows.
                                                + "00000004 63 010203"
                                                + "00000001 fa"
                                                // An operation of another code, a value of another
                                                // type, and one that is known.
                                                + "00000006 37 01 ff 01 61 07"
                                                + "00000006 01 4d 00 01 62 09"
                                                + "0000000d 01 01 00 01 69 0000000000000008")
                                        .replace(" ", ""));
        ScriptedNode.Script script =
                (number, frame) ->
                        ScriptedNode.frame(number == 0 ? found : ScriptedNode.message(222, 0));
        try (ScriptedNode node = new ScriptedNode(script);
                AerospikeClient client = AerospikeClient.connect(node.host())) {
            Map<String, Object> bins = client.get(KEY).orElseThrow().bins();
            assertEquals(8L, bins.get("i"));
            assertEquals(0x4D, ((RawParticle) bins.get("b")).particleType());
            ServerException refused = assertThrows(ServerException.class, () -> client.get(KEY));
            assertEquals(222, refused.resultCode());
        }
    }

    /** Lists in one another, so many. */
    private static Object nested(int depth) {
        Object value = 1L;
        for (int level = 0; level < depth; level++) {
            value = level % 2 == 0 ? List.of(value) : Map.of("m", value);
        }
        return value;
    }

    @Test
    void whatIsNestedTooDeeplyIsRefusedBeforeItIsSent() {
        try (AerospikeClient client = connect()) {
            client.put(KEY, new Bin("deep", nested(64)));
            assertEquals(nested(64), client.get(KEY, "deep").orElseThrow().bins().get("deep"));
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> client.put(KEY, new Bin("deep", nested(65))));
            assertTrue(
                    refused.getMessage()
                            .contains("bin deep holds lists or maps nested 65 levels deep"),
                    refused.getMessage());
            IllegalArgumentException row =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    client.batchWrite(
                                            List.of(
                                                    BatchWrite.put(KEY, Bin.of("i", 0)),
                                                    BatchWrite.put(
                                                            OTHER, new Bin("deep", nested(65))))));
            assertTrue(row.getMessage().contains(", row 1: bin deep"), row.getMessage());
            assertEquals(7L, client.get(KEY, "i").orElseThrow().bins().get("i"));
        }
    }

    @Test
    void theEmbeddedServerRefusesItToo() throws IOException {
        WireBuffer request = new WireBuffer();
        MessageEncoder.encodeRecord(
                request,
                KEY,
                SendKey.DIGEST_ONLY,
                RecordCommand.write(WriteMode.UPSERT, List.of(Operation.put("deep", nested(65)))),
                1_000);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cluster.node(0).port())) {
            socket.getOutputStream().write(request.toByteArray());
            byte[] answer =
                    socket.getInputStream()
                            .readNBytes(
                                    FrameDescriptor.HEADER_LENGTH
                                            + MessageDescriptor.HEADER_LENGTH);
            assertEquals(
                    ResultCode.PARAMETER.code(),
                    answer[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.RESULT_CODE]);
        }
    }

    @Test
    void aNodeBeforeItTakesAndReturnsWhatIsDeeper() {
        cluster.close();
        cluster = EmbeddedCluster.builder().start();
        try (AerospikeClient client = connect()) {
            client.put(KEY, new Bin("deep", nested(200)));
            assertEquals(nested(200), client.get(KEY, "deep").orElseThrow().bins().get("deep"));
        }
    }
}
