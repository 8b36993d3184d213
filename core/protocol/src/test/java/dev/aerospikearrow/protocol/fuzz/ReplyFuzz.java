package dev.aerospikearrow.protocol.fuzz;

import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.message.BatchLedger;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.MadeReply;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.message.ReplyKind;
import dev.aerospikearrow.protocol.message.WalkingBlock;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoder under a fuzzer. Whatever a peer sends, the decoder throws {@link
 * MalformedReplyException} with an offset inside of the frame, or nothing; hands out no range that
 * is not inside the frame, and no bin under another's name; and decoding by shape is the same as
 * walking, with the same fault at the same offset, whatever lies around the frame in its array.
 *
 * <pre>
 * input: u8 kind and names | u8 circumstances | frames as they come over the wire
 * </pre>
 */
public final class ReplyFuzz {
    private static final int KINDS = ReplyKind.values().length;
    private static final int PREFIX_LENGTH = 2;
    private static final int ROWS = 80;
    private static final int GUARD = 37;

    /** More records than this teach nothing new, and make an input slow. */
    private static final int SEED_RECORDS = 8;

    /** Names of made and recorded bins in no order of theirs, and one that is asked for twice. */
    private static final List<String> REQUESTED =
            List.of(
                    "temperature",
                    "b",
                    "humidity",
                    "a",
                    "v",
                    "name",
                    "t",
                    "b",
                    "aa",
                    "str",
                    "fifteen_bytes_n",
                    "list",
                    "geo",
                    "");

    private static final List<byte[]> NOTHING = List.of();

    /** Sound replies of each kind, with which a decoder may have met shapes before. */
    private static final List<List<List<byte[]>>> LESSONS =
            List.of(
                    List.of(NOTHING),
                    List.of(
                            NOTHING,
                            MadeReply.frames(ReplyKind.BATCH, 1, 2),
                            MadeReply.frames(ReplyKind.BATCH, 5, 6),
                            recorded("batch-read-bins"),
                            recorded("batch-read-all-types"),
                            recorded("batch-read-mixed")),
                    List.of(
                            NOTHING,
                            MadeReply.frames(ReplyKind.QUERY, 1, 2),
                            MadeReply.frames(ReplyKind.QUERY, 5, 6),
                            recorded("scan-set"),
                            recorded("scan-no-bins"),
                            recorded("query-range")));

    private enum Names {
        REQUESTED,
        DISCOVERED,
        POSITIONAL;

        BinNames make() {
            return switch (this) {
                case REQUESTED -> BinNames.requested(ReplyFuzz.REQUESTED);
                case DISCOVERED -> BinNames.discovered();
                case POSITIONAL -> BinNames.positional(6);
            };
        }
    }

    /**
     * What a reply is decoded as.
     *
     * @param guard how many bytes the frame's array has before and behind it
     * @param transientOpen whether rows of a batch may stay unanswered
     * @param discarded whether nobody wants the records
     * @param lesson which of the lessons was decoded before
     */
    private record Circumstances(
            ReplyKind kind,
            Names names,
            int guard,
            boolean transientOpen,
            boolean discarded,
            int lesson) {

        static Circumstances of(int first, int second) {
            ReplyKind kind = ReplyKind.values()[first % KINDS];
            return new Circumstances(
                    kind,
                    Names.values()[first / KINDS % 3],
                    (second & 1) == 0 ? GUARD : 0,
                    (second & 2) != 0,
                    (second & 12) == 12,
                    (second >> 4) % lessons(kind).size());
        }

        /** The input that stands for this kind and these names, and for the given lesson. */
        static byte[] input(ReplyKind kind, Names names, int lesson, List<byte[]> frames) {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            input.write(kind.ordinal() + KINDS * names.ordinal());
            input.write(lesson << 4);
            frames.forEach(input::writeBytes);
            return input.toByteArray();
        }
    }

    private ReplyFuzz() {}

