package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape that records of the same bins and types have in common: all their bytes but values,
 * generation, void time, batch index and the lengths of what varies in length. A record that fits a
 * shape is not walked; its values are where the shape says.
 *
 * <p>A shape is a row of segments. The bytes of a segment lie at fixed places and are compared, in
 * words of eight bytes, under a mask that leaves out the values; each but the last may end with a
 * value whose length is read. So all that has to be known of a record is where its segments start:
 * one number for a record without such values.
 *
 * <p>It is as safe as walking. Everything that a walk looks at is compared with what a walk
 * accepted before, or is read and checked against the end of the frame. What does not fit is
 * walked, so that there is one place that finds faults. Immutable but for a guess.
 */
final class RecordShape {
    /** Longer records are walked: their shapes would be large, too. */
    private static final int MAX_LENGTH = 1 << 14;

    /** Records of more values of any length are walked. */
    static final int MAX_SEGMENTS = 32;

    private final BinNames names;
    private final ReplyKind kind;
    private final Segment[] segments;
    private final boolean fixed;
    private final int width;

    /** How many fields and operations a record has, as it says in its header. */
    private final int counts;

    /** For each column and then each known field. */
    private final long[] cells;

    private final int[] segmentOf;
    private final boolean[] tail;
    private final int[] ordinals;

    /** The shape that came behind this one last time: likely to come next time. */
    RecordShape next = this;

    /** Where it is among those that are known. */
    int place;

    private RecordShape(
            BinNames names,
            ReplyKind kind,
            int counts,
            List<Segment> segments,
            int width,
            List<Place> bins,
            List<Place> fields) {
        this.names = names;
        this.kind = kind;
        this.counts = counts;
        this.segments = segments.toArray(Segment[]::new);
        fixed = segments.size() == 1 && segments.get(0).lengthAt < 0;
        this.width = width;
        cells = new long[width + RecordBlock.knownFieldCount()];
        segmentOf = new int[cells.length];
        tail = new boolean[cells.length];
        ordinals = new int[width];
        for (Place bin : bins) {
            put(bin.column, bin);
            ordinals[bin.column] = bin.number;
        }
        for (Place field : fields) {
            put(width + field.number, field);
        }
    }

    private void put(int index, Place place) {
        cells[index] = place.cell;
        segmentOf[index] = place.segment;
        tail[index] = place.isTail;
    }

    /**
     * Bytes at fixed places, and the value of any length that follows, if one does.
     *
     * @param words the bytes that are compared, and zeros elsewhere
     * @param masks ones over the bytes that are compared
     * @param lengthAt where the segment has the length of the value that follows; negative if none
     *     does
     * @param lengthMore how many bytes that length counts besides the value's
     * @param minLength the least length of that value
     */
    private record Segment(
            int length, long[] words, long[] masks, int lengthAt, int lengthMore, int minLength) {

        /** Whether the bytes are those of the segment; all of it must lie in the frame. */
        boolean isAt(byte[] frame, int at) {
            long[] expected = words;
            long[] mask = masks;
            int last = expected.length - 1;
            if (last < 0) {
                return true;
            }
            // The last word overlaps the one before, so that none goes beyond the segment.
            long difference =
                    (Bytes.getLongLittleEndian(frame, at + length - Long.BYTES) ^ expected[last])
                            & mask[last];
            for (int word = 0; word < last; word++) {
                difference |=
                        (Bytes.getLongLittleEndian(frame, at + word * Long.BYTES) ^ expected[word])
                                & mask[word];
            }
            return difference == 0;
        }
    }

    /**
     * Where a value lies.
     *
     * @param column the column of a block, if it is a bin's
     * @param number the name's ordinal, or which of the known fields it is
     * @param cell with an offset that counts from the segment's start; a tail's has no length
     * @param isTail whether it is the value of any length behind the segment
     */
    private record Place(int column, int number, int segment, long cell, boolean isTail) {}

    boolean isFor(BinNames otherNames, ReplyKind otherKind) {
        return names == otherNames && kind == otherKind;
    }

    boolean isLikewise(RecordShape other) {
        return isFor(other.names, other.kind);
    }

    /** Whether there is a message that shapes are made for: a record that was found. */
    static boolean isForRecord(byte[] frame, int start, int limit) {
        return limit - start >= MessageDescriptor.HEADER_LENGTH
                && frame[start + MessageDescriptor.INFO3] == 0
                && frame[start + MessageDescriptor.RESULT_CODE] == 0;
    }

    /** Whether a record, of which the header is there, has as many fields and operations. */
    boolean hasCountsOf(byte[] frame, int start) {
        return Bytes.getInt(frame, start + MessageDescriptor.FIELD_COUNT) == counts;
    }

