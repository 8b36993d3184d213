package dev.aerospikearrow.cli;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.protocol.info.InfoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many records there are, as the nodes count them. */
final class ClusterCounts {
    private final AerospikeClient client;

    ClusterCounts(AerospikeClient client) {
        this.client = client;
    }

    /**
     * One set.
     *
     * @param name its name
     * @param records its records, each counted once
     */
    record SetCount(String name, long records) {}

    /**
     * One namespace.
     *
     * @param name its name
     * @param records its records, each counted once
     * @param copies how many copies there are of each
     * @param sets its sets that have records or had some
     */
    record NamespaceCount(String name, long records, long copies, List<SetCount> sets) {}

    List<NamespaceCount> namespaces() {
        List<NamespaceCount> counts = new ArrayList<>();
        for (String name : client.info("namespaces").split(";")) {
            if (!name.isEmpty()) {
                counts.add(namespace(name));
            }
        }
        return counts;
    }

    NamespaceCount namespace(String name) {
        String command = "namespace/" + name;
        long objects = 0;
        long copies = 1;
        for (String answer : client.infoOfAll(command).values()) {
            Map<String, String> fields = InfoFields.parse(command, answer);
            objects += number(fields, "objects");
            copies = Math.max(copies, number(fields, "effective_replication_factor"));
        }
        return new NamespaceCount(name, objects / copies, copies, sets(name, copies));
    }

    private List<SetCount> sets(String namespace, long copies) {
        String command = "sets/" + namespace;
        Map<String, Long> objects = new TreeMap<>();
        for (String answer : client.infoOfAll(command).values()) {
            for (Map<String, String> fields : InfoFields.parseEntries(command, answer)) {
                objects.merge(fields.getOrDefault("set", ""), number(fields, "objects"), Long::sum);
            }
        }
        return objects.entrySet().stream()
                .map(entry -> new SetCount(entry.getKey(), entry.getValue() / copies))
                .toList();
    }

    /** The records of a set, or of a namespace. */
    long records(Target target) {
        NamespaceCount namespace = namespace(target.namespace());
        return target.setName().isEmpty()
                ? namespace.records()
                : namespace.sets().stream()
                        .filter(set -> set.name().equals(target.setName()))
                        .mapToLong(SetCount::records)
                        .sum();
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
