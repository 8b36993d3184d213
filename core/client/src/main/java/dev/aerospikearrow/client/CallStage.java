package dev.aerospikearrow.client;

import java.util.Locale;

/**
 * A stage of a call, in which a part of its time is spent. The stages of a call add up to its whole
 * time. They are measured if {@link ClientConfig#statisticsDetail()} asks for it.
 */
public enum CallStage {
    /** Making digests of keys, where the call does it. */
    DIGEST,
    /** Dividing the rows of a batch, or the partitions of a scan, among the nodes. */
    PLAN,
    /** Writing requests down. */
    ENCODE,
    /** Waiting for a thread of the client, or for a connection that others use. */
    QUEUE,
    /** The rest: waiting for nodes, pauses between attempts included. */
    NETWORK,
    /** Going through replies and checking them. */
    DECODE,
    /** Making the result of what was decoded: columns, maps, numbers. */
    FILL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics: {@code digest}. */
    public String label() {
        return label;
    }
}
