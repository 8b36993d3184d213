package dev.aerospikearrow.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A user as a node tells of it, which is never with a password. Immutable.
 *
 * @param name what the user logs in by
 * @param roles the names of its roles
 * @param connections how many connections it has to the node that was asked, if that tells
 * @param reads what it reads from that node at the moment, if that tells
 * @param writes what it writes there
 */
public record User(
        String name,
        List<String> roles,
        OptionalInt connections,
        Optional<Usage> reads,
        Optional<Usage> writes) {

    /** Takes a copy of the list. */
    public User {
        roles = List.copyOf(roles);
    }

    /** A user of whom nothing else is known. */
    public static User of(String name, List<String> roles) {
        return new User(name, roles, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What a user does at the moment, in records per second.
     *
     * @param quota the most that it may do; 0 for anything
     * @param singleRecordsPerSecond commands for single records
     * @param scannedRecordsPerSecond what scans and queries with a limit may do together
     * @param unlimitedScans how many scans and queries without a limit there are
     */
    public record Usage(
            int quota,
            int singleRecordsPerSecond,
            int scannedRecordsPerSecond,
            int unlimitedScans) {}
}
