package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some records of one frame as the decoder found them: where each starts, and where its values lie.
 * It is the unit in which records are handed over, so that whoever takes them runs a loop per
 * column in which nothing is looked up and nothing is dispatched.
 *
 * <p><b>Columns.</b> What a column is depends on the {@link BinNames}: a bin that was asked for, or
 * a position in the record. A value's place is a <em>cell</em>, a {@code long} of its particle
 * type, length and offset in {@link #frame()}; it is 0 where a record has no such value.
 *
 * <p><b>Common shape.</b> Records of one shape have their values at the same distance from the
 * starts of their segments. If all records of a block are alike, no cell is noted at all: {@link
 * #commonCell} has the distance, and {@link #commonStarts} the rest.
 *
 * <p>A block is lent and used again: nothing of it may be kept. One that has been made grows to
 * what it is used for, and remembers the shapes of the records that it held. Not thread-safe.
 */
public final class RecordBlock {
    /** Few enough that the cells of many bins stay in the processor's nearest cache. */
    public static final int MAX_RECORDS = 64;

    /** The cell of no column in particular: {@link #commonCell} where records are not alike. */
    public static final long UNLIKE = -1;

    /** A frame has at most 128 MiB, which takes 28 bits with its header. */
    static final int MAX_OFFSET = (1 << 28) - 1;

    /** Records of very many bins wait for each other in smaller numbers: 128 KiB of cells. */
    private static final int MAX_CELLS = 1 << 14;

    static final int LENGTH_SHIFT = 28;
    private static final int TYPE_SHIFT = 56;
    private static final byte[] NO_FRAME = {};

    /** The fields of a record that mean something, in the order in which their cells are noted. */
    private enum KnownField {
        DIGEST,
        SET,
        USER_KEY,
        INDEX_VALUE,
        ERROR_DETAILS;

        static final int COUNT = values().length;
    }

    private final RecordShapes shapes;
    private final int[] starts = new int[MAX_RECORDS];
    private final int[] rows = new int[MAX_RECORDS];
    private byte[] frame = NO_FRAME;
    private int frameStart;
    private BinNames names = BinNames.NONE;
    private int width;
    private int capacity = MAX_RECORDS;
    private int recordCount;

    /** The batch index of a record that was asked for alone and does not know it; or negative. */
    private int onlyIndex = -1;

    private @Nullable RecordShape common;

    /** Where the segments of records of a shape start, by segment and record, and their ends. */
    private int[][] segmentStarts = {starts, new int[MAX_RECORDS]};

    private long[] cells = {};
    private int[] ordinals = {};

    /** Cells of {@link KnownField}s, without a type; made when the first field comes. */
    private long[] fields = {};

    /** An empty block. */
    public RecordBlock() {
        this(new RecordShapes());
    }

    RecordBlock(RecordShapes shapes) {
        this.shapes = shapes;
    }

    // What is known

    /** What cells and starts point into. */
    public byte[] frame() {
        return frame;
    }

    /** How many records there are. */
    public int recordCount() {
        return recordCount;
    }

    /** Where the frame starts in {@link #frame()}, its header included. */
    public int frameStart() {
        return frameStart;
    }

    /**
     * The record in which an offset lies: what is broken there is its.
     *
     * @param offset counts from the start of {@link #frame()}
     */
    public int recordAt(long offset) {
        int record = 0;
        while (record + 1 < recordCount && starts[record + 1] <= offset) {
            record++;
        }
        return record;
    }

    /** How many columns a record can have. */
    public int width() {
        return width;
    }

    /** Where a record's message starts in the frame. */
    public int start(int record) {
        return starts[record];
    }

    /** The record's position in the caller's batch; 0 for single records and queries. */
    public int batchIndex(int record) {
        return onlyIndex >= 0
                ? onlyIndex
                : Bytes.getInt(frame, starts[record] + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
    }

    /** 0, or why there is no record: {@link dev.aerospikearrow.data.ResultCode}. */
    public int resultCode(int record) {
        return frame[starts[record] + MessageDescriptor.RESULT_CODE] & 0xFF;
    }

    /** The record's generation, 0 if there is none. */
    public int generation(int record) {
        return Bytes.getInt(frame, starts[record] + MessageDescriptor.GENERATION);
    }

    /** When the record expires, in seconds since 2010-01-01T00:00:00Z, unsigned; 0 for never. */
    public int voidTimeSeconds(int record) {
        return Bytes.getInt(frame, starts[record] + MessageDescriptor.TTL_OR_VOID_TIME);
    }

    /** Where the 20 bytes of a record's digest start; every record of a query has one. */
    public int digestOffset(int record) {
        return offset(field(KnownField.DIGEST, record));
    }

    /** The cell of the record's set name, which has no type; 0 if it has none. */
    public long setNameCell(int record) {
        return field(KnownField.SET, record);
    }

    /**
     * The cell of the user key, if it was stored: its value without the byte that says its type; 0
     * if it was not.
     */
    public long userKeyCell(int record) {
        long field = field(KnownField.USER_KEY, record);
        return field == 0
                ? 0
                : cell(frame[offset(field)] & 0xFF, offset(field) + 1, length(field) - 1);
    }

    /** The record's value in the index by which it was found; 0 if it was found otherwise. */
    public long indexValue(int record) {
        long field = field(KnownField.INDEX_VALUE, record);
        return field == 0 ? 0 : Bytes.getLongLittleEndian(frame, offset(field));
    }

    /** What the node says about a record's code besides it. */
    public ErrorDetails errorDetails(int record) {
        long field = field(KnownField.ERROR_DETAILS, record);
        return field == 0
                ? ErrorDetails.NONE
                : ErrorDetails.parse(frame, offset(field), length(field));
    }

    private long field(KnownField known, int record) {
        if (common != null) {
            return common.field(known.ordinal(), segmentStarts, record);
        }
        int at = record * KnownField.COUNT + known.ordinal();
        return at < fields.length ? fields[at] : 0;
    }

    /** A record's cell in a column. */
    public long cell(int column, int record) {
        return common == null
                ? cells[record * width + column]
                : common.cell(column, segmentStarts, record);
    }

    /**
     * What {@link #cell} of every record is in a column, but with an offset that counts from {@link
     * #commonStarts}; {@link #UNLIKE} if the records are not of one shape, or the values of this
     * column have lengths of their own.
     */
    public long commonCell(int column) {
        return common == null ? UNLIKE : common.commonCell(column);
    }

    /** From where the offset of a {@link #commonCell} counts, by record. */
    public int[] commonStarts(int column) {
        return common == null ? starts : segmentStarts[common.segmentOf(column)];
    }

    /** Whether all records are found ones of one shape, so that {@link #commonCell} says all. */
    public boolean isAlike() {
        return common != null;
    }

    /** Whether all records are of one shape, and it is another one. */
    boolean isAlikeButNot(RecordShape shape) {
        return common != null && common != shape;
    }

    /**
     * A number for each record, for those who take the block: the row that it becomes. Nobody else
     * looks at them.
     */
    public int[] rows() {
        return rows;
    }

    /** Whether each of some records becomes the row behind that of the one before. */
    public boolean areRowsConsecutive(int from, int to) {
        int first = rows[from] - from;
        int differences = 0;
        for (int record = from; record < to; record++) {
            differences |= rows[record] - record - first;
        }
        return differences == 0;
    }

    /** The name of the bin in a record's column; of a column with a cell. */
    public String name(int column, int record) {
        return names.name(nameOrdinal(column, record));
    }

    /** The ordinal of that name. */
    public int nameOrdinal(int column, int record) {
        if (!names.isDiscovered()) {
            return column;
        }
        return common == null ? ordinals[record * width + column] : common.ordinal(column);
    }

    // Cells

    static long cell(int particleType, int offset, int length) {
        return (long) particleType << TYPE_SHIFT | (long) length << LENGTH_SHIFT | offset;
    }

    /** The type of a cell's value; {@link ParticleType#NULL} also if there is no cell. */
    public static int particleType(long cell) {
        return (int) (cell >>> TYPE_SHIFT);
    }

    /** Where a cell's value starts in the frame, or in the record for a common cell. */
    public static int offset(long cell) {
        return (int) cell & MAX_OFFSET;
    }

    /** How many bytes a cell's value has. */
    public static int length(long cell) {
        return (int) (cell >>> LENGTH_SHIFT) & MAX_OFFSET;
    }

    /** Whether a cell's value has this type and length. */
    public static boolean isOf(long cell, int particleType, int length) {
        return cell >>> LENGTH_SHIFT == ((long) particleType << TYPE_SHIFT - LENGTH_SHIFT | length);
    }

    // How it is filled

    /**
     * Begins to hold records of another frame.
     *
     * @param newOnlyIndex the batch index of its only record; negative if records have their own
     */
    void begin(byte[] newFrame, int newFrameStart, BinNames newNames, int newOnlyIndex) {
        clear();
        frameStart = newFrameStart;
        onlyIndex = newOnlyIndex;
        frame = newFrame;
        if (names != newNames) {
            names = newNames;
            width = 0;
            widen(names.width());
        }
    }

    /** Room for so many columns; there must be no complete record. */
    private void widen(int columns) {
        int before = width;
        width = columns;
        capacity = Math.max(1, Math.min(MAX_RECORDS, MAX_CELLS / Math.max(1, columns)));
        int needed = Math.multiplyExact(width, capacity);
        if (cells.length < needed) {
            long[] larger = new long[needed];
            System.arraycopy(cells, 0, larger, 0, Math.min(before, cells.length));
            cells = larger;
        }
        if (names.isDiscovered() && ordinals.length < needed) {
            ordinals = Arrays.copyOf(ordinals, needed);
        }
    }

    RecordShapes shapes() {
        return shapes;
    }

    boolean isFull() {
        return recordCount == capacity;
    }

    /** A record that is walked begins; it counts once it {@link #endRecord() ends}. */
    void beginRecord(int start) {
        noteCommon();
        starts[recordCount] = start;
    }

    /** From now on every record has its own cells. */
    private void noteCommon() {
        RecordShape shape = common;
        if (shape != null) {
            common = null;
            for (int record = 0; record < recordCount; record++) {
                shape.note(this, record, segmentStarts);
            }
        }
    }

    /** Whether there is such a column; {@link #makeRoom} makes it. */
    boolean hasRoom(int column) {
        return column < width;
    }

    /** Notes the cells of a record in the first columns, with offsets that count from a start. */
    void putAll(int record, long[] placed, int columns, int start) {
        int at = record * width;
        for (int column = 0; column < columns; column++) {
            long cell = placed[column];
            cells[at + column] = cell == 0 ? 0 : cell + start;
        }
    }

    /** Notes a cell of a record, complete or begun. */
    void put(int column, int ordinal, int record, long cell) {
        int at = record * width + column;
        cells[at] = cell;
        if (names.isDiscovered()) {
            ordinals[at] = ordinal;
        }
    }

    /**
     * Makes room for a column of the record that has begun; those before it must have been {@link
     * #keepBegun dropped}.
     *
     * @throws MalformedReplyException if there can be no such column
     */
    void makeRoom(int column, int offset) {
        if (!names.isDiscovered()) {
            throw new MalformedReplyException(
                    "a record has more results than the " + width + " that were asked for", offset);
        }
        widen(Math.max(16, Math.max(column + 1, width * 2)));
    }

    /**
     * Drops the complete records and keeps the one that has begun.
     *
     * @param record its place: how many complete ones there were
     */
    void keepBegun(int record) {
        if (record == 0) {
            return;
        }
        System.arraycopy(cells, record * width, cells, 0, width);
        Arrays.fill(cells, width, (record + 1) * width, 0);
        if (names.isDiscovered()) {
            System.arraycopy(ordinals, record * width, ordinals, 0, width);
        }
        if (fields.length > 0) {
            System.arraycopy(fields, record * KnownField.COUNT, fields, 0, KnownField.COUNT);
            Arrays.fill(fields, KnownField.COUNT, (record + 1) * KnownField.COUNT, 0);
        }
        starts[0] = starts[record];
        recordCount = 0;
    }

    /**
     * Notes a field of the record that has begun, if its type is known.
     *
     * @throws MalformedReplyException if its length is not that of its type
     */
    void putField(int fieldType, int offset, int length) {
        KnownField known = known(fieldType);
        if (known != null) {
            requireLength(known, offset, length);
            putKnownField(known.ordinal(), recordCount, cell(0, offset, length));
        }
    }

    void putKnownField(int knownField, int record, long cell) {
        if (fields.length == 0) {
            fields = new long[MAX_RECORDS * KnownField.COUNT];
        }
        fields[record * KnownField.COUNT + knownField] = cell;
    }

    private static void requireLength(KnownField known, int offset, int length) {
        int expected =
                switch (known) {
                    case DIGEST -> Key.DIGEST_LENGTH_BYTES;
                    case INDEX_VALUE -> Long.BYTES;
                    case USER_KEY -> Math.max(1, length);
                    case SET, ERROR_DETAILS -> length;
                };
        if (length != expected) {
            throw new MalformedReplyException(
                    switch (known) {
                                case DIGEST -> "a digest";
                                case INDEX_VALUE -> "an index value";
                                case USER_KEY -> "a user key with its type";
                                case SET -> "a set name";
                                case ERROR_DETAILS -> "error details";
                            }
                            + " of "
                            + expected
                            + (expected == 1 ? " byte or more" : " bytes")
                            + " expected, found "
                            + length,
                    offset);
        }
    }

    private static @Nullable KnownField known(int fieldType) {
        return switch (fieldType) {
            case FieldType.DIGEST -> KnownField.DIGEST;
            case FieldType.SET -> KnownField.SET;
            case FieldType.USER_KEY -> KnownField.USER_KEY;
            case FieldType.RESUME_INDEX_VALUES -> KnownField.INDEX_VALUE;
            case FieldType.ERROR_DETAILS -> KnownField.ERROR_DETAILS;
            default -> null;
        };
    }

    /** The number of a field's type among those that are known; negative if it is not. */
    static int knownField(int fieldType) {
        KnownField known = known(fieldType);
        return known == null ? -1 : known.ordinal();
    }

    /** How many types of fields are known. */
    static int knownFieldCount() {
        return KnownField.COUNT;
    }

    /** What the node says about the code of the record that has begun. */
    ErrorDetails errorDetails() {
        return errorDetails(recordCount);
    }

    /** Whether the record that has begun has a digest. */
    boolean hasDigest() {
        return field(KnownField.DIGEST, recordCount) != 0;
    }

    /** The record that has begun is complete. */
    void endRecord() {
        recordCount++;
    }

    /** Forgets what was noted of the record that has begun. */
    void rollBack() {
        int from = recordCount * width;
        Arrays.fill(cells, from, from + width, 0);
        if (fields.length > 0) {
            int at = recordCount * KnownField.COUNT;
            Arrays.fill(fields, at, at + KnownField.COUNT, 0);
        }
    }

    /**
     * Finds out whether a record fits a shape; {@link #add} adds it then. Nothing has begun.
     *
     * @return where the record ends; negative if it does not fit
     */
    int measure(RecordShape shape, int start, int limit) {
        if (segmentStarts.length <= shape.segmentCount()) {
            int before = segmentStarts.length;
            segmentStarts = Arrays.copyOf(segmentStarts, RecordShape.MAX_SEGMENTS + 1);
            for (int segment = before; segment < segmentStarts.length; segment++) {
                segmentStarts[segment] = new int[MAX_RECORDS];
            }
        }
        return shape.measure(segmentStarts, recordCount, frame, start, limit);
    }

    /** Adds the record that was measured last. */
    void add(RecordShape shape) {
        if (recordCount == 0) {
            common = shape;
        } else if (common != shape) {
            noteCommon();
            shape.note(this, recordCount, segmentStarts);
        }
        recordCount++;
    }

    /**
     * Forgets all records but the first ones.
     *
     * @param count at most as many as there are
     */
    public void truncate(int count) {
        int from = count * width;
        if (common == null) {
            Arrays.fill(cells, from, recordCount * width, 0);
            if (fields.length > 0) {
                Arrays.fill(fields, count * KnownField.COUNT, recordCount * KnownField.COUNT, 0);
            }
        }
        recordCount = count;
    }

    /** Forgets all records. */
    void clear() {
        truncate(0);
        common = null;
    }
}
