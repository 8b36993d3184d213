package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.execute.QuerySpec;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.query.PartitionCursor;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** What reaches the sink of a scan, without a cluster. */
class ScanSinkTest extends ColumnTest {
    private static final DictionaryProvider NO_DICTIONARIES = new MapDictionaryProvider();

    private static final Schema SCHEMA = schema(field("a", INT64), field("b", INT64));

    private final byte[] frame = new byte[Key.DIGEST_LENGTH_BYTES + 2 * Long.BYTES];
    private final ReceivedPositions received =
            new ReceivedPositions(QuerySpec.partitions(0, PartitionId.COUNT));

    private ScanSink sink(int rowCapacity) {
        return new ScanSink(BinMapping.of(SCHEMA), rowCapacity, allocator);
    }

    private void begin(ScanSink sink, long key) {
        byte[] digest = Key.of("test", "s", key).digest();
        System.arraycopy(digest, 0, frame, 0, digest.length);
        Bytes.putLong(frame, digest.length, key);
        Bytes.putLong(frame, digest.length + Long.BYTES, -key);
        sink.onFrame(frame);
        sink.onRecord(0, 0, 1, 0);
        sink.onField(FieldType.DIGEST, 0, digest.length);
    }

    private void bin(ScanSink sink, int ordinal) {
        int offset = Key.DIGEST_LENGTH_BYTES + ordinal * Long.BYTES;
        sink.onBin(ordinal, ParticleType.INTEGER, offset, Long.BYTES);
    }

    private void record(ScanSink sink, long key) {
        begin(sink, key);
        bin(sink, 0);
        bin(sink, 1);
        sink.onRecordEnd();
        sink.onFrameEnd();
    }

    @Test
    void aRecordThatWasCutOffLeavesNothingBehind() {
        try (ScanSink sink = sink(10);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            record(sink, 1);
            begin(sink, 2);
            bin(sink, 0);
            sink.onFrameEnd();
            // The frame breaks here; the next attempt sends a record without the first bin.
            begin(sink, 3);
            bin(sink, 1);
            sink.onRecordEnd();
            sink.onFrameEnd();
            assertTrue(sink.take(root, NO_DICTIONARIES, received));
            BigIntVector a = (BigIntVector) root.getVector("a");
            BigIntVector b = (BigIntVector) root.getVector("b");
            assertEquals(2, root.getRowCount());
            assertEquals(1, a.get(0));
            assertTrue(a.isNull(1));
            assertEquals(-3, b.get(1));
            assertFalse(sink.take(root, NO_DICTIONARIES, received));
        }
    }

    @Test
    void cursorsStayBeforeWhatWasNotTaken() {
        try (ScanSink sink = sink(2);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            for (long key = 1; key <= 5; key++) {
                record(sink, key);
            }
            assertTrue(sink.hasFull());
            sink.take(root, NO_DICTIONARIES, received);
            // The nodes have sent everything, but three records still wait here.
            List<PartitionCursor> cursors = received.cursors(List.of(), sink.waiting());
            assertEquals(3, cursors.size());
            for (long key = 3; key <= 5; key++) {
                int partition = PartitionId.of(Key.of("test", "s", key).digest(), 0);
                assertTrue(cursors.contains(PartitionCursor.start(partition)), "key " + key);
            }
            sink.take(root, NO_DICTIONARIES, received);
            sink.take(root, NO_DICTIONARIES, received);
            assertEquals(1, root.getRowCount());
            assertEquals(List.of(), received.cursors(List.of(), sink.waiting()));
            int partition = PartitionId.of(Key.of("test", "s", 5L).digest(), 0);
            assertEquals(
                    List.of(PartitionCursor.after(partition, Key.of("test", "s", 5L).digest(), 0)),
                    received.cursors(List.of(PartitionCursor.start(partition)), sink.waiting()));
        }
    }

    @Test
    void aResultThatNobodyAskedForIsMalformed() {
        try (ScanSink sink = sink(2)) {
            begin(sink, 1);
            assertThrows(
                    MalformedReplyException.class,
                    () -> sink.onBin(2, ParticleType.INTEGER, 20, 8));
        }
    }

    @Test
    void afterAFailureNothingIsTakenBehindIt() {
        try (ScanSink sink = sink(2);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            record(sink, 1);
            record(sink, 2);
            begin(sink, 3);
            sink.onBin(0, ParticleType.STRING, 0, 3);
            sink.onRecordEnd();
            assertThrows(TypeMismatchException.class, sink::onFrameEnd);
            assertThrows(TypeMismatchException.class, () -> record(sink, 4));
            assertTrue(sink.take(root, NO_DICTIONARIES, received));
            assertEquals(2, root.getRowCount());
            assertThrows(
                    TypeMismatchException.class, () -> sink.take(root, NO_DICTIONARIES, received));
            assertEquals(1, received.cursors(List.of(), sink.waiting()).size());
        }
    }
}
