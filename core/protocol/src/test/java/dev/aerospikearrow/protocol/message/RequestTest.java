package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.IndexRange.Collection;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Requests beyond those that were recorded. */
class RequestTest {
    private static final Key KEY = Key.of("test", "golden", "all");
    private static final RowTemplate READ =
            RowTemplate.of("test", "golden", RecordCommand.read("a", "b"));

    private static byte[] encode(Consumer<WireBuffer> request) {
        WireBuffer target = new WireBuffer(1 << 16);
        request.accept(target);
        return target.toByteArray();
    }

    private static void batch(WireBuffer target, RowTemplate... templates) {
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(1000, BatchEncoder.DEFAULT_FLAGS, Optional.of(new byte[] {1, 2}));
        for (int row = 0; row < templates.length; row++) {
            encoder.row(row, KEY.digest(), 0, templates[row]);
        }
        encoder.end();
    }

    private static QueryRequest query(List<PartitionCursor> cursors, Optional<IndexRange> range) {
        return new QueryRequest(
                "test",
                "",
                new BinSelection.All(),
                cursors,
                range,
                Optional.empty(),
                0,
                500,
                7,
                1000);
    }

    private static final List<PartitionCursor> CURSORS =
            List.of(
                    PartitionCursor.after(0x102, KEY.digest(), 0x0304),
                    PartitionCursor.start(0xFFF),
                    PartitionCursor.start(1));

    @Test
    void theBytesDoNotDependOnHowMuchRoomThereIsNorOnWhatCameBefore() {
        List<Consumer<WireBuffer>> requests =
                List.of(
                        target ->
                                MessageEncoder.encodeRecord(
                                        target,
                                        KEY,
                                        SendKey.WITH_USER_KEY,
                                        RecordCommand.write(
                                                        WriteMode.CREATE,
                                                        List.of(Operation.put("a", "text")))
                                                .withFilter(new byte[] {1, 2, 3}),
                                        1000),
                        target -> batch(target, READ, READ, READ),
                        target ->
                                query(CURSORS, Optional.of(IndexRange.between("b", 1, 2)))
                                        .encode(target));
        for (Consumer<WireBuffer> request : requests) {
            byte[] expected = encode(request);
            assertEquals(expected.length - 8, Bytes.getLong(expected, 0) & 0xFFFF_FFFFFFFFL);
            for (int capacity = 0; capacity < expected.length; capacity++) {
                WireBuffer tight = new WireBuffer(capacity);
                request.accept(tight);
                assertArrayEquals(expected, tight.toByteArray());
                // A second frame behind the first, as pipelines have it.
                request.accept(tight);
                assertArrayEquals(
                        expected,
                        Arrays.copyOfRange(tight.array(), expected.length, tight.length()));
            }
        }
    }

    @Test
    void aRowIsRepeatedOnlyBehindItsOwnTemplateAndNeverBehindAUserKey() {
        byte[] one = encode(target -> batch(target, READ));
        assertEquals(one.length + 25, encode(target -> batch(target, READ, READ)).length);
        RowTemplate other = RowTemplate.of("test", "golden", RecordCommand.readAll());
        int row = one.length - encode(RequestTest::batch).length;
        assertEquals(
                one.length
                        + (encode(target -> batch(target, other)).length - one.length + row)
                        + row,
                encode(target -> batch(target, READ, other, READ)).length);
        RowTemplate withKey = RowTemplate.of(KEY, SendKey.WITH_USER_KEY, RecordCommand.readAll());
        int keyRow =
                encode(target -> batch(target, withKey)).length - encode(RequestTest::batch).length;
        assertEquals(
                2 * keyRow,
                encode(target -> batch(target, withKey, withKey)).length
                        - encode(RequestTest::batch).length);
    }

    /** Bytes of a row's template: index and digest, then flags, info1, info2. */
    private static int info2(RecordCommand command) {
        byte[] frame = encode(target -> batch(target, RowTemplate.of("n", "", command)));
        int firstRow = 8 + 22 + (5 + 2) + 5 + 5;
        return frame[firstRow + 4 + 20 + 2] & 0xFF;
    }

    @Test
    void writesInABatchAskForEveryResultUnlessTheyReadAllBins() {
        List<Operation> puts = List.of(Operation.put("a", 1));
        assertEquals(0x81, info2(RecordCommand.write(WriteMode.UPSERT, puts)));
        assertEquals(0xA1, info2(RecordCommand.write(WriteMode.CREATE, puts)));
        assertEquals(0x83, info2(RecordCommand.delete()));
        assertEquals(0x00, info2(RecordCommand.readAll()));
        assertEquals(
                0x01,
                info2(
                        RecordCommand.operate(
                                WriteMode.UPSERT,
                                List.of(Operation.put("a", 1), Operation.getAll()))),
                "the server refuses the two together");
    }

    @Test
    void aQueryResumesPartitionsAfterTheirLastRecordAndReadsOthersFromTheStart() {
        String hex =
                Bytes.hex(
                        encode(
                                target ->
                                        query(CURSORS, Optional.of(IndexRange.equal("b", "x")))
                                                .encode(target)));
        assertContains(hex, "00000005" + "0b" + "ff0f" + "0100");
        assertContains(hex, "00000015" + "0c" + Bytes.hex(KEY.digest()));
        assertContains(hex, "00000009" + "0f" + "0403000000000000");
        assertContains(hex, "00000005" + "0a" + "000001f4");
        assertContains(hex, "0000000f" + "16" + "01" + "0162" + "03" + "0000000178" + "0000000178");
        String scan = Bytes.hex(encode(target -> query(CURSORS, Optional.empty()).encode(target)));
        assertEquals(-1, scan.indexOf("000000090f"), "a scan has no index values");
    }

    @Test
    void indexRangesSayWhatOfACollectionIsMeant() {
        String text = "{}";
        String hex =
                Bytes.hex(
                        encode(
                                target ->
                                        query(
                                                        List.of(PartitionCursor.start(0)),
                                                        Optional.of(
                                                                IndexRange.geo(
                                                                                "g",
                                                                                new GeoJson(text))
                                                                        .in(Collection.MAP_VALUES)))
                                                .encode(target)));
        assertContains(hex, "00000002" + "1a" + "03");
        String bound = "00000002" + HexFormat.of().formatHex(Bytes.utf8(text));
        assertContains(hex, "01" + "0167" + "17" + bound + bound);
        assertThrows(IllegalArgumentException.class, () -> IndexRange.between("b", 2, 1));
    }

    private static void assertContains(String hex, String part) {
        assertEquals(true, hex.contains(part), hex + " lacks " + part);
    }

    @Test
    void aRequestThatNoServerTakesIsRefused() {
        byte[] blob = new byte[65 << 20];
        List<Operation> large = Collections.nCopies(2, Operation.put("a", blob));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        MessageEncoder.encodeRecord(
                                new WireBuffer(140 << 20),
                                KEY,
                                SendKey.DIGEST_ONLY,
                                RecordCommand.write(WriteMode.UPSERT, large),
                                0));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        RecordCommand.write(
                                WriteMode.UPSERT,
                                Collections.nCopies(32_769, Operation.put("a", 1))));
    }
}
