package dev.aerospikearrow.server.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.golden.RecordedExchange;
import dev.aerospikearrow.server.golden.Replies;
import dev.aerospikearrow.server.index.IndexDescriptor;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded scans and queries, played to a node that holds the records of the recorded scan of all.
 * Rows are equal byte for byte; their order and their grouping into frames are the server's choice.
 */
class RecordedQueryTest {
    private static final int END_FRAME_LENGTH = 30;

    private final RecordStore store =
            new RecordStore("test", NamespaceSettings.DEFAULT, InstantSource.system());
    private int notServed = PartitionId.COUNT;
    private final NamespaceIndexes indexes = new NamespaceIndexes(store);
    private final NodeQueries queries = new NodeQueries(new BinOperator(InstantSource.system()));

    RecordedQueryTest() {
        store.setListener(indexes);
        for (byte[] row : rows(RecordedExchange.load("scan-set").get(0).response())) {
            keep(row);
        }
    }

    private void keep(byte[] row) {
        RequestMessage message = new RequestMessage().parse(row, 0, row.length);
        int key = message.fieldOffset(FieldType.USER_KEY);
        RecordSnapshot record =
                new RecordSnapshot(
                        row,
                        message.fieldOffset(FieldType.DIGEST),
                        store.set(message.text(FieldType.SET)),
                        message.generation(),
                        message.ttl(),
                        store.nowNanos(),
                        key == RequestMessage.NO_FIELD
                                ? null
                                : Arrays.copyOfRange(
                                        row, key, key + message.fieldLength(FieldType.USER_KEY)),
                        message.operationCount(),
                        Arrays.copyOfRange(row, message.operationsOffset(), row.length));
        store.partition(record.partitionId()).update(record.digest(), 0, before -> record);
    }

    /** All messages but the last, which ends the answer. */
    private static List<byte[]> rows(byte[] response) {
        List<byte[]> messages = new ArrayList<>();
        Replies.frames(response).forEach(messages::addAll);
        return messages.subList(0, messages.size() - 1);
    }