    /** How many columns a block must have. */
    int width() {
        return width;
    }

    /** How many segments a record has. */
    int segmentCount() {
        return segments.length;
    }

    /**
     * Finds the segments of a record, if it fits.
     *
     * @param starts gets where each segment starts, by segment, at {@code record}, and behind them
     *     where the record ends
     * @return where it ends; negative if it does not fit
     */
    int measure(int[][] starts, int record, byte[] frame, int start, int limit) {
        if (fixed) {
            int length = segments[0].length;
            if (limit - start < length || !segments[0].isAt(frame, start)) {
                return -1;
            }
            starts[0][record] = start;
            return start + length;
        }
        int at = start;
        for (int i = 0; i < segments.length; i++) {
            Segment segment = segments[i];
            int end = at + segment.length;
            if (end > limit || !segment.isAt(frame, at)) {
                return -1;
            }
            starts[i][record] = at;
            if (segment.lengthAt >= 0) {
                // Unsigned, as a walk reads it; what is too long for the frame is too long here.
                long length =
                        (Bytes.getInt(frame, at + segment.lengthAt) & 0xFFFF_FFFFL)
                                - segment.lengthMore;
                if (length < segment.minLength || length > limit - end) {
                    return -1;
                }
                end += (int) length;
            }
            at = end;
        }
        starts[segments.length][record] = at;
        return at;
    }

    /** A record's cell in a column; 0 if the shape has none. */
    long cell(int column, int[][] starts, int record) {
        return column < width ? at(column, starts, record) : 0;
    }

    /** A record's known field; 0 if the shape has none. */
    long field(int knownField, int[][] starts, int record) {
        return at(width + knownField, starts, record);
    }

    private long at(int index, int[][] starts, int record) {
        long cell = cells[index];
        if (cell == 0) {
            return 0;
        }
        int segment = segmentOf[index];
        long placed = cell + starts[segment][record];
        if (!tail[index]) {
            return placed;
        }
        long length = starts[segment + 1][record] - RecordBlock.offset(placed);
        return placed | length << RecordBlock.LENGTH_SHIFT;
    }

    /**
     * The cell of every record in a column, with an offset that counts from the start of {@link
     * #segmentOf its segment}; 0 if the shape has none, {@link RecordBlock#UNLIKE} if its length
     * varies.
     */
    long commonCell(int column) {
        return column >= width ? 0 : tail[column] ? RecordBlock.UNLIKE : cells[column];
    }

    /** In which segment a column's values lie. */
    int segmentOf(int column) {
        return column < width ? segmentOf[column] : 0;
    }

    /** Which name a column has. */
    int ordinal(int column) {
        return ordinals[column];
    }

    /** Notes the cells of a record whose segments are known. */
    void note(RecordBlock block, int record, int[][] starts) {
        if (fixed && !names.isDiscovered()) {
            block.putAll(record, cells, width, starts[0][record]);
        } else {
            for (int column = 0; column < width; column++) {
                if (cells[column] != 0) {
                    block.put(column, ordinals[column], record, at(column, starts, record));
                }
            }
        }
        for (int field = 0; field < RecordBlock.knownFieldCount(); field++) {
            if (cells[width + field] != 0) {
                block.putKnownField(field, record, at(width + field, starts, record));
            }
        }
    }

    /**
     * The shape of a record that was walked and found sound, with result code 0.
     *
     * @return null if it is one that shapes are not made for
     */
    static @Nullable RecordShape of(
            byte[] frame, int start, int end, BinNames names, ReplyKind kind) {
        if (end - start > MAX_LENGTH || !isForRecord(frame, start, end)) {
            return null;
        }
        return new Maker(frame, start, end, names, kind).make();
    }

    /** Takes a record apart. */
    private static final class Maker {
        private final byte[] frame;
        private final int start;
        private final int end;
        private final BinNames names;
        private final ReplyKind kind;

        /** Ones over the bytes that are compared, from the record's start on. */
        private final byte[] mask;

        private final List<Segment> segments = new ArrayList<>();
        private final List<Place> bins = new ArrayList<>();
        private final List<Place> fields = new ArrayList<>();
        private int segmentStart;

        Maker(byte[] frame, int start, int end, BinNames names, ReplyKind kind) {
            this.frame = frame;
            this.start = start;
            this.end = end;
            this.names = names;
            this.kind = kind;
            mask = new byte[end - start];
            segmentStart = start;
        }

