package dev.aerospikearrow.spark.lookup;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.collection.immutable.VectorMap;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An operator that reads records for the rows of its child, which stay where they are and in their
 * order. Spark makes copies of it by its constructor, whose parameters are its elements as a
 * product.
 */
abstract class RecordReadExec extends SparkPlan {
    private static final long serialVersionUID = 1L;

    private final SparkPlan child;
    private final Seq<Attribute> columns;
    private final LookupMetrics metrics;

    /**
     * @param columns the columns of the records
     */
    RecordReadExec(SparkPlan child, Seq<Attribute> columns) {
        this.child = child;
        this.columns = columns;
        metrics = LookupMetrics.of(sparkContext());
    }

    /** The parameters of the constructor, the child last. */
    abstract List<Object> elements();

    final SparkPlan rowsBefore() {
        return child;
    }

    final Seq<Attribute> columns() {
        return columns;
    }

    final LookupMetrics counts() {
        return metrics;
    }

    @Override
    public AttributeSet producedAttributes() {
        return PlanParts.setOf(columns);
    }

    @Override
    public Seq<SparkPlan> children() {
        return PlanParts.only(child);
    }

    @Override
    public Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return child.outputOrdering();
    }

    /** In the order in which the user interface shows them. */
    @Override
    public Map<String, SQLMetric> metrics() {
        return VectorMap.from(CollectionConverters.asScala(metrics.byName()));
    }

    @Override
    public int productArity() {
        return elements().size();
    }

    @Override
    public Object productElement(int index) {
        return elements().get(index);
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    /** Spark rewrites plans until they stay equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordReadExec that
                && that.canEqual(this)
                && that.elements().equals(elements());
    }

    @Override
    public int hashCode() {
        return elements().hashCode();
    }
}
