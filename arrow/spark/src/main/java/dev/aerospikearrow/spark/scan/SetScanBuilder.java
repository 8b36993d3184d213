package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.columnar.filter.IndexChoice;
import dev.aerospikearrow.spark.aggregate.PushedAggregates;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.filter.PushedFilters;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.SampleMethod;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTableSample;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A builder of scans that takes what Spark pushes down: filters, a limit, a sample, aggregates, and
 * which columns it wants.
 */
public final class SetScanBuilder
        implements SupportsPushDownV2Filters,
                SupportsPushDownLimit,
                SupportsPushDownAggregates,
                SupportsPushDownTableSample,
                SupportsPushDownRequiredColumns {
    private static final Logger LOG = LoggerFactory.getLogger(SetScanBuilder.class);

    private final ConnectorOptions options;
    private final StructType schema;
    private StructType columns;
    private PushedFilters filters = PushedFilters.NONE;
    private int limit;
    private Optional<DigestSample> sample = Optional.empty();
    private Optional<PushedAggregates> aggregates = Optional.empty();
    private boolean hasAverageOfLongs;
    private boolean isOfChange;

    /**
     * @param schema the table's
     */
    public SetScanBuilder(ConnectorOptions options, StructType schema) {
        this.options = options;
        this.schema = schema;
        columns = schema;
    }

    /**
     * Reads records for a statement that changes them. Spark does not run such a scan twice: it
     * would ask first which records the statement changes, to read these again by their keys.
     */
    public SetScanBuilder forChange() {
        isOfChange = true;
        return this;
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        filters =
                options.isPushDownEnabled()
                        ? PushedFilters.of(predicates, schema, options, this::usableIndexes)
                        : PushedFilters.allBySpark(predicates);
        return filters.evaluated().toArray(Predicate[]::new);
    }

    private List<IndexDefinition> usableIndexes() {
        if (!options.isIndexEnabled()) {
            return List.of();
        }
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            return IndexChoice.usable(
                    lease.client().listIndexes(options.namespace()), options.set());
        } catch (AerospikeException e) {
            if (options.value(OptionName.INDEX).isPresent()) {
                throw e;
            }
            LOG.warn("No secondary index is used, since they could not be listed", e);
            return List.of();
        }
    }

    @Override
    public Predicate[] pushedPredicates() {
        return filters.pushed().toArray(Predicate[]::new);
    }

    @Override
    public boolean pushLimit(int rows) {
        if (!options.isPushDownEnabled() || rows <= 0 || aggregates.isPresent()) {
            return false;
        }
        limit = rows;
        return true;
    }

    /** Each task stops at the limit; Spark takes as many of all their rows. */
    @Override
    public boolean isPartiallyPushed() {
        return true;
    }

    /** By digests, which is a sample of records whatever the method. */
    @Override
    public boolean pushTableSample(
            double from, double to, boolean withReplacement, long seed, SampleMethod method) {
        return pushTableSample(from, to, withReplacement, seed);
    }

    /** The same as Spark 4.0 and 4.1 ask for it, which know of no methods. */
    @Override
    @Deprecated
    public boolean pushTableSample(double from, double to, boolean withReplacement, long seed) {
        if (!options.isPushDownEnabled() || withReplacement) {
            return false;
        }
        sample = Optional.of(DigestSample.of(from, to, seed));
        return true;
    }

    /**
     * Never, as several tasks read a set; Spark asks before it makes sums and counts of averages.
     */
    @Override
    public boolean supportCompletePushDown(Aggregation aggregation) {
        hasAverageOfLongs |= PushedAggregates.hasAverageOfLongs(aggregation, schema);
        return false;
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        if (options.isPushDownEnabled() && !hasAverageOfLongs && filters.keys().isEmpty()) {
            aggregates = PushedAggregates.of(aggregation, schema);
        }
        return aggregates.isPresent();
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    @Override
    public Scan build() {
        return new SetScan(
                options, schema, columns, filters, limit, sample, aggregates, isOfChange);
    }
}
