package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decoding by shape against walking: the same records, and the same faults at the same offsets,
 * whatever the frame is.
 */
class RecordShapeTest {
    private static final long SEED = 20_260_101;
    private static final int MUTATIONS = 3_000;
    private static final int GUARD = 21;
    private static final int ROWS = 400;

    /** A reply: its kind, how bins become columns, and its frames. */
    private record Reply(ReplyKind kind, Names names, List<byte[]> frames) {
        ReplyDecoder decoder(BinNames binNames, RecordTaker taker) {
            return switch (kind) {
                case SINGLE -> ReplyDecoder.single(binNames, taker);
                case BATCH -> ReplyDecoder.batch(BatchLedger.ofAll(ROWS), binNames, taker);
                case ROW -> ReplyDecoder.row(BatchLedger.ofAll(ROWS), 0, binNames, taker);
                case QUERY -> ReplyDecoder.query(binNames, taker);
            };
        }

        BinNames binNames() {
            return switch (names) {
                case REQUESTED -> BinNames.requested(List.of("b", "a", "long_bin_name", "t", "b"));
                case DISCOVERED -> BinNames.discovered();
                case POSITIONAL -> BinNames.positional(16);
            };
        }
    }

    private enum Names {
        REQUESTED,
        DISCOVERED,
        POSITIONAL
    }

    static Stream<Reply> replies() {
        List<Reply> replies = new ArrayList<>();
        for (Names names : Names.values()) {
            for (String recording :
                    List.of(
                            "batch-read-all-types",
                            "batch-read-bins",
                            "batch-read-mixed",
                            "batch-read-filter",
                            "scan-max-records",
                            "scan-no-bins",
                            "query-range")) {
                var exchanges = Recording.load(recording).exchanges();
                replies.add(
                        new Reply(
                                recording.startsWith("batch") ? ReplyKind.BATCH : ReplyKind.QUERY,
                                names,
                                exchanges.get(exchanges.size() - 1).responseFrames()));
            }
            for (int variety : new int[] {1, 2, 5}) {
                replies.add(made(ReplyKind.BATCH, names, variety));
                replies.add(made(ReplyKind.QUERY, names, variety));
            }
        }
        return replies.stream();
    }

    private static Reply made(ReplyKind kind, Names names, int variety) {
        return new Reply(kind, names, MadeReply.frames(kind, variety, 40));
    }

    /** Notes all that a block knows. */
    private static final class Notes implements RecordTaker {
        private final List<String> records = new ArrayList<>();
        private int alike;

        @Override
        public void take(RecordBlock block) {
            for (int record = 0; record < block.recordCount(); record++) {
                StringBuilder note = new StringBuilder();
                note.append(block.start(record))
                        .append(" index ")
                        .append(block.batchIndex(record))
                        .append(" code ")
                        .append(block.resultCode(record))
                        .append(" generation ")
                        .append(block.generation(record))
                        .append(" void ")
                        .append(block.voidTimeSeconds(record))
                        .append(" digest ")
                        .append(block.digestOffset(record))
                        .append(" set ")
                        .append(block.setNameCell(record))
                        .append(" key ")
                        .append(block.userKeyCell(record))
                        .append(" value ")
                        .append(block.indexValue(record));
                for (int column = 0; column < block.width(); column++) {
                    long cell = block.cell(column, record);
                    if (cell != 0) {
                        note.append(" | ")
                                .append(column)
                                .append('=')
                                .append(block.nameOrdinal(column, record))
                                .append(' ')
                                .append(RecordBlock.particleType(cell))
                                .append(' ')
                                .append(RecordBlock.offset(cell))
                                .append('+')
                                .append(RecordBlock.length(cell));
                    }
                }
                records.add(note.toString());
                alike += block.width() > 0 && block.commonCell(0) != RecordBlock.UNLIKE ? 1 : 0;
            }
        }

        @Override
        public void partitionUnavailable(int partitionId, int resultCode) {
            records.add("partition " + partitionId + " code " + resultCode);
        }
    }

    /** A block that has decoded the sound reply, and does so with others. */
    private static final class Reader {
        private final Reply reply;
        private final RecordBlock block;
        private final BinNames names;

        Reader(Reply reply, RecordShapes shapes) {
            this.reply = reply;
            block = new RecordBlock(shapes);
            names = reply.binNames();
            read(reply.frames, new Notes());
        }

        List<String> read(List<byte[]> frames, Notes notes) {
            ReplyDecoder decoder = reply.decoder(names, notes);
            for (byte[] frame : frames) {
                byte[] bytes = new byte[GUARD + frame.length + GUARD];
                Arrays.fill(bytes, (byte) 0x16);
                System.arraycopy(frame, 0, bytes, GUARD, frame.length);
                try {
                    if (decoder.decode(bytes, GUARD, frame.length, block)) {
                        break;
                    }
                } catch (MalformedReplyException e) {
                    notes.records.add(e.getMessage() + " at " + e.offset());
                    break;
                }
            }
            notes.records.add("records " + decoder.recordCount() + " code " + decoder.resultCode());
            return notes.records;
        }
    }

