package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.columnar.content.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.columnar.content.ClusterCounts.SetCount;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Nearest;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether there is the set that is asked for, before anything is read. */
public final class Existence {
    private static final int NAMES_TO_SHOW = 5;

    private final ClusterCounts counts;

    /**
     * What there is by some counts.
     *
     * @param counts of the cluster
     */
    public Existence(ClusterCounts counts) {
        this.counts = counts;
    }

    /** What it is that there is not. */
    public enum Missing {
        /** The cluster has no such namespace. */
        NAMESPACE,
        /** No node knows such a set. */
        SET,
        /** The set is known, or it is a namespace, and nothing is in it. */
        RECORDS
    }

    /**
     * Something that there is not.
     *
     * @param missing what
     * @param message sentences for people, with the name that is most like the one that was given
     */
    public record Absence(Missing missing, String message) {}

    /**
     * What all nodes together say that there is not; empty if there are records, or a node that may
     * have some was not heard.
     */
    public Optional<Absence> absence(SetName target) {
        List<String> names = counts.namespaceNames();
        if (!names.contains(target.namespace())) {
            return counts.silentNodes().isEmpty()
                    ? Optional.of(unknown(target.namespace(), counts.namespaces()))
                    : Optional.empty();
        }
        NamespaceCount namespace = counts.namespace(target.namespace());
        if (!counts.areOfAllNodes(namespace)) {
            return Optional.empty(); // Who does not answer, or is not reached, may have it.
        }
        if (target.isNamespace()) {
            return namespace.records() > 0
                    ? Optional.empty()
                    : Optional.of(
                            new Absence(
                                    Missing.RECORDS,
                                    "Namespace " + namespace.name() + " has no records."));
        }
        Optional<SetCount> set =
                namespace.sets().stream()
                        .filter(each -> each.name().equals(target.name()))
                        .findFirst();
        if (set.isEmpty()) {
            return Optional.of(
                    new Absence(
                            Missing.SET,
                            "There is no set "
                                    + target.name()
                                    + " in namespace "
                                    + namespace.name()
                                    + "."
                                    + like(target, namespace)));
        }
        return set.get().records() > 0
                ? Optional.empty()
                : Optional.of(
                        new Absence(
                                Missing.RECORDS,
                                "Set " + target + " has no records." + like(target, namespace)));
    }

    private static Absence unknown(String name, List<NamespaceCount> namespaces) {
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
        return new Absence(
                Missing.NAMESPACE,
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
}
