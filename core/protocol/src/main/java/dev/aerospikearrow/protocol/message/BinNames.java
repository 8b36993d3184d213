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
 * <p>A table of {@link #requested} or {@link #positional} names never changes and may be shared.
 * One of {@link #discovered} names is not thread-safe: each reply that is being decoded has its own
 * ({@link #copy()}).
 */
public final class BinNames {
    /** The ordinal of a name that nobody asked for. */
    public static final int UNKNOWN = -1;

    private static final int WORDS_PER_NAME = 4;

    private enum Mode {
        REQUESTED,
        DISCOVERED,
        POSITIONAL
    }

    private final Mode mode;
    private final List<String> names;
    private int count;
    private int[] lengths = new int[8];

    /** Per name: mask and value of its first eight bytes, mask and value of the next eight. */
    private long[] words = new long[8 * WORDS_PER_NAME];

    private BinNames(Mode mode, List<String> names) {
        this.mode = mode;
        this.names = names;
        for (String name : names) {
            byte[] utf8 = Bytes.utf8(name);
            add(utf8.length, word(utf8, 0, utf8.length, 0), word(utf8, 0, utf8.length, 8));
        }
    }

    /** Bin {@code i} of the list has ordinal {@code i}; other bins are {@link #UNKNOWN}. */
    public static BinNames requested(List<String> names) {
        return new BinNames(Mode.REQUESTED, List.copyOf(names));
    }

    /** Names get ordinals in the order in which they are first seen. */
    public static BinNames discovered() {
        return new BinNames(Mode.DISCOVERED, new ArrayList<>());
    }

    /**
     * Every operation's result has its position in the record as ordinal, whatever the bin; for
     * replies with one result per operation.
     */
    public static BinNames positional() {
        return new BinNames(Mode.POSITIONAL, List.of());
    }

    /** A table with the same content, which is nobody else's if that matters. */
    public BinNames copy() {
        return mode == Mode.DISCOVERED ? new BinNames(mode, new ArrayList<>(names)) : this;
    }

    /** How many names have an ordinal. */
    public int count() {
        return count;
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
        int guess = previousOrdinal + 1;
        if (guess < count && nameLength == lengths[guess] && nameOffset + 16 <= frame.length) {
            int row = guess * WORDS_PER_NAME;
            long[] table = words;
            if ((Bytes.getLong(frame, nameOffset) & table[row]) == table[row + 1]
                    && (Bytes.getLong(frame, nameOffset + 8) & table[row + 2]) == table[row + 3]) {
                return guess;
            }
        }
        return mode == Mode.POSITIONAL ? position : search(frame, nameOffset, nameLength, guess);
    }

    /**
     * Looks from the guess on, so that of a name that was asked for twice the next one is found.
     */
    private int search(byte[] frame, int nameOffset, int nameLength, int guess) {
        long first = word(frame, nameOffset, nameLength, 0);
        long next = word(frame, nameOffset, nameLength, 8);
        // A claimed name of 16 bytes or more must not be taken for one that shares its start.
        boolean known = nameLength < 16;
        for (int i = 0; known && i < count; i++) {
            int ordinal = guess + i < count ? guess + i : (guess + i) % count;
            int row = ordinal * WORDS_PER_NAME;
            if (nameLength == lengths[ordinal]
                    && words[row + 1] == first
                    && words[row + 3] == next) {
                return ordinal;
            }
        }
        if (!known || mode == Mode.REQUESTED) {
            return UNKNOWN;
        }
        names.add(Bytes.getUtf8(frame, nameOffset, nameLength));
        add(nameLength, first, next);
        return count - 1;
    }

    private void add(int nameLength, long first, long next) {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, count * 2);
            words = Arrays.copyOf(words, count * 2 * WORDS_PER_NAME);
        }
        int row = count * WORDS_PER_NAME;
        lengths[count] = nameLength;
        words[row] = mask(nameLength);
        words[row + 1] = first;
        words[row + 2] = mask(nameLength - 8);
        words[row + 3] = next;
        count++;
    }

    /**
     * Ones over the first {@code length} bytes of a big-endian word; lengths outside 0..8 count as
     * the nearest.
     */
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 8 ? -1L : -1L << (64 - 8 * length);
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
