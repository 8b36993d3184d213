package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the bin names of a reply into small numbers without making a {@code String} per record.
 *
 * <p>A name is at most 15 bytes, so it is kept as two longs, padded with zeros, and compared in two
 * steps. The server answers bins in the order in which they were asked for, so the first guess, the
 * bin after the previous one, is nearly always right.
 *
 * <p>Not thread-safe: each reply that is being decoded has its own ({@link #copy()}).
 */
public final class BinNames {
    /** The ordinal of a name that nobody asked for. */
    public static final int UNKNOWN = -1;

    private enum Mode {
        REQUESTED,
        DISCOVERED,
        POSITIONAL
    }

    private final Mode mode;
    private final List<String> names;
    private long[] firstEight;
    private long[] nextEight;

    private BinNames(Mode mode, List<String> names) {
        this.mode = mode;
        this.names = names;
        firstEight = new long[Math.max(8, names.size())];
        nextEight = new long[firstEight.length];
        for (int ordinal = 0; ordinal < names.size(); ordinal++) {
            byte[] name = Bytes.utf8(names.get(ordinal));
            firstEight[ordinal] = word(name, 0, name.length);
            nextEight[ordinal] = word(name, 8, name.length - 8);
        }
    }

    /**
     * Bin {@code i} of the list has ordinal {@code i}; other bins are {@link #UNKNOWN} and skipped.
     */
    public static BinNames requested(List<String> names) {
        return new BinNames(Mode.REQUESTED, List.copyOf(names));
    }

    /** Names get ordinals in the order in which they are first seen. */
    public static BinNames discovered() {
        return new BinNames(Mode.DISCOVERED, new ArrayList<>());
    }

    /**
     * Every operation's result has its position in the record as ordinal, whatever the bin; for
     * "respond all ops".
     */
    public static BinNames positional() {
        return new BinNames(Mode.POSITIONAL, List.of());
    }

    /** An independent table with the same content. */
    public BinNames copy() {
        return new BinNames(mode, mode == Mode.DISCOVERED ? new ArrayList<>(names) : names);
    }

    /** How many names have an ordinal. */
    public int count() {
        return names.size();
    }

    public String name(int ordinal) {
        return names.get(ordinal);
    }

    /**
     * The ordinal of the name at {@code nameOffset}.
     *
     * @param position how many operations of the record came before
     * @param previousOrdinal the ordinal of the operation before, {@link #UNKNOWN} if none
     */
    int resolve(byte[] frame, int nameOffset, int nameLength, int position, int previousOrdinal) {
        if (mode == Mode.POSITIONAL) {
            return position;
        }
        long first;
        long next;
        if (nameOffset + 16 <= frame.length) {
            first = Bytes.getLong(frame, nameOffset) & mask(nameLength);
            next = Bytes.getLong(frame, nameOffset + 8) & mask(nameLength - 8);
        } else {
            first = word(frame, nameOffset, nameLength, 0);
            next = word(frame, nameOffset, nameLength, 8);
        }
        int guess = previousOrdinal + 1;
        if (guess < names.size() && firstEight[guess] == first && nextEight[guess] == next) {
            return guess;
        }
        return search(frame, nameOffset, nameLength, first, next);
    }

    private int search(byte[] frame, int nameOffset, int nameLength, long first, long next) {
        int count = names.size();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            if (firstEight[ordinal] == first && nextEight[ordinal] == next) {
                return ordinal;
            }
        }
        if (mode == Mode.REQUESTED) {
            return UNKNOWN;
        }
        if (count == firstEight.length) {
            firstEight = Arrays.copyOf(firstEight, count * 2);
            nextEight = Arrays.copyOf(nextEight, count * 2);
        }
        firstEight[count] = first;
        nextEight[count] = next;
        names.add(Bytes.getUtf8(frame, nameOffset, nameLength));
        return count;
    }

    /**
     * Ones over the first {@code length} bytes of a big-endian word; lengths outside 0..8 count as
     * the nearest.
     */
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 8 ? -1L : -1L << (64 - 8 * length);
    }

    private static long word(byte[] name, int from, int remaining) {
        return word(name, 0, from + Math.max(0, remaining), from);
    }

    /** Bytes {@code from} to {@code from + 8} of the name, zeros beyond its end. */
    private static long word(byte[] bytes, int nameOffset, int nameLength, int from) {
        long word = 0;
        for (int i = from; i < from + 8; i++) {
            word = word << 8 | (i < nameLength ? bytes[nameOffset + i] & 0xFF : 0);
        }
        return word;
    }
}
