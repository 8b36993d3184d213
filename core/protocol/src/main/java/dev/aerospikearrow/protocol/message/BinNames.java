package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * The bin names of a reply as small numbers, without making a {@code String} per record.
 *
 * <p>The server answers bins in the order in which they were asked for, so names form a chain: the
 * one behind the bin before is nearly always right, and {@link Name#isAt} finds out with two
 * comparisons.
 *
 * <p>They also say what the columns of a {@link RecordBlock} are: the bins that were asked for, or
 * the positions of values in their record.
 *
 * <p>A table of {@link #requested} or {@link #positional} names never changes and may be shared.
 * One of {@link #discovered} names is not thread-safe: each call has its own.
 */
public final class BinNames {
    /** No names at all: every bin is {@link #UNKNOWN}. */
    public static final BinNames NONE = requested(List.of());

    /** The ordinal of a name that nobody asked for. */
    public static final int UNKNOWN = -1;

    /** A name has at most 15 bytes (docs/wire.md, section 5). */
    private static final int MAX_LENGTH = 15;

    private enum Mode {
        REQUESTED,
        DISCOVERED,
        POSITIONAL
    }

    /** So many columns do blocks begin with when nobody knows how many there will be. */
    private static final int EXPECTED_COLUMNS = 16;

    private final Mode mode;
    private final int positions;
    private final List<String> names;
    private final List<Name> chain;

    /**
     * A name as the bytes of an operation's header end with it: its length in one byte, then at
     * most 15 bytes.
     */
    static final class Name {
        /** Where the length of the name lies in an operation's header. */
        private static final int LENGTH_OFFSET = MessageDescriptor.OPERATION_HEADER_LENGTH - 1;

        /** How many bytes from the operation's start are compared. */
        private static final int COMPARED_BYTES = LENGTH_OFFSET + 2 * Long.BYTES;

        /** Is nowhere: a word of which no bit is compared is not 1. */
        private static final Name NONE = new Name(UNKNOWN, 0, 1, 0, 1);

        /** What the decoder calls the bin. */
        final int ordinal;

        private final long firstMask;
        private final long first;
        private final long restMask;
        private final long rest;
        private Name next;

        private Name(int ordinal, long firstMask, long first, long restMask, long rest) {
            this.ordinal = ordinal;
            this.firstMask = firstMask;
            this.first = first;
            this.restMask = restMask;
            this.rest = rest;
            this.next = this;
        }

        private static Name of(int ordinal, int length, long first, long rest) {
            Name name = new Name(ordinal, mask(1 + length), first, mask(length - 7), rest);
            name.next = NONE;
            return name;
        }

        /** The bin that was asked for next; one that is nowhere if there is none. */
        Name next() {
            return next;
        }

        /**
         * Whether this is the name of the operation at {@code position}. It may say no where bytes
         * of the frame's array are too few to be compared at once.
         */
        boolean isAt(byte[] frame, int position) {
            return position <= frame.length - COMPARED_BYTES
                    && (Bytes.getLong(frame, position + LENGTH_OFFSET) & firstMask) == first
                    && (Bytes.getLong(frame, position + LENGTH_OFFSET + Long.BYTES) & restMask)
                            == rest;
        }
    }

    private BinNames(Mode mode, int positions, List<String> names) {
        this.mode = mode;
        this.positions = positions;
        this.names = names;
        this.chain = new ArrayList<>(names.size());
        for (String name : names) {
            byte[] utf8 = Bytes.utf8(name);
            append(utf8.length, first(utf8, 0, utf8.length), rest(utf8, 0, utf8.length));
        }
    }

    /** Bin {@code i} of the list has ordinal {@code i}; other bins are {@link #UNKNOWN}. */
    public static BinNames requested(List<String> names) {
        return new BinNames(Mode.REQUESTED, names.size(), List.copyOf(names));
    }

    /**
     * Names get ordinals in the order in which they are first seen. A column is a value's position
     * in its record, so that values of one bin may follow each other.
     */
    public static BinNames discovered() {
        return new BinNames(Mode.DISCOVERED, EXPECTED_COLUMNS, new ArrayList<>());
    }

    /**
     * Every operation's result has its position in the record as ordinal and column, whatever the
     * bin; for replies with one result per operation.
     *
     * @param count the most results that a record may have
     */
    public static BinNames positional(int count) {
        return new BinNames(Mode.POSITIONAL, count, List.of());
    }

    /** How many columns blocks have, to begin with. */
    int width() {
        return positions;
    }

    /** Whether names are found while records are read, and columns are positions. */
    boolean isDiscovered() {
        return mode == Mode.DISCOVERED;
    }

    /** The column of a value whose name has an ordinal. */
    int column(int position, int ordinal) {
        return mode == Mode.DISCOVERED ? position : ordinal;
    }

    /** How many names have an ordinal. */
    public int count() {
        return chain.size();
    }

    public String name(int ordinal) {
        return names.get(ordinal);
    }

    /** The bin that was asked for first. */
    Name first() {
        return chain.isEmpty() ? Name.NONE : chain.get(0);
    }

    /** The bin that was asked for behind another; one that is nowhere if there is none. */
    Name after(int ordinal) {
        return ordinal + 1 < chain.size() ? chain.get(ordinal + 1) : Name.NONE;
    }

    /** The ordinal of the name of the operation at {@code start}, which is not the expected one. */
    int search(byte[] frame, int start, int position, Name expected) {
        return search(
                frame,
                start + MessageDescriptor.OPERATION_HEADER_LENGTH,
                frame[start + MessageDescriptor.OPERATION_NAME_LENGTH] & 0xFF,
                position,
                Math.max(0, expected.ordinal));
    }

    /**
     * The ordinal of an operation's name that is not the expected one.
     *
     * @param nameOffset where the name starts in the frame
     * @param position how many operations of the record came before
     * @param guess the ordinal from which on to look, so that of a name that was asked for twice
     *     the next one is found
     */
    int search(byte[] frame, int nameOffset, int nameLength, int position, int guess) {
        if (mode == Mode.POSITIONAL) {
            return position;
        }
        // A claimed name of 16 bytes or more must not be taken for one that shares its start.
        if (nameLength > MAX_LENGTH) {
            return UNKNOWN;
        }
        long first = first(frame, nameOffset, nameLength);
        long rest = rest(frame, nameOffset, nameLength);
        int count = chain.size();
        for (int i = 0; i < count; i++) {
            Name name = chain.get((guess + i) % count);
            if (name.first == first && name.rest == rest) {
                return name.ordinal;
            }
        }
        if (mode == Mode.REQUESTED) {
            return UNKNOWN;
        }
        names.add(Bytes.getUtf8(frame, nameOffset, nameLength));
        return append(nameLength, first, rest);
    }

    private int append(int nameLength, long first, long rest) {
        int ordinal = chain.size();
        Name name = Name.of(ordinal, nameLength, first, rest);
        if (ordinal > 0) {
            chain.get(ordinal - 1).next = name;
        }
        chain.add(name);
        return ordinal;
    }

    /**
     * Ones over the first {@code length} bytes of a big-endian word; lengths outside 0..8 count as
     * the nearest.
     */
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 8 ? -1L : -1L << (64 - 8 * length);
    }

    /** The length and the first seven bytes of a name, zeros beyond its end. */
    private static long first(byte[] bytes, int nameOffset, int nameLength) {
        return (long) nameLength << 56 | word(bytes, nameOffset, nameLength, 0, 7);
    }

    /** The other eight bytes. */
    private static long rest(byte[] bytes, int nameOffset, int nameLength) {
        return word(bytes, nameOffset, nameLength, 7, MAX_LENGTH);
    }

    private static long word(byte[] bytes, int nameOffset, int nameLength, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word << 8 | (i < nameLength ? bytes[nameOffset + i] & 0xFF : 0);
        }
        return word;
    }
}
