package dev.aerospikearrow.columnar;

import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the row of a key: a table of batch indexes, open addressing, at most half full. Immutable.
 */
final class RowIndex {
    private static final int EMPTY = -1;

    private final BatchKeys keys;
    private final int[] table;

    private RowIndex(BatchKeys keys, int[] table) {
        this.keys = keys;
        this.table = table;
    }

    static RowIndex of(BatchKeys keys) {
        DigestArray digests = keys.digests();
        int size = Integer.highestOneBit(Math.max(1, digests.count())) * 4;
        int[] table = new int[Math.max(size, 4)];
        Arrays.fill(table, EMPTY);
        RowIndex index = new RowIndex(keys, table);
        for (int i = 0; i < digests.count(); i++) {
            int slot = index.slot(keys.namespace(i), digests.array(), digests.offset(i));
            // The first of several rows of one key stays.
            if (table[slot] == EMPTY) {
                table[slot] = i;
            }
        }
        return index;
    }

    Optional<Integer> rowOf(Key key) {
        int index = table[slot(key.namespace(), key.digest(), 0)];
        return index == EMPTY ? Optional.empty() : Optional.of(keys.row(index));
    }

    /** The slot that holds the key, or the empty one where it would be. */
    private int slot(String namespace, byte[] digest, int offset) {
        DigestArray digests = keys.digests();
        int mask = table.length - 1;
        // Bytes of a digest are as good as random; the first two name the partition.
        int slot = Bytes.getInt(digest, offset + 4) & mask;
        while (table[slot] != EMPTY) {
            int candidate = table[slot];
            int at = digests.offset(candidate);
            if (Arrays.equals(
                            digests.array(),
                            at,
                            at + Key.DIGEST_LENGTH_BYTES,
                            digest,
                            offset,
                            offset + Key.DIGEST_LENGTH_BYTES)
                    && keys.namespace(candidate).equals(namespace)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
