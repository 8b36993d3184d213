package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a peer sends, the decoder throws {@link MalformedReplyException} or nothing, and hands
 * out no range that is not inside the frame.
 */
class ReplyDecoderRobustnessTest {
    private static final long SEED = 20_100_101;
    private static final int MUTATIONS = 4_000;

    /** Frames are read out of the middle of a larger array, as clients do. */
    private static final int GUARD = 37;

    private static final int[] CORRUPTIONS = {
        0,
        1,
        2,
        3,
        4,
        5,
        8,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0xFFFF,
        0x10000,
        0x7FFF_FFFF,
        0x8000_0000,
        0x8000_0003,
        -1,
        -4,
        -5
    };

    /** Lent to all decoders in turn, as a loop does. */
    private final RecordBlock block = new RecordBlock();

    /** Replies of every kind, with every particle type. */
    static Stream<String> replies() {
        return Stream.of(
                "get-all-bins",
                "operate",
                "error-generation",
                "batch-read-all-types",
                "batch-read-all-bins",
                "batch-write-errors",
                "batch-read-filter",
                "scan-max-records",
                "query-range");
    }

    private static ReplyKind kind(String name) {
        return name.startsWith("batch")
                ? ReplyKind.BATCH
                : name.startsWith("scan") || name.startsWith("query")
                        ? ReplyKind.QUERY
                        : ReplyKind.SINGLE;
    }

    private static List<byte[]> frames(String name) {
        List<Exchange> exchanges = Recording.load(name).exchanges();
        return exchanges.get(exchanges.size() - 1).responseFrames();
    }

    private static ReplyDecoder decoder(ReplyKind kind, RecordTaker sink) {
        BinNames names = BinNames.discovered();
        return switch (kind) {
            case SINGLE -> ReplyDecoder.single(names, sink);
            case BATCH -> ReplyDecoder.batch(BatchLedger.ofAll(12), names, sink);
            case ROW -> ReplyDecoder.row(BatchLedger.ofAll(12), 7, names, sink);
            case QUERY -> ReplyDecoder.query(names, sink);
        };
    }

    /** Reads every value and checks that every range lies inside the frame. */
    private static class ReadingTaker implements RecordTaker {
        int from;
        int to;

        @Override
        public void take(RecordBlock block) {
            for (int record = 0; record < block.recordCount(); record++) {
                check(block.start(record), MessageDescriptor.HEADER_LENGTH);
                if (block.digestOffset(record) != 0) {
                    check(block.digestOffset(record), 20);
                }
                check(block.setNameCell(record));
                check(block.userKeyCell(record));
                block.indexValue(record);
                for (int column = 0; column < block.width(); column++) {
                    long cell = block.cell(column, record);
                    if (cell != 0) {
                        check(cell);
                        Particles.read(
                                RecordBlock.particleType(cell),
                                block.frame(),
                                RecordBlock.offset(cell),
                                RecordBlock.length(cell));
                    }
                }
            }
        }

        private void check(long cell) {
            if (cell != 0) {
                check(RecordBlock.offset(cell), RecordBlock.length(cell));
            }
        }

        private void check(int offset, int length) {
            if (offset < from || length < 0 || length > to - offset) {
                throw new AssertionError(
                        length + " bytes at " + offset + " are not in [" + from + ", " + to + ")");
            }
        }
    }

    /** Feeds frames until the reply is complete or malformed; nothing else may happen. */
    private void feed(ReplyKind kind, List<byte[]> frames) {
        ReadingTaker sink = new ReadingTaker();
        ReplyDecoder decoder = decoder(kind, sink);
        for (byte[] frame : frames) {
            byte[] bytes = new byte[GUARD + frame.length + GUARD];
            Arrays.fill(bytes, (byte) 0x16);
            System.arraycopy(frame, 0, bytes, GUARD, frame.length);
            sink.from = GUARD + 8;
            sink.to = GUARD + frame.length;
            try {
                if (decoder.decode(bytes, GUARD, frame.length, block)) {
                    break;
                }
            } catch (MalformedReplyException e) {
                assertTrue(
                        e.offset() >= 0 && e.offset() <= frame.length,
                        () -> "offset outside the frame: " + e.getMessage());
                break;
            }
        }
        assertNull(decoder.takerFailure(), "the taker was handed something that it cannot read");
    }

