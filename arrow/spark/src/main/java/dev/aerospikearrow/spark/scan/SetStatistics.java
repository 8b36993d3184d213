package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.ClusterCounts.NamespaceCount;
import dev.aerospikearrow.columnar.content.ClusterCounts.SetCount;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
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
 * @param records how many records there are
 * @param bytes how many bytes they take in the nodes' storage
 */
record SetStatistics(long records, long bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(SetStatistics.class);

    private static final int BYTES_OF_ROW = 8;

    /** For a set of which nothing is known. */
    static final Statistics UNKNOWN = new Estimate(OptionalLong.empty(), OptionalLong.empty());

    private record Estimate(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}

    /** Asks all nodes; empty if one of them does not answer. */
    static Optional<SetStatistics> ask(ConnectorOptions options) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            ClusterCounts counts = new ClusterCounts(lease.client());
            NamespaceCount namespace = counts.namespace(options.namespace());
            if (!counts.areOfAllNodes(namespace)) {
                return Optional.empty();
            }
            long bytesOfCopies =
                    namespace.sets().stream()
                            .filter(
                                    set ->
                                            options.setName().isEmpty()
                                                    || options.setName().equals(set.name()))
                            .mapToLong(SetCount::dataBytes)
                            .sum();
            return Optional.of(
                    new SetStatistics(
                            counts.records(options.set()),
                            bytesOfCopies / Math.max(1, namespace.copies())));
        } catch (AerospikeException e) {
            LOG.debug("The size of {} could not be asked", options.place(), e);
            return Optional.empty();
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
