package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.spark.aggregate.PushedAggregates;
import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.filter.PushedFilters;
import dev.aerospikearrow.spark.key.KeyChoice;
import dev.aerospikearrow.spark.key.KeyColumn;
import dev.aerospikearrow.spark.key.KeyColumns;
import dev.aerospikearrow.spark.key.KeyList;
import dev.aerospikearrow.spark.key.KeyedRead;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.KeyJoin;
import dev.aerospikearrow.spark.stream.UpdateStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.connector.read.SupportsRuntimeV2Filtering;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A scan of a set with all that was pushed down, as it stands in Spark's plan. */
public final class SetScan implements SupportsRuntimeV2Filtering, SupportsReportStatistics, Batch {
    /** Tasks for each core, so that none waits long for the last one. */
    private static final int TASKS_PER_CORE = 2;

    private static final int MOST_VALUES_SHOWN = 10;

    /** In the time in which a record is read by its key, a scan reads so many. */
    private static final int RECORDS_PER_KEY = 4;

    private final ConnectorOptions options;
    private final StructType declared;
    private final StructType columns;
    private final PushedFilters filters;
    private final int limit;
    private final Optional<DigestSample> sample;
    private final Optional<PushedAggregates> aggregates;
    private final boolean isOfChange;
    private final Optional<Expression> expression;
    private final KeyColumns keyColumns;
    private volatile Optional<KeyChoice> keys;
    private @Nullable Optional<SetStatistics> statistics;

    /**
     * @param declared the table's columns
     * @param columns what Spark wants
     * @param limit the most rows that Spark wants; 0 for all
     * @param aggregates what Spark wants instead of columns
     * @param isOfChange whether the records are read to be changed
     */
    SetScan(
            ConnectorOptions options,
            StructType declared,
            StructType columns,
            PushedFilters filters,
            int limit,
            Optional<DigestSample> sample,
            Optional<PushedAggregates> aggregates,
            boolean isOfChange) {
        this.options = options;
        this.declared = declared;
        this.columns = aggregates.map(PushedAggregates::columns).orElse(columns);
        this.filters = filters;
        this.limit = limit;
        this.sample = sample;
        this.aggregates = aggregates;
        this.isOfChange = isOfChange;
        keyColumns = new KeyColumns(this.columns, options);
        keys = filters.keys();
        expression =
                both(
                        options.pushedExpression(),
                        both(sample.flatMap(DigestSample::expression), filters.expression()));
    }

    @Override
    public StructType readSchema() {
        return aggregates.map(PushedAggregates::resultSchema).orElse(columns);
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
        SetCheck.require(options, declared);
        if (keys.isPresent()) {
            return keyPartitions(keys.get(), context);
        }
        return ranges(0, PartitionId.COUNT, isReadAtOnce() ? 1 : partitionCount(context), null);
    }

    /**
     * Parts of a range of the set's partitions.
     *
     * @param most how many parts, if there are as many partitions
     */
    private InputPartition[] ranges(
            int firstPartition, int partitionCount, int most, @Nullable String condition) {
        InputPartition[] parts = new InputPartition[Math.min(most, partitionCount)];
        for (int i = 0; i < parts.length; i++) {
            int from = partitionCount * i / parts.length;
            int to = partitionCount * (i + 1) / parts.length;
            parts[i] = new PartitionRange(options, firstPartition + from, to - from, condition);
        }
        return parts;
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpoint) {
        return new UpdateStream(options, this::partsOf, createReaderFactory());
    }

    /** The parts of some partitions for the records that satisfy a further condition. */
    private InputPartition[] partsOf(int firstPartition, int partitionCount, Expression condition) {
        SparkContext context = SparkContext.getOrCreate();
        ContextEnd.watch(context);
        SetCheck.require(options, declared);
        return ranges(
                firstPartition, partitionCount, partitionCount(context), condition.toBase64());
    }

