package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the records of a scan, without a cluster. */
class ScanAnswerTest extends DecodingTest {
    private static final DictionaryProvider NO_DICTIONARIES = new MapDictionaryProvider();

    private static final Schema SCHEMA = schema(field("a", INT64), field("b", INT64));

    private final RecordBlock block = new RecordBlock();
    private final ReceivedPositions received =
            new ReceivedPositions(QuerySpec.partitions(0, PartitionId.COUNT));

    private ScanAnswer answer(int rowCapacity) {
        return new ScanAnswer(
                ReadPlan.of(SCHEMA, ReadOptions.DEFAULT), rowCapacity, allocator, misfits -> {});
    }

    /** A record of these values; null for a bin that is missing, which is answered all the same. */
    private static void append(WireBuffer frame, long key, @Nullable Object... values) {
        byte[] digest = Key.of("test", "s", key).digest();
        int header = frame.reserve(MessageDescriptor.HEADER_LENGTH);
        frame.setByte(header, MessageDescriptor.HEADER_LENGTH);
        frame.setInt(header + MessageDescriptor.GENERATION, 1);
        frame.setShort(header + MessageDescriptor.FIELD_COUNT, 1);
        frame.setShort(header + MessageDescriptor.OPERATION_COUNT, values.length);
        frame.putInt(1 + digest.length);
        frame.putByte(FieldType.DIGEST);
        frame.putBytes(digest);
        for (Object value : values) {
            WireBuffer particle = new WireBuffer();
            if (value != null) {
                Particles.write(particle, value);
            }
            frame.putInt(4 + 1 + particle.length());
            frame.putByte(1);
            frame.putByte(value == null ? ParticleType.NULL : Particles.typeOf(value));
            frame.putByte(0);
            frame.putByte(1);
            frame.putByte('x');
            frame.putBytes(particle.toByteArray());
        }
    }

    private static WireBuffer frame() {
        WireBuffer frame = new WireBuffer();
        frame.putLong(0);
        return frame;
    }

    /** Decodes a frame and rethrows what the answer threw. */
    private void decode(ScanAnswer answer, WireBuffer frame) {
        ReplyDecoder decoder = ReplyDecoder.query(answer.binNames(), answer);
        decoder.decode(frame.toByteArray(), 0, frame.length(), block);
        RuntimeException failure = decoder.takerFailure();
        if (failure != null) {
            throw failure;
        }
    }

    private void record(ScanAnswer answer, long key) {
        WireBuffer frame = frame();
        append(frame, key, key, -key);
        decode(answer, frame);
    }

    @Test
    void aRecordThatWasCutOffLeavesNothingBehind() {
        ScanAnswer answer = answer(10);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            WireBuffer broken = frame();
            append(broken, 1, 1, -1);
            append(broken, 2, 2, -2);
            WireBuffer cut = frame();
            cut.putBytes(Arrays.copyOfRange(broken.toByteArray(), 8, broken.length() - 9));
            assertThrows(MalformedReplyException.class, () -> decode(answer, cut));
            // The next attempt sends a record without the first bin.
            WireBuffer next = frame();
            append(next, 3, null, -3);
            decode(answer, next);
            assertTrue(answer.take(root, NO_DICTIONARIES, received));
            BigIntVector a = (BigIntVector) root.getVector("a");
            BigIntVector b = (BigIntVector) root.getVector("b");
            assertEquals(2, root.getRowCount());
            assertEquals(1, a.get(0));
            assertTrue(a.isNull(1));
            assertEquals(-3, b.get(1));
            assertFalse(answer.take(root, NO_DICTIONARIES, received));
        } finally {
            answer.release();
        }
    }

    @Test
    void aBlockMayFillSeveralRecordBatches() {
        ScanAnswer answer = answer(3);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            WireBuffer frame = frame();
            for (long key = 1; key <= 8; key++) {
                append(frame, key, key, -key);
            }
            decode(answer, frame);
            List<Long> taken = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            while (answer.take(root, NO_DICTIONARIES, received)) {
                sizes.add(root.getRowCount());
                for (int row = 0; row < root.getRowCount(); row++) {
                    taken.add(((BigIntVector) root.getVector("a")).get(row));
                }
            }
            assertEquals(List.of(3, 3, 2), sizes);
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), taken);
        } finally {
            answer.release();
        }
    }

    @Test
    void cursorsStayBeforeWhatWasNotTaken() {
        ScanAnswer answer = answer(2);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            for (long key = 1; key <= 5; key++) {
                record(answer, key);
            }
            assertTrue(answer.hasFull());
            answer.take(root, NO_DICTIONARIES, received);
            // The nodes have sent everything, but three records still wait here.
            List<PartitionCursor> cursors = received.cursors(List.of(), answer.waiting());
            assertEquals(3, cursors.size());
            for (long key = 3; key <= 5; key++) {
                int partition = PartitionId.of(Key.of("test", "s", key).digest(), 0);
                assertTrue(cursors.contains(PartitionCursor.start(partition)), "key " + key);
            }
            answer.take(root, NO_DICTIONARIES, received);
            answer.take(root, NO_DICTIONARIES, received);
            assertEquals(1, root.getRowCount());
            assertEquals(List.of(), received.cursors(List.of(), answer.waiting()));
            int partition = PartitionId.of(Key.of("test", "s", 5L).digest(), 0);
            assertEquals(
                    List.of(PartitionCursor.after(partition, Key.of("test", "s", 5L).digest(), 0)),
                    received.cursors(List.of(PartitionCursor.start(partition)), answer.waiting()));
        } finally {
            answer.release();
        }
    }

    @Test
    void aResultThatNobodyAskedForIsMalformed() {
        ScanAnswer answer = answer(2);
        WireBuffer frame = frame();
        append(frame, 1, 1, 2, 3);
        assertThrows(MalformedReplyException.class, () -> decode(answer, frame));
        answer.release();
    }

    @Test
    void afterAFailureNothingIsTakenBehindIt() {
        ScanAnswer answer = answer(2);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            record(answer, 1);
            record(answer, 2);
            WireBuffer frame = frame();
            append(frame, 3, "abc");
            assertThrows(TypeMismatchException.class, () -> decode(answer, frame));
            assertThrows(TypeMismatchException.class, () -> record(answer, 4));
            assertTrue(answer.take(root, NO_DICTIONARIES, received));
            assertEquals(2, root.getRowCount());
            assertThrows(
                    TypeMismatchException.class,
                    () -> answer.take(root, NO_DICTIONARIES, received));
            assertEquals(1, received.cursors(List.of(), answer.waiting()).size());
        } finally {
            answer.release();
        }
    }
}
