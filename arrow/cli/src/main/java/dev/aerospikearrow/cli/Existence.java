package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.cli.ClusterCounts.SetCount;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Nearest;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether there is the set that a command is asked for, before anything is written. */
final class Existence {
    private static final int NAMES_TO_SHOW = 5;

    private final ClusterCounts counts;

    Existence(ClusterCounts counts) {
        this.counts = counts;
    }

    /**
     * @throws CliException if all nodes say that there is no such set, or that nothing is in it;
     *     names what is most like it
     */
    void require(SetName target) {
        List<String> names = counts.namespaceNames();
        if (!names.contains(target.namespace())) {
            if (counts.silentNodes().isEmpty()) {
                throw unknown(target.namespace(), counts.namespaces());
            }
            return;
        }
        NamespaceCount namespace = counts.namespace(target.namespace());
        if (!counts.areOfAllNodes(namespace)) {
            return; // Who does not answer, or is not reached, may have it.
        }
        if (target.isNamespace()) {
            if (namespace.records() == 0) {
                throw empty("Namespace " + namespace.name() + " has no records.");
            }
            return;
        }
        Optional<SetCount> set =
                namespace.sets().stream()
                        .filter(each -> each.name().equals(target.name()))
                        .findFirst();
        if (set.isEmpty()) {
            throw empty(
                    "There is no set "
                            + target.name()
                            + " in namespace "
                            + namespace.name()
                            + "."
                            + like(target, namespace));
        }
        if (set.get().records() == 0) {
            throw empty("Set " + target + " has no records." + like(target, namespace));
        }
    }

    private static CliException unknown(String name, List<NamespaceCount> namespaces) {
        List<String> names = namespaces.stream().map(NamespaceCount::name).toList();
        String meant =
                Nearest.to(name, names)
                        .flatMap(
                                near ->
                                        namespaces.stream()
                                                .filter(each -> each.name().equals(near))
                                                .findFirst())
                        .map(each -> meant(each.name(), each.records()))
                        .orElse("");
        return new CliException(
                ExitCode.REFUSED,
                "The cluster has no namespace "
                        + name
                        + "."
                        + meant
                        + " It has: "
                        + String.join(", ", names)
                        + ".");
    }

    /** The set with the name most like it; else those with most records. */
    private static String like(SetName target, NamespaceCount namespace) {
        List<SetCount> others =
                namespace.sets().stream()
                        .filter(set -> set.records() > 0)
                        .filter(set -> !set.name().isEmpty())
                        .sorted(Comparator.comparingLong(SetCount::records).reversed())
                        .toList();
        Optional<String> near =
                Nearest.to(target.name(), others.stream().map(SetCount::name).toList());
        for (SetCount set : others) {
            if (near.filter(set.name()::equals).isPresent()) {
                return meant(set.name(), set.records());
            }
        }
        if (others.isEmpty()) {
            return " No set has records.";
        }
        return " Those with most records: "
                + others.stream()
                        .limit(NAMES_TO_SHOW)
                        .map(
                                set ->
                                        set.name()
                                                + " ("
                                                + Quantity.grouped(set.records(), "record")
                                                + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String meant(String name, long records) {
        return " Did you mean " + name + " (" + Quantity.grouped(records, "record") + ")?";
    }

    private static CliException empty(String message) {
        return new CliException(ExitCode.EMPTY, message + " With --allow-empty that is an answer.");
    }
}