    /** What the fuzzer calls with every input. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < PREFIX_LENGTH) {
            return;
        }
        Circumstances circumstances = Circumstances.of(input[0] & 0xFF, input[1] & 0xFF);
        List<byte[]> frames = frames(input, PREFIX_LENGTH);
        Reader walking = new Reader(circumstances, WalkingBlock.make(), (byte) 0x16);
        Reader byShape = new Reader(circumstances, new RecordBlock(), (byte) 0xE9);
        List<byte[]> lesson = lessons(circumstances.kind).get(circumstances.lesson);
        walking.read(lesson);
        byShape.read(lesson);
        for (int time = 1; time <= 2; time++) {
            Notes expected = walking.read(frames);
            Notes found = byShape.read(frames);
            if (!expected.isSame(found)) {
                throw new AssertionError(
                        circumstances
                                + ", time "
                                + time
                                + ": by shape "
                                + found.besides(expected)
                                + "; walked "
                                + expected.besides(found));
            }
        }
    }

    /** Frames back to back; what one announces beyond the input's end is not there. */
    private static List<byte[]> frames(byte[] bytes, int from) {
        List<byte[]> frames = new ArrayList<>();
        int start = from;
        while (bytes.length - start >= FrameDescriptor.HEADER_LENGTH) {
            long length =
                    FrameDescriptor.HEADER_LENGTH
                            + FrameDescriptor.bodyLength(Bytes.getLong(bytes, start));
            int end = (int) Math.min(bytes.length, start + length);
            frames.add(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        return frames;
    }

    /** Goes from block to block as a client does: names and shapes stay. */
    private static final class Reader {
        private final Circumstances circumstances;
        private final RecordBlock block;
        private final BinNames names;
        private final byte filler;

        Reader(Circumstances circumstances, RecordBlock block, byte filler) {
            this.circumstances = circumstances;
            this.block = block;
            this.names = circumstances.names.make();
            this.filler = filler;
        }

        Notes read(List<byte[]> frames) {
            Notes notes = new Notes(names);
            BatchLedger ledger = BatchLedger.ofAll(ROWS);
            if (circumstances.transientOpen) {
                ledger.keepTransientOpen();
            }
            ReplyDecoder decoder =
                    switch (circumstances.kind) {
                        case SINGLE -> ReplyDecoder.single(names, notes);
                        case ROW -> ReplyDecoder.row(ledger, 0, names, notes);
                        case BATCH -> ReplyDecoder.batch(ledger, names, notes);
                        case QUERY -> ReplyDecoder.query(names, notes);
                    };
            if (circumstances.discarded) {
                decoder.discard();
            }
            for (byte[] frame : frames) {
                if (!read(decoder, frame, notes)) {
                    break;
                }
            }
            RuntimeException failure = decoder.takerFailure();
            if (failure != null) {
                throw new AssertionError("a record cannot be read", failure);
            }
            notes.add(decoder.recordCount());
            notes.add(decoder.isComplete() ? 1 + decoder.resultCode() : 0);
            notes.open = ledger.open();
            return notes;
        }

        /** Whether another frame may follow. */
        private boolean read(ReplyDecoder decoder, byte[] frame, Notes notes) {
            int guard = circumstances.guard;
            byte[] bytes = new byte[guard + frame.length + guard];
            Arrays.fill(bytes, 0, guard, filler);
            System.arraycopy(frame, 0, bytes, guard, frame.length);
            Arrays.fill(bytes, guard + frame.length, bytes.length, filler);
            notes.from = guard + FrameDescriptor.HEADER_LENGTH;
            notes.to = guard + frame.length;
            try {
                return !decoder.decode(bytes, guard, frame.length, block);
            } catch (MalformedReplyException e) {
                if (e.offset() < 0 || e.offset() > frame.length) {
                    throw new AssertionError("an offset outside of the frame", e);
                }
                notes.fault = e.getMessage();
                return false;
            }
        }
    }

    /** All that blocks say, in numbers; and that it is so. */
    private static final class Notes implements RecordTaker {
        private final BinNames names;
        private long[] notes = new long[256];
        private int count;
        private int from;
        private int to;
        private String fault = "";
        private BitSet open = new BitSet();

        Notes(BinNames names) {
            this.names = names;
        }

        boolean isSame(Notes other) {
            return Arrays.equals(notes, 0, count, other.notes, 0, other.count)
                    && fault.equals(other.fault)
                    && open.equals(other.open);
        }

        /** What is different, or comes near it. */
        String besides(Notes other) {
            int at = Arrays.mismatch(notes, 0, count, other.notes, 0, other.count);
            int first = at < 0 ? count : Math.max(0, at - 16);
            int last = Math.min(count, first + 32);
            return "["
                    + first
                    + "...] "
                    + Arrays.toString(Arrays.copyOfRange(notes, first, last))
                    + ", fault \""
                    + fault
                    + "\", open "
                    + open;
        }

        void add(long note) {
            if (count == notes.length) {
                notes = Arrays.copyOf(notes, 2 * count);
            }
            notes[count++] = note;
        }

        @Override
        public void take(RecordBlock block) {
            int width = block.width();
            for (int record = 0; record < block.recordCount(); record++) {
                int start = block.start(record);
                check(start, MessageDescriptor.HEADER_LENGTH);
                add(start);
                add(block.batchIndex(record));
                add(block.resultCode(record));
                add(block.generation(record));
                add(block.voidTimeSeconds(record));
                int digest = block.digestOffset(record);
                add(digest);
                if (digest != 0) {
                    check(digest, 20);
                }
                addCell(block.frame(), block.setNameCell(record));
                addCell(block.frame(), block.userKeyCell(record));
                add(block.indexValue(record));
                for (int column = 0; column < width; column++) {
                    long cell = block.cell(column, record);
                    checkCommon(block.commonCell(column), cell, block.commonStarts(column)[record]);
                    if (cell != 0) {
                        add(column);
                        add(block.nameOrdinal(column, record));
                        addCell(block.frame(), cell);
                        checkName(block, column, record, cell);
                    }
                }
            }
        }

        @Override
        public void partitionUnavailable(int partitionId, int resultCode) {
            add(-partitionId);
            add(resultCode);
        }

        /** A range inside of the frame, which holds a value of its type or a broken one. */
        private void addCell(byte[] frame, long cell) {
            add(cell);
            if (cell == 0) {
                return;
            }
            int offset = RecordBlock.offset(cell);
            int length = RecordBlock.length(cell);
            check(offset, length);
            try {
                Particles.read(RecordBlock.particleType(cell), frame, offset, length);
            } catch (MalformedReplyException e) {
                if (e.offset() < offset || e.offset() > offset + length) {
                    throw new AssertionError("an offset outside of the value", e);
                }
            }
        }

        private void check(int offset, int length) {
            if (offset < from || length < 0 || length > to - offset) {
                throw new AssertionError(
                        length + " bytes at " + offset + " are not in [" + from + ", " + to + ")");
            }
        }

        private static void checkCommon(long common, long cell, int start) {
            if (common != RecordBlock.UNLIKE && cell != (common == 0 ? 0 : common + start)) {
                throw new AssertionError(
                        "cell " + cell + " of the record at " + start + " is " + common);
            }
        }

        /** Whether the bin's name stands before its value; texts that are no UTF-8 are let pass. */
        private void checkName(RecordBlock block, int column, int record, long cell) {
            if (names.count() == 0) {
                return;
            }
            String name = block.name(column, record);
            byte[] utf8 = Bytes.utf8(name);
            int at = RecordBlock.offset(cell) - utf8.length;
            if (name.indexOf('\uFFFD') < 0
                    && ((block.frame()[at - 1] & 0xFF) != utf8.length
                            || !Arrays.equals(
                                    block.frame(), at, at + utf8.length, utf8, 0, utf8.length))) {
                throw new AssertionError("bin \"" + name + "\" before " + at + " has another name");
            }
        }
    }

    /** What the fuzzer begins with: recorded and made replies, with names of each mode. */
    public static Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (Names names : Names.values()) {
            for (String recording : Recording.names()) {
                List<Exchange> exchanges = Recording.load(recording).exchanges();
                for (int i = 0; i < exchanges.size(); i++) {
                    List<byte[]> frames = someRecords(exchanges.get(i));
                    if (!frames.isEmpty()) {
                        seeds.put(
                                recording + "-" + i + "-" + names,
                                Circumstances.input(kind(recording), names, 0, frames));
                    }
                }
            }
            seeds.put(
                    "empty-key-" + names,
                    Circumstances.input(ReplyKind.QUERY, names, 0, MadeReply.withEmptyKey()));
            for (ReplyKind kind : List.of(ReplyKind.BATCH, ReplyKind.QUERY)) {
                String suffix = "-" + kind + "-" + names;
                for (int variety = 1; variety <= 5; variety++) {
                    List<byte[]> frames = MadeReply.frames(kind, variety, 2 * variety);
                    for (int lesson = 0; lesson <= 2; lesson++) {
                        seeds.put(
                                "made-" + variety + "-" + lesson + suffix,
                                Circumstances.input(kind, names, lesson, frames));
                    }
                }
                seeds.put(
                        "more-than-a-block" + suffix,
                        Circumstances.input(
                                kind, names, 0, MadeReply.frames(kind, 70, new int[] {0, 1})));
                seeds.put(
                        "long-names" + suffix,
                        Circumstances.input(kind, names, 0, MadeReply.withLongNames(kind)));
                seeds.put(
                        "many-bins" + suffix,
                        Circumstances.input(
                                kind, names, 0, MadeReply.frames(kind, 3, new int[] {2, 40})));
            }
        }
        return seeds;
    }

    /** What a reader has read before; a row is a single record. */
    private static List<List<byte[]>> lessons(ReplyKind kind) {
        return LESSONS.get(kind == ReplyKind.ROW ? 0 : kind.ordinal());
    }

    private static ReplyKind kind(String recording) {
        return recording.startsWith("batch") || recording.startsWith("error-batch")
                ? ReplyKind.BATCH
                : recording.startsWith("scan") || recording.startsWith("query")
                        ? ReplyKind.QUERY
                        : ReplyKind.SINGLE;
    }

    private static List<byte[]> recorded(String recording) {
        List<Exchange> exchanges = Recording.load(recording).exchanges();
        return someRecords(exchanges.get(exchanges.size() - 1));
    }

    /** The message frames of a response, each with its first records and its last message. */
    private static List<byte[]> someRecords(Exchange exchange) {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame : exchange.responseFrames()) {
            if (FrameDescriptor.type(Bytes.getLong(frame, 0)) == FrameDescriptor.TYPE_MESSAGE) {
                frames.add(someRecords(frame));
            }
        }
        return frames;
    }

