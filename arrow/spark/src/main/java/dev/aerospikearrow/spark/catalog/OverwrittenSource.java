package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.lookup.LookupPlan;
import dev.aerospikearrow.spark.lookup.LookupRdd;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.scan.AerospikeTable;
import dev.aerospikearrow.spark.scan.SetPartition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.Partition;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ExternalRDD;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.collection.IterableOnce;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * A check that refuses an overwrite whose rows come from the set that it overwrites. Rows are
 * computed while others are written, and computed again where a task is repeated: what was written
 * then would be read for what was there before.
 */
public final class OverwrittenSource {
    private OverwrittenSource() {}

    /**
     * Checks where rows come from.
     *
     * @param target what is overwritten
     * @throws IllegalArgumentException if they come from the same set, or the whole namespace
     */
    public static void refuse(ConnectorOptions target, Dataset<Row> rows) {
        if (!(rows instanceof org.apache.spark.sql.classic.Dataset<Row> classic)) {
            throw new IllegalArgumentException(
                    "An overwrite takes a DataFrame of a Spark session in this process, but this one is "
                            + rows.getClass().getName()
                            + ".");
        }
        refuse(target, classic.queryExecution().analyzed());
    }

    /**
     * Checks where the rows of the statement come from that this thread runs.
     *
     * @throws IllegalArgumentException if they come from the same set, or the whole namespace
     */
    static void refuseRunning(ConnectorOptions target) {
        RunningPlan.ofThread().ifPresent(plan -> refuse(target, plan));
    }

    private static void refuse(ConnectorOptions target, LogicalPlan rows) {
        for (ConnectorOptions source : sources(rows)) {
            if (contains(source, target) && isSameCluster(source, target)) {
                throw new IllegalArgumentException(
                        "The rows come from "
                                + source.place()
                                + ", and an overwrite of "
                                + target.place()
                                + " would change them while they are read. Write them to another"
                                + " set; or store them first, in a file or with"
                                + " Dataset.checkpoint(), and overwrite from there.");
            }
        }
    }

    private static boolean contains(ConnectorOptions source, ConnectorOptions target) {
        return source.namespace().equals(target.namespace())
                && (source.setName().isEmpty() || source.setName().equals(target.setName()));
    }

    /** Seeds tell little: a node has many names. */
    private static boolean isSameCluster(ConnectorOptions one, ConnectorOptions other) {
        return one.seeds().equals(other.seeds()) || !Collections.disjoint(nodes(one), nodes(other));
    }

    private static Set<Map.Entry<String, String>> nodes(ConnectorOptions options) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return lease.client().infoOfAll("service-clear-std").entrySet();
        }
    }

    private static List<ConnectorOptions> sources(LogicalPlan rows) {
        List<ConnectorOptions> sources = new ArrayList<>();
        rows.foreachWithSubqueries(
                node -> {
                    if (node instanceof DataSourceV2Relation relation
                            && relation.table() instanceof AerospikeTable table) {
                        sources.add(table.options());
                    } else if (node instanceof LookupPlan lookup) {
                        sources.add(lookup.spec().options());
                    } else if (node instanceof LogicalRDD tasks) {
                        addSources(tasks.rdd(), sources);
                    } else if (node instanceof ExternalRDD<?> tasks) {
                        addSources(tasks.rdd(), sources);
                    }
                    return BoxedUnit.UNIT;
                });
        return sources;
    }

    /** Sets that are read by tasks whose plan is no longer known. */
    private static void addSources(RDD<?> last, List<ConnectorOptions> sources) {
        Set<RDD<?>> seen = new HashSet<>();
        Deque<RDD<?>> open = new ArrayDeque<>(List.of(last));
        while (!open.isEmpty()) {
            RDD<?> rdd = open.pop();
            if (!seen.add(rdd)) {
                continue;
            }
            if (rdd instanceof LookupRdd<?> lookup) {
                sources.add(lookup.set());
            }
            if (rdd instanceof DataSourceRDD scan) {
                for (Partition partition : scan.partitions()) {
                    Optional<SetPartition> set = setPartition(partition);
                    if (set.isPresent()) {
                        sources.add(set.get().set());
                        break;
                    }
                }
            }
            CollectionConverters.asJava(rdd.dependencies())
                    .forEach(dependency -> open.push(dependency.rdd()));
        }
    }

    /** The part of a set among what a task reads: from Spark 4.2 on one part, earlier several. */
    private static Optional<SetPartition> setPartition(Partition partition) {
        for (String name : List.of("inputPartition", "inputPartitions")) {
            try {
                IterableOnce<?> parts =
                        (IterableOnce<?>) partition.getClass().getMethod(name).invoke(partition);
                Iterator<?> remaining = parts.iterator();
                while (remaining.hasNext()) {
                    if (remaining.next() instanceof SetPartition set) {
                        return Optional.of(set);
                    }
                }
                return Optional.empty();
            } catch (NoSuchMethodException e) {
                // The other version's.
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Spark does not tell what its tasks read.", e);
            }
        }
        throw new IllegalStateException(
                "This version of Spark does not tell what its tasks read: "
                        + partition.getClass().getName()
                        + " has no inputPartition().");
    }
}
