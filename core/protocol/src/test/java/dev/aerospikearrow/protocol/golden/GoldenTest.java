package dev.aerospikearrow.protocol.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.golden.Rows.Row;
import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.BatchLedger;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recorded exchange: what we write for the same command is what the official client wrote,
 * and what we read in the server's answer is what the official client read. Where the protocol
 * leaves a choice, the test names it.
 */
class GoldenTest {
    private static final int READ_TIMEOUT_MILLIS = 1000;
    private static final int WRITE_TIMEOUT_MILLIS = 2000;
    private static final int BATCH_TIMEOUT_MILLIS = 5000;

    /** Where a batch's first row starts: frame and message header, field header, count, flags. */
    private static final int FIRST_ROW = 8 + 22 + 5 + 5;

    private static final Key ALL = Key.of("test", "golden", "all");
    private static final Key INTEGER = Key.of("test", "golden", 12345);

    /** One test per file. */
    private final Map<String, Check> checks = new TreeMap<>();

    private interface Check {
        void run(Recording recording);
    }

    GoldenTest() {
        singleRecords();
        errors();
        batches();
        queries();
        info();
        checks.put("security-not-supported", GoldenTest::noSecurity);
    }

    @TestFactory
    Stream<DynamicTest> everyRecordingIsWrittenAndReadAsRecorded() {
        return checks.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(),
                                        () ->
                                                entry.getValue()
                                                        .run(Recording.load(entry.getKey()))));
    }

    @Test
    void noFileIsLeftWithoutATest() {
        assertEquals(new TreeSet<>(Recording.names()), new TreeSet<>(checks.keySet()));
    }

    // Logins

    private static void noSecurity(Recording recording) {
        byte[] hash = Bytes.utf8("$2a$10$7EqJtq98hPqEX7fNZaFWoO" + "x".repeat(31));
        List<AdminMessage> requests =
                List.of(
                        AdminMessage.request(AdminCommand.LOGIN)
                                .with(AdminField.USER, "admin")
                                .with(AdminField.CREDENTIAL, hash),
                        AdminMessage.request(AdminCommand.AUTHENTICATE)
                                .with(AdminField.USER, "admin")
                                .with(AdminField.SESSION_TOKEN, Bytes.utf8("token")),
                        AdminMessage.request(AdminCommand.QUERY_USERS));
        for (int i = 0; i < requests.size(); i++) {
            WireBuffer frame = new WireBuffer();
            requests.get(i).encode(frame);
            assertArrayEquals(recording.exchange(i).request(), frame.toByteArray());
        }
        for (Exchange exchange : recording.exchanges()) {
            byte[] frame = exchange.response();
            List<AdminMessage> answers = AdminMessage.decode(frame, 8, frame.length - 8);
            assertEquals(1, answers.size());
            assertEquals(ResultCode.SECURITY_NOT_SUPPORTED.code(), answers.get(0).resultCode());
        }
    }

    // Single records

    private void singleRecords() {
        checks.put(
                "put-all-types",
                recording -> {
                    assertRequest(
                            recording.exchange(0),
                            write(ALL, SendKey.WITH_USER_KEY, WriteMode.UPSERT, everyType()));
                    assertWritten(recording.exchange(0), 1);
                });
        checks.put(
                "get-all-bins", recording -> assertGet(recording, 0, ALL, RecordCommand.readAll()));
        checks.put(
                "get-two-bins",
                recording ->
                        assertGet(recording, 0, ALL, RecordCommand.read("dbl", "int", "absent")));
        checks.put(
                "get-header",
                recording -> assertGet(recording, 0, ALL, RecordCommand.readHeader()));
        checks.put(
                "exists",
                recording -> {
                    assertRequest(recording.exchange(0), read(ALL, RecordCommand.readHeader()));
                    assertTrue(recording.result().asBoolean());
                    assertEquals(0, decodeSingle(recording.exchange(0)).resultCode);
                });
        checks.put(
                "put-int-key",
                recording -> {
                    assertRequest(
                            recording.exchange(0),
                            write(INTEGER, SendKey.WITH_USER_KEY, WriteMode.UPSERT, put("v", 1)));
                    assertWritten(recording.exchange(0), 1);
                });
        checks.put(
                "get-int-key",
                recording -> assertGet(recording, 0, INTEGER, RecordCommand.readAll()));
        checks.put(
                "put-blob-key",
                recording -> {
                    Key key = Key.of("test", "golden", new byte[] {9, 8, 7});
                    assertRequest(
                            recording.exchange(0),
                            write(key, SendKey.WITH_USER_KEY, WriteMode.UPSERT, put("v", 2)));
                    assertWritten(recording.exchange(0), 1);
                });
        checks.put(
                "get-not-found",
                recording -> {
                    Key key = digestOf(recording.exchange(0));
                    assertGet(recording, 0, key, RecordCommand.readAll());
                    assertEquals(2, decodeSingle(recording.exchange(0)).resultCode);
                });
        checks.put("put-special-doubles", this::specialDoubles);
        checks.put("put-ttl", this::timeToLive);
        checks.put("delete-bin", this::deletedBin);
        checks.put("operate", this::operate);
        checks.put("touch-delete", this::touchAndDelete);
    }

    private static List<Operation> everyType() {
        Map<String, Object> map = new TreeMap<>();
        map.put("str", "héllo ✓");
        map.put("int", 7);
        map.put("dbl", -0.5);
        map.put("nil", null);
        map.put("list", List.of(1, 2, 3));
        map.put("map", new TreeMap<>(Map.of("k", "v")));
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put(1L, "int key");
        mixed.put("s", "string key");
        mixed.put(-5L, 2.5);
        Map<String, Object> inner = new TreeMap<>();
        inner.put("x", 1);
        inner.put("y", List.of(4.25));
        List<Object> list =
                List.of(
                        1,
                        -1,
                        127,
                        128,
                        255,
                        256,
                        65535,
                        65536,
                        1L << 32,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.5,
                        "txt",
                        true,
                        false,
                        List.of("a", List.of(2, 3)),
                        inner,
                        new byte[] {1, 2, 3});
        return List.of(
                Operation.put("int", 42),
                Operation.put("neg", -1),
                Operation.put("min", Long.MIN_VALUE),
                Operation.put("dbl", Math.PI),
                Operation.put("str", "Grüße, 世界 🚀"),
                Operation.put("blob", new byte[] {0, 1, 2, -1}),
                Operation.put("bool", true),
                Operation.put("list", list),
                Operation.put("map", map),
                Operation.put("mixedmap", mixed),
                Operation.put(
                        "geo", new GeoJson("{\"type\":\"Point\",\"coordinates\":[-122.1,37.4]}")),
                Operation.put("empty", ""),
                Operation.put("eblob", new byte[0]),
                Operation.put("fifteen_bytes_n", 15));
    }

    private void specialDoubles(Recording recording) {
        Key key = digestOf(recording.exchange(0));
        List<Operation> puts =
                List.of(
                        Operation.put("nan", Double.NaN),
                        Operation.put("pinf", Double.POSITIVE_INFINITY),
                        Operation.put("ninf", Double.NEGATIVE_INFINITY),
                        Operation.put("nzero", -0.0),
                        Operation.put("tiny", Double.MIN_VALUE),
                        Operation.put("max", Double.MAX_VALUE));
        assertRequest(
                recording.exchange(0), write(key, SendKey.DIGEST_ONLY, WriteMode.UPSERT, puts));
        assertWritten(recording.exchange(0), 1);
        assertGet(recording, 1, key, RecordCommand.readAll());
    }

    private void timeToLive(Recording recording) {
        Key key = digestOf(recording.exchange(0));
        RecordCommand command = RecordCommand.write(WriteMode.UPSERT, put("v", 1)).withTtl(86_400);
        assertRequest(recording.exchange(0), encode(key, SendKey.DIGEST_ONLY, command, 2000));
        assertEquals(
                recording.result().get("expiration").asInt(),
                assertWritten(recording.exchange(0), 1).voidTimeSeconds);
        assertGet(recording, 1, key, RecordCommand.readAll());
    }

    private void deletedBin(Recording recording) {
        Key key = digestOf(recording.exchange(0));
        List<Operation> both = List.of(Operation.put("a", 1), Operation.put("b", 2));
        assertRequest(
                recording.exchange(0), write(key, SendKey.DIGEST_ONLY, WriteMode.UPSERT, both));
        assertWritten(recording.exchange(0), 1);
        assertRequest(
                recording.exchange(1),
                write(key, SendKey.DIGEST_ONLY, WriteMode.UPSERT, put("a", null)));
        assertWritten(recording.exchange(1), 2);
        assertGet(recording, 2, key, RecordCommand.readAll());
    }

    private void operate(Recording recording) {
        Key key = digestOf(recording.exchange(0));
        List<Operation> first = List.of(Operation.put("n", 10), Operation.put("s", "ab"));
        assertRequest(
                recording.exchange(0), write(key, SendKey.DIGEST_ONLY, WriteMode.UPSERT, first));
        assertWritten(recording.exchange(0), 1);
        RecordCommand command =
                RecordCommand.operate(
                        WriteMode.UPSERT,
                        List.of(
                                Operation.add("n", 5),
                                Operation.append("s", "cd"),
                                Operation.put("z", 1.5),
                                Operation.get("n"),
                                Operation.get("s")));
        assertRequest(
                recording.exchange(1),
                encode(key, SendKey.DIGEST_ONLY, command, WRITE_TIMEOUT_MILLIS));
        assertEquals(
                Recording.value(recording.result()),
                decodeSingle(recording.exchange(1)).asRecord());
    }

    private void touchAndDelete(Recording recording) {
        Key key = digestOf(recording.exchange(0));
        assertRequest(
                recording.exchange(0),
                write(key, SendKey.DIGEST_ONLY, WriteMode.UPSERT, put("n", 10)));
        assertWritten(recording.exchange(0), 1);
        assertRequest(
                recording.exchange(1),
                encode(key, SendKey.DIGEST_ONLY, RecordCommand.touch(), WRITE_TIMEOUT_MILLIS));
        assertWritten(recording.exchange(1), 2);
        for (int i = 0; i < 2; i++) {
            Exchange exchange = recording.exchange(2 + i);
            assertRequest(
                    exchange,
                    encode(key, SendKey.DIGEST_ONLY, RecordCommand.delete(), WRITE_TIMEOUT_MILLIS));
            assertEquals(
                    recording.result().get(i).asBoolean(), decodeSingle(exchange).resultCode == 0);
        }
    }

    // Errors

    private void errors() {
        checks.put(
                "error-exists",
                recording ->
                        assertError(
                                recording,
                                write(ALL, SendKey.DIGEST_ONLY, WriteMode.CREATE, put("int", 1))));
        checks.put(
                "error-generation",
                recording ->
                        assertError(
                                recording,
                                encode(
                                        ALL,
                                        SendKey.DIGEST_ONLY,
                                        RecordCommand.write(WriteMode.UPSERT, put("int", 1))
                                                .withGeneration(GenerationCheck.EQUAL, 99),
                                        WRITE_TIMEOUT_MILLIS)));
        checks.put(
                "error-type",
                recording ->
                        assertError(
                                recording,
                                write(
                                        ALL,
                                        SendKey.DIGEST_ONLY,
                                        WriteMode.UPSERT,
                                        List.of(Operation.add("str", 1)))));
        checks.put(
                "error-filtered-out",
                recording -> {
                    Expression filter =
                            Expressions.greater(
                                    Expressions.intBin("int"), Expressions.literal(100));
                    assertError(
                            recording,
                            read(ALL, RecordCommand.readAll().withFilter(filter.packed())));
                });
        checks.put(
                "error-namespace",
                recording ->
                        assertError(
                                recording,
                                read(Key.of("tesu", "golden", 12345), RecordCommand.readAll())));
        // Two requests that we cannot be brought to write; the answers are read.
        checks.put(
                "error-bin-name",
                recording -> {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Operation.put("sixteen_bytes_nm", 1));
                    assertEquals(
                            recording.errorCode(),
                            Optional.of(decodeSingle(recording.exchange(0)).resultCode));
                });
        checks.put(
                "error-malformed",
                recording -> assertEquals(4, decodeSingle(recording.exchange(0)).resultCode));
        checks.put("error-batch-namespace", this::unknownNamespaceInABatch);
    }

    private void unknownNamespaceInABatch(Recording recording) {
        byte[] recorded = recording.exchange(0).request();
        RowTemplate known = RowTemplate.of("test", "golden", RecordCommand.readAll());
        RowTemplate unknown = RowTemplate.of("tesu", "golden", RecordCommand.readAll());
        byte[] ours =
                batch(
                        READ_TIMEOUT_MILLIS,
                        BatchEncoder.FLAG_INLINE_MEMORY | BatchEncoder.FLAG_RESPOND_ALL,
                        List.of(known, unknown, known),
                        List.of(
                                hex("545eb88d8206a0d512bbc79127cda98737f9dba9"),
                                hex("4bf97296e078b61f6f5a0ad8bf92f629081e720c"),
                                hex("a5b00d180c0b19278f25da1181ab92b5b39a6c04")));
        // A batch's own READ bit means nothing to the server; this request was made by hand.
        assertEquals(0x09, recorded[9]);
        ours[9] = 0x09;
        assertArrayEquals(recorded, ours);
        BatchLedger ledger = BatchLedger.ofAll(3);
        Rows rows = new Rows();
        ReplyDecoder decoder = ReplyDecoder.batch(ledger, BinNames.discovered(), rows);
        feed(decoder, recording.exchange(0));
        assertEquals(4, decoder.resultCode());
        assertEquals(List.of(), rows.rows);
        assertEquals(3, ledger.open().cardinality());
    }

    // Batches

    private void batches() {
        readBatch("batch-read-bins", RecordCommand.read("temperature", "humidity", "name"));
        readBatch("batch-read-reordered", RecordCommand.read("name", "temperature", "humidity"));
        readBatch("batch-read-all-bins", RecordCommand.readAll());
        readBatch("batch-read-header", RecordCommand.readHeader());
        readBatch("batch-read-all-types", RecordCommand.readAll());
        checks.put("batch-read-filter", this::filteredBatch);
        checks.put("batch-read-2000", this::largeBatch);
        checks.put(
                "batch-exists",
                recording -> {
                    Rows rows = assertUniformBatch(recording, "golden", RecordCommand.readHeader());
                    assertEquals(
                            Recording.value(recording.result()),
                            rows.inBatchOrder().stream().map(row -> row.resultCode == 0).toList());
                });
        checks.put(
                "batch-delete",
                recording -> {
                    Rows rows = assertUniformBatch(recording, "golden", RecordCommand.delete());
                    assertEquals(
                            Recording.value(recording.result()),
                            rows.inBatchOrder().stream()
                                    .map(row -> (long) row.resultCode)
                                    .toList());
                });
        checks.put("batch-read-mixed", this::mixedBatch);
        checks.put("batch-write", this::writeBatch);
        checks.put("batch-write-errors", this::failingWriteBatch);
    }

    private void readBatch(String name, RecordCommand command) {
        checks.put(
                name,
                recording -> {
                    Rows rows = assertUniformBatch(recording, "golden", command);
                    assertEquals(
                            Recording.value(recording.result()),
                            rows.inBatchOrder().stream().map(Row::asRecord).toList());
                });
    }

    private Rows assertUniformBatch(Recording recording, String set, RecordCommand command) {
        Exchange exchange = recording.exchange(0);
        RowTemplate template = RowTemplate.of("test", set, command);
        List<byte[]> digests = digestsOfUniformBatch(exchange.request(), FIRST_ROW);
        assertRequest(
                exchange,
                batch(
                        BATCH_TIMEOUT_MILLIS,
                        BatchEncoder.DEFAULT_FLAGS,
                        digests.stream().map(digest -> template).toList(),
                        digests));
        return decodeBatch(exchange, digests.size());
    }

    /**
     * The official client counts the filter before the rows into the length of the field that holds
     * the rows; our length is true. A filter may also stand in the first row, which the others
     * repeat.
     */
    private void filteredBatch(Recording recording) {
        byte[] recorded = recording.exchange(0).request();
        Expression filter =
                Expressions.greaterOrEqual(Expressions.intBin("humidity"), Expressions.literal(45));
        int filterFieldLength = 5 + filter.packed().length;
        int firstRow = FIRST_ROW + filterFieldLength;
        List<byte[]> digests = digestsOfUniformBatch(recorded, firstRow);

        RowTemplate plain = RowTemplate.of("test", "golden", RecordCommand.read("humidity"));
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(
                BATCH_TIMEOUT_MILLIS, BatchEncoder.DEFAULT_FLAGS, Optional.of(filter.packed()));
        for (int row = 0; row < digests.size(); row++) {
            encoder.row(row, digests.get(row), 0, plain);
        }
        encoder.end();
        byte[] sameOrder = target.toByteArray();
        int lengthOfRows = 30 + filterFieldLength;
        assertEquals(373, Bytes.getInt(recorded, lengthOfRows));
        assertEquals(373 - filterFieldLength, Bytes.getInt(sameOrder, lengthOfRows));
        Bytes.putInt(sameOrder, lengthOfRows, 373);
        assertEquals(Bytes.hex(recorded), Bytes.hex(sameOrder));

        RowTemplate template =
                RowTemplate.of(
                        "test",
                        "golden",
                        RecordCommand.read("humidity").withFilter(filter.packed()));
        byte[] ours =
                batch(
                        BATCH_TIMEOUT_MILLIS,
                        BatchEncoder.DEFAULT_FLAGS,
                        digests.stream().map(digest -> template).toList(),
                        digests);
        // The recorded request with the filter moved: same size, for it is in there once.
        byte[] expected = recorded.clone();
        Bytes.putShort(expected, 26, 1); // fields of the message
        int fields = firstRow + 4 + 20 + 1 + 3 + 4; // index, digest, flags, info bytes, ttl
        int afterFields = fields + 4 + (5 + 4) + (5 + 6); // counts, namespace, set
        System.arraycopy(
                recorded,
                30 + filterFieldLength,
                expected,
                30,
                afterFields - (30 + filterFieldLength));
        System.arraycopy(
                recorded, 30, expected, afterFields - filterFieldLength, filterFieldLength);
        Bytes.putShort(expected, fields - filterFieldLength, 3); // fields of the first row
        Bytes.putInt(expected, 30, 373); // true now
        assertEquals(Bytes.hex(expected), Bytes.hex(ours));
        Rows rows = decodeBatch(recording.exchange(0), digests.size());
        assertEquals(
                Recording.value(recording.result()),
                rows.inBatchOrder().stream().map(Row::asRecord).toList());
        assertEquals(27, rows.inBatchOrder().get(0).resultCode);
    }

    private void largeBatch(Recording recording) {
        Rows rows =
                assertUniformBatch(
                        recording, "golden", RecordCommand.read("temperature", "humidity"));
        assertEquals(2000, rows.rows.size());
        List<Row> found = rows.rows.stream().filter(row -> row.resultCode == 0).toList();
        assertEquals(recording.result().get("found").asInt(), found.size());
        assertEquals(
                Recording.value(recording.result().get("sumTemperature")),
                found.stream().mapToDouble(row -> (Double) row.bins.get("temperature")).sum());
    }

    private void mixedBatch(Recording recording) {
        Key other = digestOf(recording.exchange(0));
        assertEquals("bar", other.namespace());
        assertRequest(
                recording.exchange(0),
                write(other, SendKey.DIGEST_ONLY, WriteMode.UPSERT, put("q", 1)));
        assertWritten(recording.exchange(0), 2);

        List<RowTemplate> templates =
                List.of(
                        RowTemplate.of("test", "golden", RecordCommand.read("temperature")),
                        RowTemplate.of("bar", "other", RecordCommand.readAll()),
                        RowTemplate.of("test", "golden", RecordCommand.read("humidity", "name")),
                        RowTemplate.of("test", "golden", RecordCommand.readAll()),
                        RowTemplate.of("test", "golden", RecordCommand.readHeader()));
        byte[] ours =
                batch(
                        BATCH_TIMEOUT_MILLIS,
                        BatchEncoder.DEFAULT_FLAGS,
                        templates,
                        List.of(
                                hex("4bf97296e078b61f6f5a0ad8bf92f629081e720c"),
                                other.digest(),
                                hex("a5b00d180c0b19278f25da1181ab92b5b39a6c04"),
                                hex("947ebf537840f1fcbd94f76d57ae4743232e1e5d"),
                                hex("60111f000e374ac910f952d397878ac8857a8063")));
        assertRequest(recording.exchange(1), ours);
        assertCodesAndRecords(recording, decodeBatch(recording.exchange(1), 5));
    }

    private void writeBatch(Recording recording) {
        List<RowTemplate> templates = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Operation> puts = List.of(Operation.put("v", i), Operation.put("d", i * 0.25));
            templates.add(
                    RowTemplate.of("test", "golden", RecordCommand.write(WriteMode.UPSERT, puts)));
        }
        templates.add(RowTemplate.of("test", "golden", RecordCommand.delete()));
        List<byte[]> digests =
                List.of(
                        hex("bb15bd67dd8151d9c6ba6fd03ede14d4214896b9"),
                        hex("ef735a291651ae637c08d7072aa6a8711cfd018a"),
                        hex("c3ab950ce8091dd90c712809f1a1083f0b4583a7"),
                        hex("177a35c74e8e7583ddd3c3b97eec5152fa47c267"));
        byte[] ours = batch(BATCH_TIMEOUT_MILLIS, BatchEncoder.DEFAULT_FLAGS, templates, digests);
        assertRequest(recording.exchange(0), ours);
        assertCodesAndRecords(recording, decodeBatch(recording.exchange(0), 4));
    }

    private void failingWriteBatch(Recording recording) {
        List<RowTemplate> templates = new ArrayList<>();
        List<byte[]> digests = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Key key = Key.of("test", "golden", "bw_" + i);
            RecordCommand command = RecordCommand.write(WriteMode.CREATE, put("v", i));
            templates.add(RowTemplate.of(key, SendKey.WITH_USER_KEY, command));
            digests.add(key.digest());
        }
        assertRequest(
                recording.exchange(0),
                batch(BATCH_TIMEOUT_MILLIS, BatchEncoder.DEFAULT_FLAGS, templates, digests));
        assertCodesAndRecords(recording, decodeBatch(recording.exchange(0), 3));
    }

    /** Results of the form [[code, record or null], …]. */
    private static void assertCodesAndRecords(Recording recording, Rows rows) {
        List<Object> actual = new ArrayList<>();
        for (Row row : rows.inBatchOrder()) {
            actual.add(Arrays.asList((long) row.resultCode, row.asRecord()));
        }
        assertEquals(Recording.value(recording.result()), actual);
    }

    private static byte[] batch(
            int timeoutMillis, int flags, List<RowTemplate> templates, List<byte[]> digests) {
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(timeoutMillis, flags);
        for (int row = 0; row < templates.size(); row++) {
            encoder.row(row, digests.get(row), 0, templates.get(row));
        }
        encoder.end();
        return target.toByteArray();
    }

    /** Digests of a batch whose rows all repeat the first: a full row, then 25 bytes each. */
    private static List<byte[]> digestsOfUniformBatch(byte[] request, int firstRow) {
        int rowCount = Bytes.getInt(request, firstRow - 5);
        List<byte[]> digests = new ArrayList<>();
        digests.add(Arrays.copyOfRange(request, firstRow + 4, firstRow + 24));
        for (int row = 1; row < rowCount; row++) {
            int at = request.length - 25 * (rowCount - row);
            assertEquals(row, Bytes.getInt(request, at));
            digests.add(Arrays.copyOfRange(request, at + 4, at + 24));
        }
        return digests;
    }

    private static Rows decodeBatch(Exchange exchange, int rowCount) {
        BatchLedger ledger = BatchLedger.ofAll(rowCount);
        BinNames names = BinNames.discovered();
        Rows rows = new Rows();
        ReplyDecoder decoder = ReplyDecoder.batch(ledger, names, rows);
        feed(decoder, exchange);
        assertEquals(0, decoder.resultCode());
        assertTrue(ledger.open().isEmpty(), "every row is answered");
        assertEquals(rowCount, decoder.recordCount());
        return rows;
    }

    // Scans and queries

    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

    private void queries() {
        checks.put(
                "scan-set",
                recording -> {
                    Rows rows = assertQuery(recording, scan("goldscan", new BinSelection.All()));
                    assertEquals(recording.result().asInt(), rows.rows.size());
                    for (Row row : rows.rows) {
                        assertEquals("test", text(row.fields.get(FieldType.NAMESPACE)));
                        assertEquals("goldscan", text(row.fields.get(FieldType.SET)));
                        assertEquals(20, row.fields.get(FieldType.DIGEST).length);
                        boolean even = (Long) row.bins.get("i") % 2 == 0;
                        assertEquals(
                                even,
                                row.fields.containsKey(FieldType.USER_KEY),
                                "even keys were stored with the key");
                    }
                });
        checks.put(
                "scan-no-bins",
                recording -> {
                    Rows rows = assertQuery(recording, scan("goldscan", new BinSelection.None()));
                    assertEquals(recording.result().asInt(), rows.rows.size());
                    assertTrue(rows.rows.stream().allMatch(row -> row.bins.isEmpty()));
                });
        checks.put(
                "scan-missing-set",
                recording -> {
                    Rows rows = assertQuery(recording, scan("nosuchset", new BinSelection.All()));
                    assertEquals(recording.result().asInt(), rows.rows.size());
                });
        checks.put(
                "scan-max-records",
                recording -> {
                    Rows rows =
                            assertQuery(
                                    recording,
                                    query(
                                            new BinSelection.All(),
                                            PartitionId.COUNT,
                                            Optional.empty(),
                                            Optional.empty(),
                                            7));
                    assertEquals(recording.result().asInt(), rows.rows.size());
                });
        checks.put(
                "scan-filter",
                recording -> {
                    Expression filter =
                            Expressions.less(Expressions.intBin("i"), Expressions.literal(10));
                    assertNumbers(
                            recording,
                            assertQuery(
                                    recording,
                                    query(
                                            new BinSelection.All(),
                                            PartitionId.COUNT,
                                            Optional.empty(),
                                            Optional.of(filter.packed()),
                                            0)));
                });
        checks.put(
                "scan-partitions",
                recording -> {
                    Rows rows =
                            assertQuery(
                                    recording,
                                    query(
                                            BinSelection.named(List.of("i")),
                                            1024,
                                            Optional.empty(),
                                            Optional.empty(),
                                            0));
                    assertNumbers(recording, rows);
                    for (Row row : rows.rows) {
                        byte[] digest = row.fields.get(FieldType.DIGEST);
                        assertTrue(PartitionId.of(digest, 0) < 1024);
                        assertEquals(Set.of("i"), row.bins.keySet());
                    }
                });
        checks.put(
                "query-range",
                recording -> {
                    Rows rows =
                            assertQuery(
                                    recording,
                                    query(
                                            BinSelection.named(List.of("i", "s")),
                                            PartitionId.COUNT,
                                            Optional.of(IndexRange.between("i", 10, 15)),
                                            Optional.empty(),
                                            0));
                    assertNumbers(recording, rows);
                    for (Row row : rows.rows) {
                        assertEquals(
                                row.bins.get("i"),
                                Bytes.getLongLittleEndian(
                                        row.fields.get(FieldType.RESUME_INDEX_VALUES), 0),
                                "the value to resume after");
                    }
                });
    }

    private static QueryRequest scan(String set, BinSelection bins) {
        return new QueryRequest(
                "test",
                set,
                bins,
                cursors(PartitionId.COUNT),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                SOCKET_TIMEOUT_MILLIS);
    }

    private static QueryRequest query(
            BinSelection bins,
            int partitionCount,
            Optional<IndexRange> range,
            Optional<byte[]> filter,
            long maxRecords) {
        return new QueryRequest(
                "test",
                "goldscan",
                bins,
                cursors(partitionCount),
                range,
                filter,
                maxRecords,
                0,
                0,
                SOCKET_TIMEOUT_MILLIS);
    }

    private static List<PartitionCursor> cursors(int count) {
        return IntStream.range(0, count).mapToObj(PartitionCursor::start).toList();
    }

    /**
     * The protocol leaves the order of fields, the query's id and the header's timeout (which long
     * queries ignore) to the client.
     */
    private static Rows assertQuery(Recording recording, QueryRequest request) {
        Exchange exchange = recording.exchange(0);
        WireBuffer target = new WireBuffer();
        request.encode(target);
        ParsedRequest ours = ParsedRequest.of(target.toByteArray());
        ParsedRequest theirs = ParsedRequest.of(exchange.request());
        ours.fields().put(FieldType.QUERY_ID, theirs.fields().get(FieldType.QUERY_ID));
        assertEquals(theirs, ours);
        assertEquals(exchange.request().length, target.length());

        BinNames names = BinNames.discovered();
        Rows rows = new Rows();
        ReplyDecoder decoder = ReplyDecoder.query(names, rows);
        feed(decoder, exchange);
        assertEquals(0, decoder.resultCode());
        Set<String> digests = new HashSet<>();
        for (Row row : rows.rows) {
            assertTrue(digests.add(Bytes.hex(row.fields.get(FieldType.DIGEST))));
        }
        return rows;
    }

    private static void assertNumbers(Recording recording, Rows rows) {
        assertEquals(
                Recording.value(recording.result()),
                rows.rows.stream().map(row -> row.bins.get("i")).sorted().toList());
    }

    // Info: byte for byte here, content in InfoTest

    private void info() {
        for (String name : List.of("info-connect", "info-misc", "index-create")) {
            checks.put(
                    name,
                    recording -> recording.exchanges().forEach(exchange -> assertInfo(exchange)));
        }
        checks.put(
                "info-three-nodes",
                recording -> {
                    for (JsonNode node : recording.json().get("nodes")) {
                        Map<String, String> answers = new LinkedHashMap<>();
                        node.properties()
                                .forEach(
                                        answer ->
                                                answers.put(
                                                        answer.getKey(),
                                                        answer.getValue().asText()));
                        WireBuffer frame = new WireBuffer();
                        InfoResponse.of(answers).encode(frame);
                        assertEquals(
                                answers,
                                InfoResponse.decode(
                                                InfoRequest.of(
                                                        answers.keySet().toArray(String[]::new)),
                                                frame.array(),
                                                8,
                                                frame.length() - 8)
                                        .answers());
                    }
                });
    }

    private static void assertInfo(Exchange exchange) {
        byte[] request = exchange.request();
        InfoRequest decoded = new InfoRequest(InfoRequest.decode(request, 8, request.length - 8));
        assertArrayEquals(request, decoded.toFrame());
        byte[] response = exchange.response();
        WireBuffer again = new WireBuffer();
        InfoResponse.decode(decoded, response, 8, response.length - 8).encode(again);
        assertArrayEquals(response, again.toByteArray());
    }

    // Common

    private static List<Operation> put(String bin, Object value) {
        return List.of(Operation.put(bin, value));
    }

    private static byte[] read(Key key, RecordCommand command) {
        return encode(key, SendKey.DIGEST_ONLY, command, READ_TIMEOUT_MILLIS);
    }

    private static byte[] write(
            Key key, SendKey sendKey, WriteMode mode, List<Operation> operations) {
        return encode(key, sendKey, RecordCommand.write(mode, operations), WRITE_TIMEOUT_MILLIS);
    }

    private static byte[] encode(
            Key key, SendKey sendKey, RecordCommand command, int timeoutMillis) {
        WireBuffer target = new WireBuffer();
        MessageEncoder.encodeRecord(target, key, sendKey, command, timeoutMillis);
        return target.toByteArray();
    }

    private static void assertRequest(Exchange exchange, byte[] ours) {
        assertEquals(Bytes.hex(exchange.request()), Bytes.hex(ours));
    }

    private static void assertGet(
            Recording recording, int exchange, Key key, RecordCommand command) {
        assertRequest(recording.exchange(exchange), read(key, command));
        Row row = decodeSingle(recording.exchange(exchange));
        assertEquals(Recording.value(recording.result()), row.asRecord());
    }

    private static void assertError(Recording recording, byte[] request) {
        assertRequest(recording.exchange(0), request);
        Row row = decodeSingle(recording.exchange(0));
        assertEquals(recording.errorCode(), Optional.of(row.resultCode));
        assertNull(row.asRecord());
    }

    private static Row assertWritten(Exchange exchange, int generation) {
        Row row = decodeSingle(exchange);
        assertEquals(0, row.resultCode);
        assertEquals(generation, row.generation);
        assertEquals(new HashMap<>(), row.bins);
        return row;
    }

    private static Row decodeSingle(Exchange exchange) {
        BinNames names = BinNames.discovered();
        Rows rows = new Rows();
        ReplyDecoder decoder = ReplyDecoder.single(names, rows);
        feed(decoder, exchange);
        Row row = rows.only();
        assertEquals(row.resultCode, decoder.resultCode());
        return row;
    }

    private static void feed(ReplyDecoder decoder, Exchange exchange) {
        RecordBlock block = new RecordBlock();
        List<byte[]> frames = exchange.responseFrames();
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            assertFalse(decoder.isComplete());
            assertEquals(i == frames.size() - 1, decoder.decode(frame, 0, frame.length, block));
        }
        assertNull(decoder.takerFailure());
    }

    /** The record that a recorded single-record request names. */
    private static Key digestOf(Exchange exchange) {
        Map<Integer, String> fields = ParsedRequest.of(exchange.request()).fields();
        return Key.ofDigest(
                text(hex(fields.get(FieldType.NAMESPACE))),
                text(hex(fields.get(FieldType.SET))),
                hex(fields.get(FieldType.DIGEST)));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String text(byte[] utf8) {
        return Bytes.getUtf8(utf8, 0, utf8.length);
    }
}
