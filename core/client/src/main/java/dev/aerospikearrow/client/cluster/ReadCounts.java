package dev.aerospikearrow.client.cluster;

import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of reads that had a choice between copies, since the client was made: how many of the
 * records stayed in a rack that is preferred. Records that are read by key count when they are
 * asked for, those of scans and queries when they come; and how often another copy was asked, too.
 * Thread-safe.
 */
public final class ReadCounts {
    private final LongAdder inRack = new LongAdder();
    private final LongAdder elsewhere = new LongAdder();
    private final LongAdder hedges = new LongAdder();
    private final LongAdder hedgesWon = new LongAdder();

    /** Records that were to be read in a preferred rack, and who was asked. */
    public void readPreferringRack(NamespacePartitions partitions, Node node, long records) {
        (partitions.isInPreferredRack(node) ? inRack : elsewhere).add(records);
    }

    /** A request was sent since another one was not answered for a while. */
    public void hedge() {
        hedges.increment();
    }

    /** Such a request was answered before the other. */
    public void hedgeWon() {
        hedgesWon.increment();
    }

    /** Requests that were sent since others were not answered for a while. */
    public long hedges() {
        return hedges.sum();
    }

    /** Those of them that were answered before the others. */
    public long hedgesWon() {
        return hedgesWon.sum();
    }

    /** Records that were read in one of the preferred racks. */
    public long inRack() {
        return inRack.sum();
    }

    /** Records that were read elsewhere, though a rack was preferred. */
    public long elsewhere() {
        return elsewhere.sum();
    }
}