    private InputPartition[] keyPartitions(KeyChoice choice, SparkContext context) {
        KeyList list = choice.keys();
        KeyedRead read = keyedRead(choice.column());
        int requests = 1 + (list.size() - 1) / options.rowsPerBatch();
        int count = Math.max(1, Math.min(requests, TASKS_PER_CORE * context.defaultParallelism()));
        InputPartition[] partitions = new InputPartition[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) list.size() * i / count);
            int to = (int) ((long) list.size() * (i + 1) / count);
            partitions[i] = new KeyPartition(read, list.range(from, to));
        }
        return partitions;
    }

    /** The same read of the records of keys, which come from a column. */
    private KeyedRead keyedRead(KeyColumn column) {
        Optional<Expression> further =
                filters.keys().isPresent() ? Optional.empty() : column.condition(options);
        return new KeyedRead(
                options,
                columns,
                column,
                both(expression, further).map(Expression::toBase64).orElse(null));
    }

    private static Optional<Expression> both(Optional<Expression> one, Optional<Expression> other) {
        return one.flatMap(first -> other.map(second -> Expressions.and(first, second)))
                .or(() -> one)
                .or(() -> other);
    }

    /**
     * The columns of keys among those that are read, for which Spark may have values when the other
     * side of a join is known.
     */
    @Override
    public NamedReference[] filterAttributes() {
        if (isOfChange || !isConfinable()) {
            return new NamedReference[0];
        }
        return Arrays.stream(columns.fieldNames())
                .filter(name -> keyColumns.find(name).isPresent())
                .map(FieldReference::column)
                .toArray(NamedReference[]::new);
    }

    /** Reads the keys only that are left; what is found is filtered again. */
    @Override
    public void filter(Predicate[] predicates) {
        keys = KeyChoice.of(predicates, keyColumns).filter(this::areFew);
    }

    /** Where many keys are left, scanning is as fast. */
    private boolean areFew(KeyChoice choice) {
        OptionalLong records = recordCount();
        return records.isEmpty()
                || choice.values().size() <= records.getAsLong() / RECORDS_PER_KEY
                || choice.values().size() <= options.rowsPerBatch();
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

    /** How large the set is; asked once. */
    private synchronized Optional<SetStatistics> statistics() {
        Optional<SetStatistics> known = statistics;
        if (known == null) {
            known = SetStatistics.ask(options);
            statistics = known;
        }
        return known;
    }

    /** How many records the set has, as far as the cluster tells; empty if it does not. */
    public OptionalLong recordCount() {
        return statistics().stream().mapToLong(SetStatistics::records).findFirst();
    }

    /** Whether joins on keys read these. */
    public KeyJoin keyJoin() {
        return options.keyJoin();
    }

    /** Whether a secondary index is read, which may have few of the set's records. */
    public boolean isIndexed() {
        return filters.index().isPresent();
    }

    /** Whether the records are read to be changed by the same statement. */
    public boolean isOfChange() {
        return isOfChange;
    }

    /**
     * The same read of the records that have some values in a column, instead of all.
     *
     * @return empty if the column does not name records, or the scan is confined in another way
     */
    public Optional<KeyedRead> readByKeys(String column) {
        return isConfinable() ? keyColumns.find(column).map(this::keyedRead) : Optional.empty();
    }

    private boolean isConfinable() {
        return options.isPushDownEnabled()
                && filters.keys().isEmpty()
                && limit == 0
                && aggregates.isEmpty();
    }

    @Override
    public Statistics estimateStatistics() {
        if (aggregates.isPresent()) {
            return SetStatistics.ofRows(1, readSchema());
        }
        long most = keys.map(choice -> (long) choice.values().size()).orElse(Long.MAX_VALUE);
        return statistics().map(known -> known.of(columns, most)).orElse(SetStatistics.UNKNOWN);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new SetReaderFactory(
                new ScanPlan(
                        options,
                        columns,
                        expression.map(Expression::toBase64).orElse(null),
                        filters.index().orElse(null),
                        limit,
                        aggregates.orElse(null)));
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
                + ", BatchReads: "
                + filters.keys().map(KeyChoice::toString).orElse("none")
                + ", PushedLimit: "
                + (limit == 0 ? "none" : limit)
                + sample.map(it -> ", PushedSample: " + it).orElse("")
                + aggregates.map(it -> ", PushedAggregates: " + it).orElse("")
                + ", OnMismatch: "
                + options.onMismatch().name().toLowerCase(Locale.ROOT);
    }

    private static String list(List<Predicate> predicates) {
        return predicates.stream().map(SetScan::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A predicate for people; long lists are counted. */
    private static String text(Predicate predicate) {
        int count = predicate.children().length - 1;
        return predicate.name().equals("IN") && count > MOST_VALUES_SHOWN
                ? predicate.children()[0] + " IN (" + count + " values)"
                : predicate.toString();
    }
}
