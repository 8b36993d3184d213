package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.scan.SetCheck;
import java.util.List;
import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A lookup as it is executed: record batches in, the same with further columns out. Where the child
 * has rows, Spark makes columns of them.
 */
public final class LookupExec extends SparkPlan {
    private static final long serialVersionUID = 1L;

    private final LookupSpec spec;
    private final Attribute key;
    private final Seq<Attribute> added;
    private final SparkPlan child;
    private final LookupMetrics metrics;

    /**
     * @param key the child's column that has the keys
     * @param added the columns that come from the records
     */
    public LookupExec(LookupSpec spec, Attribute key, Seq<Attribute> added, SparkPlan child) {
        this.spec = spec;
        this.key = key;
        this.added = added;
        this.child = child;
        metrics = LookupMetrics.of(sparkContext());
    }

    @Override
    public Seq<Attribute> output() {
        return PlanParts.concatenated(child.output(), added);
    }

    @Override
    public AttributeSet producedAttributes() {
        return PlanParts.setOf(added);
    }

    @Override
    public Seq<SparkPlan> children() {
        return PlanParts.only(child);
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new LookupExec(spec, key, added, children.apply(0));
    }

    @Override
    public Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return child.outputOrdering();
    }

    @Override
    public Map<String, SQLMetric> metrics() {
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(metrics.byName()));
    }

    @Override
    public boolean supportsColumnar() {
        return true;
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        SetCheck.require(spec.options(), spec.columns());
        List<Attribute> columns = PlanParts.list(child.output());
        int ordinal = 0;
        while (!columns.get(ordinal).exprId().equals(key.exprId())) {
            ordinal++;
        }
        return new LookupRdd<>(
                child.executeColumnar(), spec.options(), new LookupTask(spec, ordinal, metrics));
    }

    /** For those who want rows and do not ask for columns first. */
    @Override
    public RDD<InternalRow> doExecute() {
        return new ColumnarToRowExec(this).doExecute();
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> spec;
            case 1 -> key;
            case 2 -> added;
            case 3 -> child;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof LookupExec;
    }

    /** Spark rewrites plans until they stay equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookupExec that
                && that.spec.equals(spec)
                && that.key.equals(key)
                && that.added.equals(added)
                && that.child.equals(child);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, key, added, child);
    }

    @Override
    public String nodeName() {
        return PlanParts.NODE_NAME;
    }
}
