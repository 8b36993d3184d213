package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.spark.write.TaskPlan;
import dev.aerospikearrow.spark.write.WriteMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * A streaming write, as it stands in Spark's plan. With an epoch bin, all rows of a key come to one
 * task, one after the other, so that it can tell which is the last: the nodes take one for each key
 * and epoch.
 *
 * @param plan of rows that have their mark already, where there is an epoch bin
 */
record StreamWrite(TaskPlan plan, Optional<EpochBin> epochs)
        implements RequiresDistributionAndOrdering {
    @Override
    public Distribution requiredDistribution() {
        return epochs.isEmpty()
                ? Distributions.unspecified()
                : Distributions.clustered(
                        new NamedReference[] {FieldReference.column(plan.keyColumn())});
    }

    @Override
    public SortOrder[] requiredOrdering() {
        if (epochs.isEmpty()) {
            return new SortOrder[0];
        }
        List<SortOrder> order = new ArrayList<>();
        order.add(ascending(plan.keyColumn()));
        Optional.ofNullable(epochs.get().orderColumn())
                .ifPresent(column -> order.add(ascending(column)));
        return order.toArray(SortOrder[]::new);
    }

    private static SortOrder ascending(String column) {
        return Expressions.sort(FieldReference.column(column), SortDirection.ASCENDING);
    }

    @Override
    public String description() {
        return "aerospike "
                + plan.options().place()
                + " by key "
                + plan.keyColumn()
                + epochs.map(it -> ", epochs in bin " + it.bin()).orElse("");
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return Stream.concat(
                        Arrays.stream(WriteMetric.all()),
                        epochs.stream().map(it -> new ThereAlreadyMetric()))
                .toArray(CustomMetric[]::new);
    }

    @Override
    public StreamingWrite toStreaming() {
        return new SetStreamingWrite(plan, epochs);
    }
}
