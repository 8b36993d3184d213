package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.policy.Policy;
import com.aerospike.client.policy.ReadModeSC;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mode of a read as the official client writes it: requests of both, byte by byte. */
class ReadModeTest {
    private static final Key KEY = Key.of("test", "modes", 1);
    private static final Key OTHER = Key.of("test", "modes", 2);

    private final List<byte[]> requests = Collections.synchronizedList(new ArrayList<>());

    private final ScriptedNode.Script recorder =
            (number, frame) -> {
                requests.add(frame);
                int info1 = frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO1];
                if ((info1 & MessageFlags.INFO1_BATCH) != 0) {
                    return ScriptedNode.frame(
                            ScriptedNode.message(ResultCode.NOT_FOUND.code(), 0),
                            ScriptedNode.message(ResultCode.NOT_FOUND.code(), 1),
                            ScriptedNode.last(0));
                }
                boolean isScan =
                        (frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO3]
                                        & MessageFlags.INFO3_PARTITION_DONE)
                                != 0;
                return isScan
                        ? ScriptedNode.frame(ScriptedNode.last(0))
                        : ScriptedNode.frame(ScriptedNode.message(ResultCode.NOT_FOUND.code(), 0));
            };

    private interface Reading<C> {
        void read(C client);
    }

    /** What this client sends. */
    private byte[] ours(ReadMode mode, Reading<AerospikeClient> reading) {
        requests.clear();
        try (ScriptedNode node = new ScriptedNode(recorder);
                AerospikeClient client =
                        AerospikeClient.connect(
                                ClientConfig.builder(node.host())
                                        .policy(
                                                ReadPolicy.builder()
                                                        .readMode(mode)
                                                        .totalTimeout(Duration.ZERO)
                                                        .build())
                                        .policy(
                                                BatchPolicy.builder()
                                                        .readMode(mode)
                                                        .totalTimeout(Duration.ZERO)
                                                        .build())
                                        .policy(QueryPolicy.builder().readMode(mode).build())
                                        .build())) {
            reading.read(client);
        }
        return requests.get(0);
    }

    /** What the official client sends. */
    private byte[] official(ReadMode mode, Reading<com.aerospike.client.AerospikeClient> reading) {
        requests.clear();
        ClientPolicy config = new ClientPolicy();
        for (Policy policy :
                List.of(
                        config.readPolicyDefault,
                        config.batchPolicyDefault,
                        config.queryPolicyDefault)) {
            policy.readModeSC = ReadModeSC.valueOf(mode.name());
            policy.totalTimeout = 0;
        }
        try (ScriptedNode node = new ScriptedNode(recorder);
                com.aerospike.client.AerospikeClient client =
                        new com.aerospike.client.AerospikeClient(
                                config, com.aerospike.client.Host.parseHosts(node.host(), 3000))) {
            reading.read(client);
        }
        return requests.get(0);
    }

    private static com.aerospike.client.Key official(Key key) {
        return new com.aerospike.client.Key(key.namespace(), key.digest(), key.setName(), null);
    }

    private static int info3(byte[] frame) {
        return frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO3] & 0xFF;
    }

    @ParameterizedTest
    @EnumSource
    void readsOfOneRecordAreTheSameBytes(ReadMode mode) {
        assertArrayEquals(
                official(mode, client -> client.get(null, official(KEY))),
                ours(mode, client -> client.get(KEY)));
        assertArrayEquals(
                official(mode, client -> client.getHeader(null, official(KEY))),
                ours(mode, client -> client.header(KEY)));
        assertArrayEquals(
                official(mode, client -> client.get(null, official(KEY), "a", "b")),
                ours(mode, client -> client.get(KEY, "a", "b")));
    }

    @ParameterizedTest
    @EnumSource
    void batchesAreTheSameBytes(ReadMode mode) {
        com.aerospike.client.Key[] keys = {official(KEY), official(OTHER)};
        assertArrayEquals(
                official(mode, client -> client.get(null, keys)),
                ours(mode, client -> client.batchRead(List.of(KEY, OTHER))));
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfOneRowIsReadInTheModeToo(ReadMode mode) {
        byte[] single = ours(mode, client -> client.get(KEY));
        byte[] batch = ours(mode, client -> client.batchRead(List.of(KEY)));
        assertEquals(info3(single), info3(batch));
    }

    @ParameterizedTest
    @EnumSource
    void scansHaveTheSameFlags(ReadMode mode) {
        Statement statement = new Statement();
        statement.setNamespace("test");
        statement.setSetName("modes");
        byte[] expected =
                official(
                        mode,
                        client -> {
                            try (RecordSet records = client.query(null, statement)) {
                                while (records.next()) {
                                    throw new AssertionError("a record of nobody");
                                }
                            }
                        });
        byte[] found =
                ours(
                        mode,
                        client -> {
                            try (RecordStream records = client.scan(SetName.of("test", "modes"))) {
                                records.iterator().hasNext();
                            }
                        });
        assertEquals(info3(expected), info3(found));
    }

    @Test
    void writesHaveNoMode() {
        byte[] plain = ours(ReadMode.SESSION, ReadModeTest::put);
        assertArrayEquals(plain, ours(ReadMode.LINEARIZE, ReadModeTest::put));
    }

    private static void put(AerospikeClient client) {
        try {
            client.with(WritePolicy.builder().totalTimeout(Duration.ZERO).build())
                    .put(KEY, Bin.of("a", 1));
        } catch (ServerException e) {
            // The node that records knows one answer.
        }
    }
}
