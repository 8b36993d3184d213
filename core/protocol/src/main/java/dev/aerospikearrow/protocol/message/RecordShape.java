package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What records of the same bins and types have in common: all their bytes but values, generation,
 * void time, batch index and the lengths of what varies in length. A record that fits a shape is
 * not walked; its values are where the shape says.
 *
 * <p>A shape is a row of segments. The bytes of a segment lie at fixed places and are compared, in
 * words of eight bytes, under a mask that leaves out the values; each but the last ends with a
 * value whose length is read. Records without such values have one segment, and the places of all
 * their values are known from the start.
 *
 * <p>It is as safe as walking. Everything that a walk looks at is compared with what a walk
 * accepted before, or is read and checked against the end of the frame. What does not fit is
 * walked, so that there is one place that finds faults. Immutable but for a guess.
 */
final class RecordShape {
    /** Longer records, or those of more values, are walked: a shape would be large, too. */
    private static final int MAX_LENGTH = 1 << 14;

    private final BinNames names;
    private final ReplyKind kind;
    private final Segment[] segments;
    private final boolean fixed;
    private final int width;
    private final long[] cells;
    private final int[] ordinals;
    private final long[] fields;

    /** The shape that came behind this one last time: likely to come next time. */
    RecordShape next = this;

    private RecordShape(
            BinNames names,
            ReplyKind kind,
            Segment[] segments,
            int width,
            long[] cells,
            int[] ordinals,
            long[] fields) {
        this.names = names;
        this.kind = kind;
        this.segments = segments;
        this.fixed = segments.length == 1 && segments[0].lengthAt < 0;
        this.width = width;
        this.cells = cells;
        this.ordinals = ordinals;
        this.fields = fields;
    }

