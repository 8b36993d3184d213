package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.info.InfoEntries;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.filter.PushedFilters;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scan of a set with all that was pushed down, as it stands in Spark's plan. */
final class SetScan implements Scan, Batch {
    private static final Logger LOG = LoggerFactory.getLogger(SetScan.class);

    /** Tasks for each core, so that none waits long for the last one. */
    private static final int TASKS_PER_CORE = 2;

    private final ConnectorOptions options;
    private final StructType columns;
    private final PushedFilters filters;
    private final int limit;
    private final Optional<Expression> expression;

    /**
     * @param columns what Spark wants
     * @param limit the most rows that Spark wants; 0 for all
     */
    SetScan(ConnectorOptions options, StructType columns, PushedFilters filters, int limit) {
        this.options = options;
        this.columns = columns;
        this.filters = filters;
        this.limit = limit;
        Optional<Expression> own = options.pushedExpression();
        expression =
                own.flatMap(
                                mine ->
                                        filters.expression()
                                                .map(pushed -> Expressions.and(mine, pushed)))
                        .or(() -> own)
                        .or(filters::expression);
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ScanMetric.all();
    }

    @Override
    public InputPartition[] planInputPartitions() {
        SparkContext context = SparkContext.getOrCreate();
        ContextEnd.watch(context);
        warnIfEmpty();
        int count = isReadAtOnce() ? 1 : partitionCount(context);
        int size = PartitionId.COUNT / count;
        InputPartition[] partitions = new InputPartition[count];
        for (int i = 0; i < count; i++) {
            partitions[i] = new SetPartition(options, i * size, size);
        }
        return partitions;
    }

    /** A few rows are had faster from one task that stops than from many that begin. */
    private boolean isReadAtOnce() {
        return limit > 0 && limit <= options.rowsPerBatch();
    }

    private int partitionCount(SparkContext context) {
        if (options.partitionFactor().isPresent()) {
            return 1 << options.partitionFactor().getAsInt();
        }
        int wanted = Math.min(PartitionId.COUNT, TASKS_PER_CORE * context.defaultParallelism());
        int count = Integer.highestOneBit(wanted);
        return count < wanted ? Math.min(PartitionId.COUNT, count * 2) : count;
    }

    private void warnIfEmpty() {
        if (options.setName().isEmpty()) {
            return;
        }
        String command = "sets/" + options.namespace();
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            boolean known =
                    lease.client().infoOfAll(command).values().stream()
                            .flatMap(answer -> InfoEntries.SETS.parse(answer).stream())
                            .anyMatch(set -> options.setName().equals(set.get("set")));
            if (!known) {
                LOG.warn(
                        "Set {} is not known to the cluster, so it is read as empty. Check {} and {}.",
                        options.place(),
                        "aerospike.namespace",
                        "aerospike.set");
            }
        } catch (AerospikeException e) {
            LOG.debug("Whether set {} is known could not be asked", options.place(), e);
        }
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new SetReaderFactory(
                new ScanPlan(
                        options,
                        columns,
                        expression.map(Expression::toBase64).orElse(null),
                        filters.index().orElse(null),
                        limit));
    }

    /** What {@code EXPLAIN} shows. */
    @Override
    public String description() {
        return "PushedFilters: "
                + list(filters.pushed())
                + ", EvaluatedBySpark: "
                + list(filters.evaluated())
                + ", ServerExpression: "
                + expression.map(Expression::toString).orElse("none")
                + ", SecondaryIndex: "
                + filters.index().map(Object::toString).orElse("none")
                + ", PushedLimit: "
                + (limit == 0 ? "none" : limit)
                + ", OnMismatch: "
                + options.onMismatch().name().toLowerCase(Locale.ROOT);
    }

    private static String list(List<Predicate> predicates) {
        return predicates.stream()
                .map(Predicate::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