        @Nullable RecordShape make() {
            compare(start, 1);
            compare(start + MessageDescriptor.INFO3, 1);
            compare(start + MessageDescriptor.RESULT_CODE, 1);
            compare(start + MessageDescriptor.FIELD_COUNT, 2 * Short.BYTES);
            int fieldCount = Bytes.getUnsignedShort(frame, start + MessageDescriptor.FIELD_COUNT);
            int operationCount =
                    Bytes.getUnsignedShort(frame, start + MessageDescriptor.OPERATION_COUNT);
            int position = start + MessageDescriptor.HEADER_LENGTH;
            for (int field = 0; field < fieldCount; field++) {
                position = field(position);
            }
            BinNames.Name expected = names.first();
            for (int operation = 0; operation < operationCount; operation++) {
                int ordinal = expected.ordinal;
                if (!expected.isAt(frame, position)) {
                    ordinal = names.search(frame, position, operation, expected);
                }
                if (ordinal != BinNames.UNKNOWN) {
                    expected = names.after(ordinal);
                }
                position = operation(position, operation, ordinal);
            }
            if (segmentStart < end) {
                closeSegment(end, -1, 0, 0);
            }
            for (Segment segment : segments) {
                if (segment.length < Long.BYTES) {
                    return null;
                }
            }
            int width = bins.stream().mapToInt(bin -> bin.column + 1).max().orElse(0);
            return segments.size() > MAX_SEGMENTS
                    ? null
                    : new RecordShape(
                            names,
                            kind,
                            Bytes.getInt(frame, start + MessageDescriptor.FIELD_COUNT),
                            segments,
                            width,
                            bins,
                            fields);
        }

        private int field(int position) {
            int length = Bytes.getInt(frame, position) - 1;
            int type = frame[position + 4] & 0xFF;
            int value = position + MessageDescriptor.FIELD_HEADER_LENGTH;
            int known = RecordBlock.knownField(type);
            boolean isTail = type == FieldType.USER_KEY && !isFixed(frame[value]);
            compare(position + 4, 1);
            if (known >= 0) {
                fields.add(place(-1, known, 0, value, length, isTail));
            }
            if (isTail) {
                closeSegment(value, position, 1, 1);
                segmentStart = value + length;
                return segmentStart;
            }
            compare(position, Integer.BYTES);
            if (type == FieldType.USER_KEY) {
                compare(value, 1);
            }
            return value + length;
        }

        private int operation(int position, int operation, int ordinal) {
            int type = frame[position + MessageDescriptor.OPERATION_PARTICLE_TYPE] & 0xFF;
            int nameLength = frame[position + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF;
            int value = position + MessageDescriptor.OPERATION_HEADER_LENGTH + nameLength;
            int next = position + Integer.BYTES + Bytes.getInt(frame, position);
            // A value that nobody wants is a part of the shape: where it is as long, all is alike.
            boolean isTail = ordinal >= 0 && !isFixed(type);
            compare(position + MessageDescriptor.OPERATION_PARTICLE_TYPE, 1);
            compare(position + MessageDescriptor.OPERATION_NAME_LENGTH, 1 + nameLength);
            if (ordinal >= 0) {
                int column = names.column(operation, ordinal);
                bins.add(place(column, ordinal, type, value, next - value, isTail));
            }
            if (isTail) {
                closeSegment(value, position, Integer.BYTES + nameLength, 0);
                segmentStart = next;
            } else {
                compare(position, Integer.BYTES);
            }
            return next;
        }

        private Place place(
                int column, int number, int type, int value, int length, boolean isTail) {
            long cell = RecordBlock.cell(type, value - segmentStart, isTail ? 0 : length);
            return new Place(column, number, segments.size(), cell, isTail);
        }

        private static boolean isFixed(int particleType) {
            return switch (particleType) {
                case ParticleType.NULL,
                        ParticleType.INTEGER,
                        ParticleType.DOUBLE,
                        ParticleType.BOOL ->
                        true;
                default -> false;
            };
        }

        private void compare(int at, int length) {
            for (int i = 0; i < length; i++) {
                mask[at - start + i] = -1;
            }
        }

        private void closeSegment(
                int segmentEnd, int lengthPosition, int lengthMore, int minLength) {
            int length = segmentEnd - segmentStart;
            long[] words = new long[length < Long.BYTES ? 0 : (length + 7) / Long.BYTES];
            long[] masks = new long[words.length];
            for (int word = 0; word < words.length; word++) {
                int at = segmentStart + Math.min(word * Long.BYTES, length - Long.BYTES);
                masks[word] = Bytes.getLongLittleEndian(mask, at - start);
                words[word] = Bytes.getLongLittleEndian(frame, at) & masks[word];
            }
            int lengthAt = lengthPosition < 0 ? -1 : lengthPosition - segmentStart;
            segments.add(new Segment(length, words, masks, lengthAt, lengthMore, minLength));
        }
    }
}
