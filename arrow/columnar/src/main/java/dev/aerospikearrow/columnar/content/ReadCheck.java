package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.content.Existence.Absence;
import dev.aerospikearrow.columnar.content.Existence.Missing;
import dev.aerospikearrow.data.SetName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to whether a read can find anything, asked before it begins: a misspelt name must not
 * look like an empty set.
 *
 * @param mistake what is to be said of a read that finds nothing, since there is no such namespace,
 *     set or bin; empty if all is well, if the set is known and has no records at the moment, and
 *     if nobody can tell
 * @param seenBins bins that records were seen to have while it was asked
 */
public record ReadCheck(Optional<String> mistake, Set<String> seenBins) {
    static final ReadCheck UNKNOWN = new ReadCheck(Optional.empty(), Set.of());

    /**
     * Asks the nodes.
     *
     * @param client stays the caller's
     * @param bins those that the caller names; not those that come from a sample
     */
    public static ReadCheck of(AerospikeClient client, SetName set, Collection<String> bins) {
        try {
            Optional<Absence> absence = new Existence(new ClusterCounts(client)).absence(set);
            return absence.isPresent()
                    ? new ReadCheck(
                            absence.filter(it -> it.missing() != Missing.RECORDS)
                                    .map(Absence::message),
                            Set.of())
                    : BinExistence.check(client, set, bins);
        } catch (AerospikeException e) {
            return UNKNOWN; // Reading itself takes longer, or says why it cannot.
        }
    }
}
