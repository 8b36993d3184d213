package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.protocol.info.InfoEntries;
import dev.aerospikearrow.protocol.wire.Nearest;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of namespaces and sets that the nodes of a cluster know. */
final class ClusterNames {
    private static final Set<String> TOLD =
            Set.of(
                    "objects",
                    "replication-factor",
                    "default-ttl",
                    "nsup-period",
                    "max-record-size",
                    "strong-consistency");

    private final ConnectorOptions options;

    /**
     * @param options where the cluster is
     */
    ClusterNames(ConnectorOptions options) {
        this.options = options;
    }

    SortedSet<String> namespaces() {
        SortedSet<String> names = new TreeSet<>();
        for (String answer : ask("namespaces").values()) {
            Arrays.stream(answer.strip().split(";"))
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }

    /** Sets that have records on some node. Nodes remember the names of empty ones for long. */
    SortedSet<String> sets(String namespace) {
        SortedSet<String> names = new TreeSet<>();
        for (String answer : ask("sets/" + namespace).values()) {
            for (Map<String, String> set : InfoEntries.SETS.parse(answer)) {
                if (!"0".equals(set.get("objects"))) {
                    names.add(set.getOrDefault("set", ""));
                }
            }
        }
        names.remove("");
        return names;
    }

    /** What one node says of a namespace, by name. */
    Map<String, String> facts(String namespace) {
        Map<String, String> facts = new TreeMap<>();
        ask("namespace/" + namespace).values().stream()
                .limit(1)
                .flatMap(answer -> Arrays.stream(answer.strip().split(";")))
                .map(fact -> fact.split("=", 2))
                .filter(fact -> fact.length == 2 && TOLD.contains(fact[0]))
                .forEach(fact -> facts.put(fact[0], fact[1]));
        return facts;
    }

    private Map<String, String> ask(String command) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return lease.client().infoOfAll(command);
        }
    }

    /** A set with how many records it has, if they are known to be some. */
    String counted(String namespace, String set) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return new ClusterCounts(lease.client())
                    .namespace(namespace).sets().stream()
                            .filter(known -> known.name().equals(set) && known.records() > 0)
                            .map(known -> " (" + Quantity.grouped(known.records(), "record") + ")")
                            .findFirst()
                            .map(set::concat)
                            .orElse(set);
        }
    }

    /** The name that is most like one that there is not. */
    static Optional<String> nearest(String name, SortedSet<String> names) {
        return Nearest.to(name, names);
    }
}
