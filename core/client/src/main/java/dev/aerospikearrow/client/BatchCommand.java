package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;

/**
 * One record of a batch, and what is done with it: a {@link BatchRead} or a {@link BatchWrite}.
 * {@link AerospikeClient#batch} takes both side by side.
 */
public sealed interface BatchCommand permits BatchRead, BatchWrite {
    /** Which record. */
    Key key();
}
