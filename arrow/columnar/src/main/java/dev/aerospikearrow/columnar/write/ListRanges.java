package dev.aerospikearrow.columnar.write;

import org.apache.arrow.memory.ArrowBuf;

/** The ranges of lists' elements in the vector of all elements. */
interface ListRanges {
    /** The first element of a list; for the list after the last, where that one ends. */
    int start(int slot);

    /** Offsets of 32 bits. */
    static ListRanges ofOffsets(ArrowBuf offsets) {
        return slot -> offsets.getInt((long) slot << 2);
    }

    /** Offsets of 64 bits, of which Java's vectors use 31. */
    static ListRanges ofLargeOffsets(ArrowBuf offsets) {
        return slot -> Math.toIntExact(offsets.getLong((long) slot << 3));
    }

    /** The same number of elements each. */
    static ListRanges ofLength(int length) {
        return slot -> Math.multiplyExact(slot, length);
    }
}
