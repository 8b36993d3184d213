package dev.aerospikearrow.client;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A background job and how far it has come, as the nodes told when they were asked. Immutable: ask
 * again with {@link AerospikeClient#job}, or wait with {@link AerospikeClient#awaitJob}.
 *
 * @param id what the job is called on every node; unsigned
 * @param nodes what each node says of it, by node id
 * @param progressPercent how much of their data the nodes have gone over, from 0 to 100
 * @param recordsChanged how many records were changed, on the nodes that know the job
 * @param recordsFilteredOut how many were left as they are because of the filter
 * @param recordsFailed how many could not be changed; the nodes do not say why
 */
public record BackgroundJob(
        long id,
        Map<String, NodeState> nodes,
        double progressPercent,
        long recordsChanged,
        long recordsFilteredOut,
        long recordsFailed) {

    /** What a node says of a job. */
    public enum NodeState {
        /** It is at work. */
        RUNNING,
        /** It has gone over all that it has. */
        DONE,
        /** It was told to stop, and has. */
        ABORTED,
        /**
         * It does not know the job: it never began there, or it ended and others came after it. A
         * node remembers the last hundred queries that ended.
         */
        UNKNOWN
    }

    /** Copies the states of the nodes. */
    public BackgroundJob {
        nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
    }

    /** Whether no node is at work. */
    public boolean hasEnded() {
        return !nodes.containsValue(NodeState.RUNNING);
    }

    /**
     * Whether every node says that it has gone over all that it has. The numbers are complete then.
     */
    public boolean isComplete() {
        return nodes.values().stream().allMatch(state -> state == NodeState.DONE);
    }

    @Override
    public String toString() {
        return "job "
                + Long.toUnsignedString(id)
                + ": "
                + nodes
                + String.format(Locale.ROOT, ", %.2f %%, ", progressPercent)
                + recordsChanged
                + " changed, "
                + recordsFilteredOut
                + " filtered out, "
                + recordsFailed
                + " failed";
    }
}