    private static byte[] someRecords(byte[] frame) {
        List<Integer> starts = new ArrayList<>();
        int position = FrameDescriptor.HEADER_LENGTH;
        while (position < frame.length) {
            starts.add(position);
            position = messageEnd(frame, position);
        }
        if (starts.size() <= SEED_RECORDS) {
            return frame;
        }
        int firstEnd = starts.get(SEED_RECORDS);
        int last = starts.get(starts.size() - 1);
        byte[] cut = Arrays.copyOf(frame, firstEnd + frame.length - last);
        System.arraycopy(frame, last, cut, firstEnd, frame.length - last);
        Bytes.putLong(
                cut,
                0,
                FrameDescriptor.header(
                        FrameDescriptor.TYPE_MESSAGE, cut.length - FrameDescriptor.HEADER_LENGTH));
        return cut;
    }

    private static int messageEnd(byte[] frame, int start) {
        int parts =
                Bytes.getUnsignedShort(frame, start + MessageDescriptor.FIELD_COUNT)
                        + Bytes.getUnsignedShort(frame, start + MessageDescriptor.OPERATION_COUNT);
        int position = start + MessageDescriptor.HEADER_LENGTH;
        for (int part = 0; part < parts; part++) {
            position += Integer.BYTES + Bytes.getInt(frame, position);
        }
        return position;
    }
}
