package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.protocol.info.InfoEntries;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large a set is, as its nodes count: each counts the copies that it has, expired records among
 * them, so that this is an estimate.
 *
 * @param isKnown whether a node has heard of the set
 * @param records how many records there are
 * @param bytes how many bytes they take in the nodes' storage
 */
record SetStatistics(boolean isKnown, long records, long bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(SetStatistics.class);

    /** Names of the same in servers of different ages. */
    private static final List<String> BYTES =
            List.of("data_used_bytes", "memory_data_bytes", "device_data_bytes");

    private static final int BYTES_OF_ROW = 8;

    /** For a set of which nothing is known. */
    static final Statistics UNKNOWN = new Estimate(OptionalLong.empty(), OptionalLong.empty());

    private record Estimate(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}

    /** Asks all nodes; empty if they do not answer. */
    static Optional<SetStatistics> ask(ConnectorOptions options) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            String namespace = options.namespace();
            Collection<String> namespaces =
                    lease.client().infoOfAll("namespace/" + namespace).values();
            Collection<String> sets = lease.client().infoOfAll("sets/" + namespace).values();
            return Optional.of(of(options.setName(), namespaces, sets));
        } catch (AerospikeException e) {
            LOG.debug("The size of {} could not be asked", options.place(), e);
            return Optional.empty();
        }
    }

    /**
     * The sum of the answers of the nodes.
     *
     * @param setName empty for the whole namespace
     * @param namespaces the answers to {@code namespace/NAME}
     * @param sets those to {@code sets/NAME}
     */
    static SetStatistics of(
            String setName, Collection<String> namespaces, Collection<String> sets) {
        List<Map<String, String>> nodes = namespaces.stream().map(InfoFields::parse).toList();
        long copies = 1;
        for (Map<String, String> node : nodes) {
            copies = Math.max(copies, number(node, "effective_replication_factor"));
        }
        List<Map<String, String>> counted =
                setName.isEmpty()
                        ? nodes
                        : sets.stream()
                                .flatMap(answer -> InfoEntries.SETS.parse(answer).stream())
                                .filter(set -> setName.equals(set.get("set")))
                                .toList();
        long records = 0;
        long bytes = 0;
        for (Map<String, String> count : counted) {
            records += number(count, "objects");
            bytes += BYTES.stream().mapToLong(name -> number(count, name)).max().orElse(0);
        }
        return new SetStatistics(
                !counted.isEmpty(), (records + copies - 1) / copies, bytes / copies);
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Rows of values of fixed length. */
    static Statistics ofRows(long rows, StructType columns) {
        return new Estimate(
                OptionalLong.of(rows * (BYTES_OF_ROW + columns.defaultSize())),
                OptionalLong.of(rows));
    }

    /**
     * The same for Spark.
     *
     * @param columns the columns that are read
     * @param most the most records that are read, as far as is known
     */
    Statistics of(StructType columns, long most) {
        long rows = Math.min(records, most);
        return new Estimate(
                OptionalLong.of(Math.max(1, rows * bytesOfRow(columns))), OptionalLong.of(rows));
    }

    /** Values of any length have at most what a record has on average. */
    private long bytesOfRow(StructType columns) {
        long fixed = 0;
        long variable = 0;
        for (StructField column : columns.fields()) {
            if (isOfAnyLength(column.dataType())) {
                variable += column.dataType().defaultSize();
            } else {
                fixed += column.dataType().defaultSize();
            }
        }
        long ofRecord = records == 0 ? 0 : bytes / records;
        return BYTES_OF_ROW + fixed + (variable == 0 ? 0 : Math.max(variable, ofRecord));
    }

    private static boolean isOfAnyLength(DataType type) {
        return type instanceof StringType
                || type instanceof BinaryType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType;
    }
}
