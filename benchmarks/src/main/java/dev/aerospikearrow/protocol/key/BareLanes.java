package dev.aerospikearrow.protocol.key;

/**
 * The digest kernel alone: blocks that are there already are digested, and the digests stay where
 * they are. The floor of everything that makes digests. Not thread-safe.
 */
public final class BareLanes {
    private final Ripemd160Lanes lanes = new Ripemd160Lanes();

    /**
     * Digests as many blocks as keys would need.
     *
     * @return a word of a digest
     */
    public int digest(int keys) {
        int word = 0;
        for (int done = 0; done < keys; done += Ripemd160Lanes.LANES) {
            lanes.digest(Math.min(Ripemd160Lanes.LANES, keys - done));
            word ^= lanes.words(0)[0];
        }
        return word;
    }
}
