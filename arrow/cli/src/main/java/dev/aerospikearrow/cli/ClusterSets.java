package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.columns.ColumnResolver;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.sql.SetDirectory;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.ClusterCounts.SetCount;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** The sets of a cluster, as statements of SQL name them. */
final class ClusterSets implements SetDirectory {
    private final AerospikeClient client;
    private final EmptyOptions empty;
    private final long sampleRecords;

    ClusterSets(AerospikeClient client, EmptyOptions empty, long sampleRecords) {
        this.client = client;
        this.empty = empty;
        this.sampleRecords = sampleRecords;
    }

    @Override
    public boolean isEmptyAllowed() {
        return empty.isEmptyAllowed();
    }

    @Override
    public List<String> namespaces() {
        return new ClusterCounts(client).namespaceNames();
    }

    /** SQL does not tell upper case from lower case, and DuckDB has one table for both. */
    @Override
    public SetName find(String namespace, String setName) {
        String known = inAnyCase(namespace, namespaces()).orElse(namespace);
        List<String> names =
                new ClusterCounts(client)
                        .namespace(known).sets().stream()
                                .map(SetCount::name)
                                .filter(name -> name.equalsIgnoreCase(setName))
                                .toList();
        if (names.size() > 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    "SQL has one table for the sets "
                            + String.join(" and ", names)
                            + " of namespace "
                            + known
                            + ". Name the one that is meant in a function: FROM aerospike_scan('"
                            + known
                            + "', '"
                            + names.get(0)
                            + "').");
        }
        SetName set = SetName.of(known, names.isEmpty() ? setName : names.get(0));
        empty.requireRecords(new ClusterCounts(client), set);
        return set;
    }

    private static Optional<String> inAnyCase(String text, List<String> names) {
        return names.stream().filter(name -> name.equalsIgnoreCase(text)).findFirst();
    }

    @Override
    public List<Named> named(String setName) {
        List<Named> named = new ArrayList<>();
        for (Named each : all()) {
            if (each.set().name().equalsIgnoreCase(setName)) {
                named.add(each);
            }
        }
        return named;
    }

    /** All sets that have records. */
    List<Named> all() {
        List<Named> all = new ArrayList<>();
        for (ClusterCounts.NamespaceCount namespace : new ClusterCounts(client).namespaces()) {
            for (SetCount set : namespace.sets()) {
                if (set.records() > 0 && !set.name().isEmpty()) {
                    SetName target = SetName.of(namespace.name(), set.name());
                    all.add(
                            new Named(
                                    target,
                                    target
                                            + " ("
                                            + Quantity.grouped(set.records(), "record")
                                            + ")"));
                }
            }
        }
        return all;
    }

    @Override
    public Schema columns(SetName set) {
        return new ColumnResolver(client, set)
                .resolveForScan(
                        new ColumnResolver.Request(Optional.empty(), List.of(), sampleRecords))
                .schema();
    }
}
