package dev.aerospikearrow.server.index;

import java.util.Arrays;

/**
 * One value of one record. Entries are ordered by value and then by digest, which is the order of
 * the rows of a query and so what a resumed query goes on from.
 *
 * @param sortValue an integer, or the hash of a string or blob
 * @param digest the record's 20 bytes; empty to stand before all records of the value. Not to be
 *     changed
 */
public record IndexEntry(long sortValue, byte[] digest) implements Comparable<IndexEntry> {
    @Override
    public int compareTo(IndexEntry other) {
        int byValue = Long.compare(sortValue, other.sortValue);
        return byValue != 0 ? byValue : Arrays.compareUnsigned(digest, other.digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexEntry that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(sortValue) + Arrays.hashCode(digest);
    }
}
