package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.content.Existence.Absence;
import dev.aerospikearrow.columnar.content.Existence.Missing;
import dev.aerospikearrow.data.SetName;
import java.util.Collection;
import java.util.Optional;

/** Whether a read can find anything, before it begins: a slip of the pen is no empty answer. */
public final class ReadCheck {
    private ReadCheck() {}

    /**
     * What is to be said of a read that finds nothing, since there is no such namespace or set, or
     * no record has one of the bins. Empty if all is well, if the set is known and has no records
     * at the moment, and if nobody can tell.
     *
     * @param client stays the caller's
     * @param bins those that the caller names; not those that come from a sample
     */
    public static Optional<String> mistake(
            AerospikeClient client, SetName set, Collection<String> bins) {
        try {
            Optional<Absence> absence = new Existence(new ClusterCounts(client)).absence(set);
            return absence.isPresent()
                    ? absence.filter(it -> it.missing() != Missing.RECORDS).map(Absence::message)
                    : BinExistence.absence(client, set, bins);
        } catch (AerospikeException e) {
            return Optional.empty(); // Reading itself takes longer, or says why it cannot.
        }
    }
}