    private static List<byte[]> with(List<byte[]> frames, int index, byte[] replacement) {
        List<byte[]> changed = new ArrayList<>(frames);
        changed.set(index, replacement);
        return changed;
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyThatIsWholeIsRead(String name) {
        ReadingTaker sink = new ReadingTaker();
        sink.to = Integer.MAX_VALUE;
        ReplyDecoder decoder = decoder(kind(name), sink);
        boolean complete = false;
        for (byte[] frame : frames(name)) {
            assertFalse(complete);
            complete = decoder.decode(frame, 0, frame.length, block);
        }
        assertTrue(complete);
        assertNull(decoder.takerFailure());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aFrameThatIsCutAnywhereIsMalformedOrIncomplete(String name) {
        List<byte[]> frames = frames(name);
        for (int i = 0; i < frames.size(); i++) {
            for (int length = 8; length < frames.get(i).length; length++) {
                feed(kind(name), with(frames, i, Arrays.copyOf(frames.get(i), length)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyLengthAndCountMayBeCorrupted(String name) {
        List<byte[]> frames = frames(name);
        for (int i = 0; i < frames.size(); i++) {
            for (int at : lengths(frames.get(i))) {
                for (int corruption : CORRUPTIONS) {
                    byte[] whole = frames.get(i).clone();
                    Bytes.putInt(whole, at, corruption);
                    feed(kind(name), with(frames, i, whole));
                    byte[] lastByte = frames.get(i).clone();
                    lastByte[at + 3] = (byte) corruption;
                    feed(kind(name), with(frames, i, lastByte));
                }
            }
        }
    }

    /**
     * Offsets of all lengths in a sound frame; for counts and name lengths, of the 4 bytes around.
     */
    private static List<Integer> lengths(byte[] frame) {
        List<Integer> offsets = new ArrayList<>();
        int position = 8;
        while (position < frame.length) {
            offsets.add(position); // header length
            offsets.add(position + MessageDescriptor.FIELD_COUNT);
            int fields = Bytes.getUnsignedShort(frame, position + MessageDescriptor.FIELD_COUNT);
            int operations =
                    Bytes.getUnsignedShort(frame, position + MessageDescriptor.OPERATION_COUNT);
            position += MessageDescriptor.HEADER_LENGTH;
            for (int i = 0; i < fields + operations; i++) {
                offsets.add(position);
                if (i >= fields) {
                    offsets.add(position + 4); // ends with the name's length
                }
                position += 4 + Bytes.getInt(frame, position);
            }
        }
        return offsets;
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anyBytesMayBeChanged(String name) {
        Random random = new Random(SEED);
        List<byte[]> frames = frames(name);
        for (int round = 0; round < MUTATIONS; round++) {
            int index = random.nextInt(frames.size());
            byte[] frame = frames.get(index).clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = 8 + random.nextInt(frame.length - 8);
                frame[at] = (byte) (random.nextBoolean() ? random.nextInt() : frame[at] + 1);
            }
            feed(kind(name), with(frames, index, frame));
        }
    }

    @Test
    void anyBytesMayBeAFrame() {
        Random random = new Random(SEED);
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] frame = new byte[8 + random.nextInt(200)];
            random.nextBytes(frame);
            if (frame.length > 8) {
                frame[8] = MessageDescriptor.HEADER_LENGTH;
            }
            feed(ReplyKind.values()[round % 4], List.of(frame));
        }
    }

    @Test
    void aRowThatWasNotAskedForOrIsAnsweredTwiceIsMalformed() {
        byte[] frame = frames("batch-read-all-bins").get(0);
        byte[] twice = frame.clone();
        int second = secondMessage(frame);
        Bytes.putInt(twice, second + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, 0);
        assertMalformed(twice, second + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
        byte[] foreign = frame.clone();
        Bytes.putInt(foreign, 8 + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, 12);
        assertMalformed(foreign, 8 + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
        Bytes.putInt(foreign, 8 + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, -1);
        assertMalformed(foreign, 8 + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
    }

    private static int secondMessage(byte[] frame) {
        int position = 8 + MessageDescriptor.HEADER_LENGTH;
        int operations = Bytes.getUnsignedShort(frame, 8 + MessageDescriptor.OPERATION_COUNT);
        for (int i = 0; i < operations; i++) {
            position += 4 + Bytes.getInt(frame, position);
        }
        return position;
    }

    private void assertMalformed(byte[] frame, int offset) {
        ReadingTaker sink = new ReadingTaker();
        sink.to = frame.length;
        ReplyDecoder decoder = decoder(ReplyKind.BATCH, sink);
        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class,
                        () -> decoder.decode(frame, 0, frame.length, block));
        assertEquals(offset, e.offset(), e.getMessage());
    }

    @Test
    void nothingComesAfterTheEnd() {
        List<byte[]> frames = frames("batch-read-filter");
        byte[] end = frames.get(1);
        ReplyDecoder decoder = decoder(ReplyKind.BATCH, new ReadingTaker());
        assertTrue(decoder.decode(end, 0, end.length, block));
        assertThrows(
                MalformedReplyException.class, () -> decoder.decode(end, 0, end.length, block));
        byte[] endAndMore = Arrays.copyOf(end, end.length + 22);
        endAndMore[end.length] = 22;
        ReplyDecoder another = decoder(ReplyKind.BATCH, new ReadingTaker());
        assertThrows(
                MalformedReplyException.class,
                () -> another.decode(endAndMore, 0, endAndMore.length, block));
    }

    @ParameterizedTest
    @CsvSource({
        FieldType.DIGEST + ", 20, a digest of 20 bytes expected",
        FieldType.RESUME_INDEX_VALUES + ", 8, an index value of 8 bytes expected",
    })
    void aKnownFieldOfAnotherLengthIsMalformed(int fieldType, int length, String expected) {
        for (int wrong : new int[] {0, 1, length - 1, length + 1, 2 * length}) {
            byte[] frame = MadeReply.withField(fieldType, wrong);
            ReplyDecoder decoder =
                    ReplyDecoder.query(
                            BinNames.discovered(), taken -> assertEquals(0, taken.recordCount()));

            MalformedReplyException e =
                    assertThrows(
                            MalformedReplyException.class,
                            () -> decoder.decode(frame, 0, frame.length, block));
            assertEquals(
                    "Malformed reply: "
                            + expected
                            + ", found "
                            + wrong
                            + "; at byte offset "
                            + (frame.length - wrong),
                    e.getMessage());
        }
        byte[] sound = MadeReply.withField(fieldType, length);
        ReplyDecoder.query(BinNames.discovered(), taken -> assertEquals(1, taken.recordCount()))
                .decode(sound, 0, sound.length, block);
    }

    @Test
    void partitionsThatDoNotExistAreMalformed() {
        byte[] frame = new byte[30];
        frame[8] = 22;
        frame[8 + MessageDescriptor.INFO3] = 0x04;
        frame[8 + MessageDescriptor.RESULT_CODE] = 11;
        Bytes.putInt(frame, 8 + MessageDescriptor.GENERATION, 4096);
        assertThrows(
                MalformedReplyException.class,
                () ->
                        decoder(ReplyKind.QUERY, new ReadingTaker())
                                .decode(frame, 0, frame.length, block));
        List<Integer> unavailable = new ArrayList<>();
        Bytes.putInt(frame, 8 + MessageDescriptor.GENERATION, 4095);
        ReplyDecoder decoder =
                decoder(
                        ReplyKind.QUERY,
                        new ReadingTaker() {
                            @Override
                            public void partitionUnavailable(int partitionId, int code) {
                                unavailable.add(partitionId);
                                assertEquals(11, code);
                            }
                        });
        assertFalse(decoder.decode(frame, 0, frame.length, block));
        assertEquals(List.of(4095), unavailable);
    }

    @Test
    void aQueryThatDoesNotStartEndsWithItsOneMessage() {
        byte[] frame = new byte[30];
        frame[8] = 22;
        frame[8 + MessageDescriptor.RESULT_CODE] = (byte) 201;
        ReplyDecoder decoder = decoder(ReplyKind.QUERY, new ReadingTaker());
        assertTrue(decoder.decode(frame, 0, frame.length, block));
        assertEquals(201, decoder.resultCode());
        assertEquals(0, decoder.recordCount());
    }

    @Test
    void aPlainReadStandsForItsRow() {
        byte[] found = frames("get-all-bins").get(0);
        BatchLedger ledger = BatchLedger.ofAll(12);
        List<Integer> rows = new ArrayList<>();
        ReplyDecoder decoder =
                ReplyDecoder.row(
                        ledger, 7, BinNames.discovered(), taken -> rows.add(taken.batchIndex(0)));
        assertTrue(decoder.decode(found, 0, found.length, block));
        assertEquals(List.of(7), rows);
        assertFalse(ledger.isOpen(7));
        assertEquals(0, decoder.resultCode());
    }

    @Test
    void aRowThatIsNotThereIsAnsweredAndOneThatIsRefusedAsAWholeIsNot() {
        byte[] missing = frames("get-not-found").get(0);
        BatchLedger ledger = BatchLedger.ofAll(1);
        ReplyDecoder decoder = ReplyDecoder.row(ledger, 0, BinNames.NONE, taken -> {});
        assertTrue(decoder.decode(missing, 0, missing.length, block));
        assertEquals(0, decoder.resultCode());
        assertFalse(ledger.isOpen(0));
        byte[] refused = frames("error-namespace").get(0);
        BatchLedger another = BatchLedger.ofAll(1);
        ReplyDecoder whole = ReplyDecoder.row(another, 0, BinNames.NONE, taken -> {});
        assertTrue(whole.decode(refused, 0, refused.length, block));
        assertEquals(20, whole.resultCode());
        assertTrue(another.isOpen(0));
    }

    /** Counts its calls and throws at one of them. */
    private static final class FailingTaker implements RecordTaker {
        private final int failAt;
        final IllegalStateException failure = new IllegalStateException("the taker fails");
        int calls;

        FailingTaker(int failAt) {
            this.failAt = failAt;
        }

        @Override
        public void take(RecordBlock block) {
            if (calls++ == failAt) {
                throw failure;
            }
        }

        @Override
        public void partitionUnavailable(int partitionId, int resultCode) {
            take(new RecordBlock());
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aTakerThatFailsAtAnyCallDoesNotDisturbTheReply(String name) {
        FailingTaker neverFails = new FailingTaker(-1);
        long records = readAll(name, neverFails).recordCount();
        for (int failAt = 0; failAt < neverFails.calls; failAt++) {
            FailingTaker taker = new FailingTaker(failAt);
            ReplyDecoder decoder = readAll(name, taker);
            assertTrue(decoder.isComplete());
            assertEquals(records, decoder.recordCount());
            assertSame(taker.failure, decoder.takerFailure());
            assertEquals(failAt + 1, taker.calls, "a taker that failed is not called again");
        }
    }

    private ReplyDecoder readAll(String name, RecordTaker taker) {
        ReplyDecoder decoder = decoder(kind(name), taker);
        for (byte[] frame : frames(name)) {
            decoder.decode(frame, 0, frame.length, block);
        }
        return decoder;
    }

    @Test
    void aTakerThatIsTakenAwayHearsNothingMore() {
        FailingTaker taker = new FailingTaker(-1);
        ReplyDecoder decoder = decoder(ReplyKind.QUERY, taker);
        decoder.discard();
        for (byte[] frame : frames("scan-set")) {
            decoder.decode(frame, 0, frame.length, block);
        }
        assertEquals(0, taker.calls);
        assertEquals(50, decoder.recordCount());
        assertNull(decoder.takerFailure());
    }
}
