package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of rows by key: a table of batch indexes, open addressing, at most half full, which is
 * built when the first key is looked up. Holds the lease of the digests. Thread-safe, as long as it
 * is not closed.
 */
final class RowIndex implements AutoCloseable {
    private static final int EMPTY = -1;

    private final RowKeys keys;
    private final DigestLease lease;
    private volatile int @Nullable [] table;

    RowIndex(RowKeys keys, DigestLease lease) {
        this.keys = keys;
        this.lease = lease;
    }

    /** The first row of a key. */
    public Optional<Integer> rowOf(Key key) {
        lease.requireHeld();
        int[] built = table;
        if (built == null) {
            built = build();
            table = built;
        }
        int index = built[slot(built, key.namespace(), key.digest(), 0)];
        return index == EMPTY ? Optional.empty() : Optional.of(keys.row(index));
    }

    /** The first row of an integer key in the set that all keys are of. */
    public Optional<Integer> rowOf(long userKey) {
        return keys.rowCount() == 0 ? Optional.empty() : rowOf(keys.keyInOnlySet(userKey));
    }

    /** The first row of a text key in the set that all keys are of. */
    public Optional<Integer> rowOf(String userKey) {
        return keys.rowCount() == 0 ? Optional.empty() : rowOf(keys.keyInOnlySet(userKey));
    }

    private int[] build() {
        DigestArray digests = keys.digests();
        int size = Integer.highestOneBit(Math.max(1, digests.count())) * 4;
        int[] built = new int[Math.max(size, 4)];
        Arrays.fill(built, EMPTY);
        for (int i = 0; i < digests.count(); i++) {
            int slot = slot(built, keys.namespace(i), digests.array(), digests.offset(i));
            // The first of several rows of one key stays.
            if (built[slot] == EMPTY) {
                built[slot] = i;
            }
        }
        return built;
    }

    /** The slot that holds the key, or the empty one where it would be. */
    private int slot(int[] built, String namespace, byte[] digest, int offset) {
        DigestArray digests = keys.digests();
        int mask = built.length - 1;
        // Bytes of a digest are as good as random; the first two name the partition.
        int slot = Bytes.getInt(digest, offset + 4) & mask;
        while (built[slot] != EMPTY) {
            int candidate = built[slot];
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

    /** Gives the digests back: no key can be looked up any more. */
    @Override
    public void close() {
        lease.close();
    }
}
