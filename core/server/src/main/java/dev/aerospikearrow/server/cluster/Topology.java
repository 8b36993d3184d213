package dev.aerospikearrow.server.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The cluster at one time. Immutable; published as a whole.
 *
 * @param members the running nodes, by id
 * @param ownership which of them owns what
 * @param generation rises with every change of membership
 */
public record Topology(List<Member> members, Ownership ownership, int generation) {
    /**
     * A running node.
     *
     * @param nodeId its identity
     * @param host where it listens
     * @param port where it listens
     * @param rack the rack that it is in; empty in a cluster that knows of none
     */
    public record Member(String nodeId, String host, int port, OptionalInt rack) {
        Member in(int newRack) {
            return new Member(nodeId, host, port, OptionalInt.of(newRack));
        }
    }

    public Topology {
        members = List.copyOf(members);
    }

    /** The member of that id. */
    public Optional<Member> member(String nodeId) {
        return members.stream().filter(member -> member.nodeId().equals(nodeId)).findFirst();
    }

    /** A number that stands for the membership. */
    public long clusterKey() {
        return 0x9e3779b97f4a7c15L * (members.hashCode() * 31L + generation) | 1L;
    }
}
