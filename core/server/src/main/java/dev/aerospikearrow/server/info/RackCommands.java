package dev.aerospikearrow.server.info;

import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.RackIds;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The info commands that tell of racks, which are the same in all namespaces. */
final class RackCommands {
    private final String nodeId;
    private final ClusterState cluster;

    RackCommands(String nodeId, ClusterState cluster) {
        this.nodeId = nodeId;
        this.cluster = cluster;
    }

    private OptionalInt rack() {
        return cluster.topology()
                .member(nodeId)
                .map(Topology.Member::rack)
                .orElseGet(OptionalInt::empty);
    }

    /** The node's own, by namespace. */
    String ownRack() {
        OptionalInt rack = rack();
        if (rack.isEmpty()) {
            return InfoProtocol.ENTERPRISE_ONLY;
        }
        Map<String, Integer> byNamespace = new LinkedHashMap<>();
        for (RecordStore store : cluster.namespaces().all()) {
            byNamespace.put(store.namespace(), rack.getAsInt());
        }
        return new RackIds(byNamespace).format();
    }

    /** All racks with their nodes, of one namespace or of all. */
    String all(InfoCommand command) {
        if (rack().isEmpty()) {
            return InfoProtocol.ENTERPRISE_ONLY;
        }
        String racks = racks();
        Optional<String> namespace = new Parameters(command).optionalNamespace();
        if (namespace.isPresent()) {
            Parameters.existing(cluster.namespaces(), namespace.get());
            return racks;
        }
        return cluster.namespaces().all().stream()
                .map(store -> "ns=" + store.namespace() + ":" + racks)
                .collect(Collectors.joining(";"));
    }

    /** The racks in their order, and the nodes of each from the highest id down. */
    private String racks() {
        Map<Integer, String> nodesOf = new TreeMap<>();
        List<Topology.Member> members = cluster.topology().members();
        for (int i = members.size() - 1; i >= 0; i--) {
            Topology.Member member = members.get(i);
            nodesOf.merge(
                    member.rack().orElse(0),
                    member.nodeId(),
                    (before, next) -> before + "," + next);
        }
        return nodesOf.entrySet().stream()
                .map(entry -> "rack_" + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(":"));
    }
}
