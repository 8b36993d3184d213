package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.List;

/**
 * The health of the parts of a client that work in the background. Calls succeed or fail for
 * reasons of their own; this is for whoever watches a program. Immutable.
 *
 * @param sinceTended how long ago the nodes were last asked whether the cluster has changed; about
 *     {@link ClientConfig#tendInterval()} at most if all is well
 * @param nodeCount how many nodes are known
 * @param replacedLoops how often a thread of asynchronous calls had to begin anew after a failure,
 *     since the client was made
 * @param troubles what is not well at the moment, a sentence each; none if all is
 */
public record ClientHealth(
        Duration sinceTended, int nodeCount, int replacedLoops, List<String> troubles) {
    /** A copy of the list is kept. */
    public ClientHealth {
        troubles = List.copyOf(troubles);
    }

    /** Whether nothing is known to be wrong. */
    public boolean isWell() {
        return troubles.isEmpty();
    }
}