    private byte[] answer(byte[] frame) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        RequestMessage request =
                new RequestMessage()
                        .parse(
                                frame,
                                FrameDescriptor.HEADER_LENGTH,
                                frame.length - FrameDescriptor.HEADER_LENGTH);
        queries.run(
                target(),
                request,
                (bytes, offset, length, timeoutMillis) -> sent.write(bytes, offset, length));
        return sent.toByteArray();
    }

    private QueryTarget target() {
        return new QueryTarget() {
            @Override
            public ServerBuild build() {
                return ServerBuild.parse(InfoProtocol.BUILD);
            }

            @Override
            public @Nullable RecordStore namespace(String name) {
                return name.equals(store.namespace()) ? store : null;
            }

            @Override
            public NamespaceIndexes indexes(RecordStore namespace) {
                return indexes;
            }

            @Override
            public boolean serves(RecordStore namespace, int partitionId) {
                return partitionId != notServed;
            }

            @Override
            public boolean masters(RecordStore namespace, int partitionId) {
                return false;
            }

            @Override
            public SingleCommands commands() {
                throw new UnsupportedOperationException("These queries only read.");
            }
        };
    }

    private static List<String> sorted(List<byte[]> rows) {
        return rows.stream().map(HexFormat.of()::formatHex).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan-set",
                "scan-no-bins",
                "scan-filter",
                "scan-partitions",
                "scan-missing-set"
            })
    void scansReturnTheRecordedRows(String name) throws IOException {
        RecordedExchange exchange = RecordedExchange.load(name).get(0);
        byte[] answer = answer(exchange.request());
        assertEquals(sorted(rows(exchange.response())), sorted(rows(answer)));
        assertEndsAlike(exchange.response(), answer);
    }

    private static void assertEndsAlike(byte[] expected, byte[] found) {
        assertEquals(
                HexFormat.of()
                        .formatHex(expected, expected.length - END_FRAME_LENGTH, expected.length),
                HexFormat.of().formatHex(found, found.length - END_FRAME_LENGTH, found.length));
    }

    @Test
    void aScanStopsAtItsMostRecords() throws IOException {
        RecordedExchange exchange = RecordedExchange.load("scan-max-records").get(0);
        byte[] answer = answer(exchange.request());
        List<String> all = sorted(rows(RecordedExchange.load("scan-set").get(0).response()));
        List<String> found = sorted(rows(answer));
        assertEquals(rows(exchange.response()).size(), found.size());
        assertTrue(all.containsAll(found));
        assertEndsAlike(exchange.response(), answer);
    }

    @Test
    void aQueryReturnsTheRecordedRowsWithTheirIndexValues() throws IOException {
        indexes.create(
                new IndexDescriptor(
                        "goldscan_i",
                        "goldscan",
                        "i",
                        IndexDescriptor.IndexedType.NUMERIC,
                        IndexDescriptor.CollectionType.DEFAULT,
                        "",
                        ""));
        RecordedExchange exchange = RecordedExchange.load("query-range").get(0);
        byte[] answer = answer(exchange.request());
        assertEquals(sorted(rows(exchange.response())), sorted(rows(answer)));
        assertEndsAlike(exchange.response(), answer);
    }

    @Test
    void aPartitionThatIsElsewhereIsNamedWithItsCode() throws IOException {
        RecordedExchange exchange = RecordedExchange.load("scan-set").get(0);
        byte[] first = rows(exchange.response()).get(0);
        notServed = PartitionId.of(first, digest(first));
        List<byte[]> missing =
                rows(answer(exchange.request())).stream()
                        .filter(row -> row[MessageDescriptor.RESULT_CODE] != 0)
                        .toList();
        assertEquals(1, missing.size());
        byte[] status = missing.get(0);
        assertEquals(ResultCode.UNAVAILABLE.code(), status[MessageDescriptor.RESULT_CODE]);
        assertEquals(MessageFlags.INFO3_PARTITION_DONE, status[MessageDescriptor.INFO3]);
        assertEquals(notServed, Bytes.getInt(status, MessageDescriptor.GENERATION));
    }

    /** A scan with the given fields instead of those of the recording. */
    private int refusal(int info3, byte[]... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] header = new byte[MessageDescriptor.HEADER_LENGTH];
        header[0] = MessageDescriptor.HEADER_LENGTH;
        header[MessageDescriptor.INFO1] = MessageFlags.INFO1_READ;
        header[MessageDescriptor.INFO3] = (byte) info3;
        Bytes.putShort(header, MessageDescriptor.FIELD_COUNT, fields.length);
        body.writeBytes(header);
        for (byte[] field : fields) {
            byte[] length = new byte[Integer.BYTES];
            Bytes.putInt(length, 0, field.length);
            body.writeBytes(length);
            body.writeBytes(field);
        }
        byte[] bytes = body.toByteArray();
        RequestMessage request = new RequestMessage().parse(bytes, 0, bytes.length);
        return assertThrows(
                        RequestException.class,
                        () -> queries.run(target(), request, (b, offset, length, timeout) -> {}))
                .resultCode();
    }

    @Test
    void aQueryThatCannotStartIsRefusedWithItsCode() {
        byte[] namespace = {FieldType.NAMESPACE, 't', 'e', 's', 't'};
        byte[] onePartition = {FieldType.PARTITION_IDS, 5, 0};
        byte[] samePartitionTwice = {FieldType.PARTITION_IDS, 5, 0, 5, 0};
        byte[] noSuchPartition = {FieldType.PARTITION_IDS, 0, 0x10};
        byte[] illTypedFilter = {FieldType.FILTER, 1};
        int done = MessageFlags.INFO3_PARTITION_DONE;
        assertEquals(
                ResultCode.INVALID_NAMESPACE.code(),
                refusal(done, new byte[] {FieldType.NAMESPACE, 'x'}, onePartition));
        assertEquals(ResultCode.UNSUPPORTED_FEATURE.code(), refusal(done, namespace));
        assertEquals(ResultCode.UNSUPPORTED_FEATURE.code(), refusal(0, namespace, onePartition));
        assertEquals(ResultCode.PARAMETER.code(), refusal(done, namespace, samePartitionTwice));
        assertEquals(ResultCode.PARAMETER.code(), refusal(done, namespace, noSuchPartition));
        assertEquals(
                ResultCode.PARAMETER.code(),
                refusal(done, namespace, onePartition, illTypedFilter));
    }

    @Test
    void rowsOfOnePartitionComeInTheOrderOfTheirDigests() throws IOException {
        byte[] answer = answer(RecordedExchange.load("scan-set").get(0).request());
        List<byte[]> rows = rows(answer);
        for (int i = 1; i < rows.size(); i++) {
            assertTrue(partitionThenDigest(rows.get(i - 1), rows.get(i)) < 0);
        }
    }

    private static int partitionThenDigest(byte[] first, byte[] second) {
        int left = digest(first);
        int right = digest(second);
        int byPartition =
                Integer.compare(PartitionId.of(first, left), PartitionId.of(second, right));
        return byPartition != 0
                ? byPartition
                : Arrays.compareUnsigned(first, left, left + 20, second, right, right + 20);
    }

    private static int digest(byte[] row) {
        int namespaceLength = Bytes.getInt(row, MessageDescriptor.HEADER_LENGTH);
        return MessageDescriptor.HEADER_LENGTH
                + 4
                + namespaceLength
                + MessageDescriptor.FIELD_HEADER_LENGTH;
    }
}