    private static void assertSame(Reader byShape, Reader walking, List<byte[]> frames) {
        assertEquals(walking.read(frames, new Notes()), byShape.read(frames, new Notes()));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void whatIsSoundIsTheSame(Reply reply) {
        assertSame(
                new Reader(reply, new RecordShapes()),
                new Reader(reply, RecordShapes.none()),
                reply.frames);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyByteMayBeChanged(Reply reply) {
        Reader byShape = new Reader(reply, new RecordShapes());
        Reader walking = new Reader(reply, RecordShapes.none());
        byte[] first = reply.frames.get(0);
        for (int at = 8; at < Math.min(first.length, 1_500); at++) {
            for (int change : new int[] {1, 0x80, 0xFF}) {
                byte[] changed = first.clone();
                changed[at] = (byte) (changed[at] + change);
                List<byte[]> frames = new ArrayList<>(reply.frames);
                frames.set(0, changed);
                assertSame(byShape, walking, frames);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aFrameMayBeCutAnywhere(Reply reply) {
        Reader byShape = new Reader(reply, new RecordShapes());
        Reader walking = new Reader(reply, RecordShapes.none());
        byte[] first = reply.frames.get(0);
        for (int length = 8; length < Math.min(first.length, 1_500); length++) {
            List<byte[]> frames = new ArrayList<>(reply.frames);
            frames.set(0, Arrays.copyOf(first, length));
            assertSame(byShape, walking, frames);
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anyBytesMayBeChanged(Reply reply) {
        Random random = new Random(SEED);
        Reader byShape = new Reader(reply, new RecordShapes());
        Reader walking = new Reader(reply, RecordShapes.none());
        for (int round = 0; round < MUTATIONS; round++) {
            int index = random.nextInt(reply.frames.size());
            byte[] frame = reply.frames.get(index).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = 8 + random.nextInt(frame.length - 8);
                if (random.nextInt(3) == 0 && at + 4 <= frame.length) {
                    Bytes.putInt(frame, at, random.nextInt(64));
                } else {
                    frame[at] = (byte) (random.nextBoolean() ? random.nextInt() : frame[at] + 1);
                }
            }
            List<byte[]> frames = new ArrayList<>(reply.frames);
            frames.set(index, frame);
            assertSame(byShape, walking, frames);
        }
    }

    @Test
    void recordsOfOneFixedShapeAreNotWalked() {
        for (Names names : Names.values()) {
            Reply reply = made(ReplyKind.BATCH, names, 1);
            Notes notes = new Notes();
            new Reader(reply, new RecordShapes()).read(reply.frames, notes);
            assertEquals(40, notes.alike, names + ": all records are alike once a shape is known");
            Notes walked = new Notes();
            new Reader(reply, RecordShapes.none()).read(reply.frames, walked);
            assertEquals(0, walked.alike);
        }
    }

    @Test
    void nothingIsLearntForLongWhereNoRecordIsLikeAnother() {
        RecordShapes shapes = new RecordShapes();
        Reply reply = made(ReplyKind.BATCH, Names.REQUESTED, 1);
        byte[] frame = reply.frames.get(0);
        BinNames names = reply.binNames();
        int length = (frame.length - 8) / 40;
        int learnt = 0;
        int tried = 0;
        for (int row = 0; row < 10_000; row++) {
            if (shapes.isWorthTrying()) {
                tried++;
                shapes.missed();
            }
            RecordShape shape = shapes.learn(frame, 8, 8 + length, names, ReplyKind.BATCH);
            learnt += shape == null ? 0 : 1;
        }
        assertTrue(learnt >= 4 && learnt <= 4 + 10_000 / 1_000, "learnt " + learnt);
        assertTrue(tried <= 200, "tried " + tried);
        assertNotEquals(null, shapes.first(names, ReplyKind.BATCH));
        assertEquals(null, shapes.first(names, ReplyKind.QUERY));
    }

    @Test
    void recordsThatFitPayForLearningOthers() {
        RecordShapes shapes = new RecordShapes();
        Reply reply = made(ReplyKind.BATCH, Names.REQUESTED, 1);
        byte[] frame = reply.frames.get(0);
        BinNames names = reply.binNames();
        int length = (frame.length - 8) / 40;
        int learnt = 0;
        for (int run = 0; run < 20; run++) {
            assertTrue(shapes.isWorthTrying());
            shapes.missed();
            learnt += shapes.learn(frame, 8, 8 + length, names, ReplyKind.BATCH) == null ? 0 : 1;
            shapes.fitted(64);
        }
        assertEquals(20, learnt);
    }
}