    /**
     * Bytes at fixed places, and the value of any length that follows, if one does.
     *
     * @param words the bytes that are compared, and zeros elsewhere
     * @param masks ones over the bytes that are compared
     * @param lengthAt where the segment has the length of the value that follows; negative if none
     *     does
     * @param lengthMore how many bytes that length counts besides the value's
     * @param places what lies in the segment, the value that follows last
     */
    private record Segment(
            int length, long[] words, long[] masks, int lengthAt, int lengthMore, Place[] places) {

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
     * @param column the column of a block; negative for a field that is known
     * @param number the name's ordinal, or which field it is
     * @param cell with an offset that counts from the segment's start
     */
    private record Place(int column, int number, long cell) {
        void note(RecordBlock block, int record, long found) {
            if (column < 0) {
                block.putKnownField(number, record, found);
            } else {
                block.put(column, number, record, found);
            }
        }
    }

    boolean isFor(BinNames otherNames, ReplyKind otherKind) {
        return names == otherNames && kind == otherKind;
    }

    boolean isLikewise(RecordShape other) {
        return isFor(other.names, other.kind);
    }

    /** Whether all values lie at the same distance from the start of every record. */
    boolean isFixed() {
        return fixed;
    }

    /** How many columns a block must have. */
    int width() {
        return width;
    }

    /** How long every record is, if the shape is fixed. */
    int fixedLength() {
        return segments[0].length;
    }

    /** Whether a record at this place, all of which must lie in the frame, fits a fixed shape. */
    boolean isAt(byte[] frame, int at) {
        return segments[0].isAt(frame, at);
    }

    /** A fixed shape's cell in a column, from the record's start on; 0 if it has none. */
    long cell(int column) {
        return column < cells.length ? cells[column] : 0;
    }

    /** Which name a fixed shape has in a column. */
    int ordinal(int column) {
        return ordinals[column];
    }

    /** A fixed shape's field, from the record's start on; 0 if it has none. */
    long field(int knownField) {
        return fields[knownField];
    }

    /** Notes the cells of a record of this fixed shape. */
    void note(RecordBlock block, int record, int start) {
        for (Place place : segments[0].places) {
            place.note(block, record, place.cell + start);
        }
    }

    /**
     * Notes the record that has begun in a block, if it fits; else some of it may be noted.
     *
     * @return where it ends; negative if it does not fit
     */
    int note(RecordBlock block, byte[] frame, int start, int limit) {
        int record = block.recordCount();
        int at = start;
        for (Segment segment : segments) {
            if (limit - at < segment.length || !segment.isAt(frame, at)) {
                return -1;
            }
            int end = at + segment.length;
            int length = 0;
            if (segment.lengthAt >= 0) {
                // Unsigned, as a walk reads it; what is too long for the frame is too long here.
                long announced =
                        (Bytes.getInt(frame, at + segment.lengthAt) & 0xFFFF_FFFFL)
                                - segment.lengthMore;
                if (announced < 0 || announced > limit - end) {
                    return -1;
                }
                length = (int) announced;
            }
            Place[] places = segment.places;
            int last = segment.lengthAt >= 0 ? places.length - 1 : places.length;
            for (int i = 0; i < last; i++) {
                places[i].note(block, record, places[i].cell + at);
            }
            if (last < places.length) {
                Place place = places[last];
                if (place.column < 0 && length == 0) {
                    return -1;
                }
                place.note(
                        block,
                        record,
                        RecordBlock.cell(RecordBlock.particleType(place.cell), end, length));
            }
            at = end + length;
        }
        return at;
    }

    /**
     * The shape of a record that was walked and found sound, with result code 0.
     *
     * @return null if it is one that shapes are not made for
     */
    static @Nullable RecordShape of(
            byte[] frame, int start, int end, BinNames names, ReplyKind kind) {
        if (end - start > MAX_LENGTH || frame[start + MessageDescriptor.INFO3] != 0) {
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
        private final List<Place> places = new ArrayList<>();
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
            closeSegment(end, -1, 0);
            for (Segment segment : segments) {
                if (segment.length > 0 && segment.length < Long.BYTES) {
                    return null;
                }
            }
            return shape();
        }

        private RecordShape shape() {
            int width = 0;
            for (Segment segment : segments) {
                for (Place place : segment.places) {
                    width = Math.max(width, place.column + 1);
                }
            }
            long[] cells = new long[width];
            int[] ordinals = new int[cells.length];
            long[] fields = new long[RecordBlock.knownFieldCount()];
            for (Place place : segments.get(0).places) {
                if (place.column < 0) {
                    fields[place.number] = place.cell;
                } else {
                    cells[place.column] = place.cell;
                    ordinals[place.column] = place.number;
                }
            }
            return new RecordShape(
                    names, kind, segments.toArray(Segment[]::new), width, cells, ordinals, fields);
        }

        private int field(int position) {
            int length = Bytes.getInt(frame, position) - 1;
            int type = frame[position + 4] & 0xFF;
            int value = position + MessageDescriptor.FIELD_HEADER_LENGTH;
            compare(position + 4, 1);
            int known = RecordBlock.knownField(type);
            if (known >= 0) {
                places.add(new Place(-1, known, RecordBlock.cell(0, value - segmentStart, length)));
            }
            if (type == FieldType.USER_KEY && !isFixed(frame[value])) {
                closeSegment(value, position, 1);
                segmentStart = value + length;
            } else {
                compare(position, Integer.BYTES);
                if (type == FieldType.USER_KEY) {
                    compare(value, 1);
                }
            }
            return value + length;
        }

        private int operation(int position, int operation, int ordinal) {
            int type = frame[position + MessageDescriptor.OPERATION_PARTICLE_TYPE] & 0xFF;
            int nameLength = frame[position + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF;
            int value = position + MessageDescriptor.OPERATION_HEADER_LENGTH + nameLength;
            int next = position + Integer.BYTES + Bytes.getInt(frame, position);
            compare(position + MessageDescriptor.OPERATION_PARTICLE_TYPE, 1);
            compare(position + MessageDescriptor.OPERATION_NAME_LENGTH, 1 + nameLength);
            if (ordinal >= 0) {
                places.add(
                        new Place(
                                names.column(operation, ordinal),
                                ordinal,
                                RecordBlock.cell(type, value - segmentStart, next - value)));
            }
            if (isFixed(type)) {
                compare(position, Integer.BYTES);
            } else if (ordinal < 0) {
                // Nobody wants it: records in which it is as long are alike.
                compare(position, Integer.BYTES);
            } else {
                closeSegment(value, position, Integer.BYTES + nameLength);
                segmentStart = next;
            }
            return next;
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

        /** Ends a segment; one without bytes is left out where no value follows. */
        private void closeSegment(int segmentEnd, int lengthPosition, int lengthMore) {
            int length = segmentEnd - segmentStart;
            if (length == 0 && lengthPosition < 0) {
                return;
            }
            long[] words = new long[length < Long.BYTES ? 0 : (length + 7) / Long.BYTES];
            long[] masks = new long[words.length];
            for (int word = 0; word < words.length; word++) {
                int at = segmentStart + Math.min(word * Long.BYTES, length - Long.BYTES);
                masks[word] = Bytes.getLongLittleEndian(mask, at - start);
                words[word] = Bytes.getLongLittleEndian(frame, at) & masks[word];
            }
            segments.add(
                    new Segment(
                            length,
                            words,
                            masks,
                            lengthPosition < 0 ? -1 : lengthPosition - segmentStart,
                            lengthMore,
                            places.toArray(Place[]::new)));
            places.clear();
        }
    }
}
