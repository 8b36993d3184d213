package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.key.KeyedRead;
import dev.aerospikearrow.spark.scan.SetCheck;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A join of rows with a set, as it is executed: the records of the rows' keys are read in batches.
 * Spark makes copies of it by its constructor, whose parameters are its elements as a product.
 */
public final class KeyJoinExec extends SparkPlan {
    private static final long serialVersionUID = 1L;

    private final KeyedRead read;
    private final KeyJoinType type;
    private final Expression key;
    private final Option<Expression> condition;
    private final Seq<Attribute> columns;
    private final SparkPlan child;
    private final LookupMetrics metrics;

    /**
     * @param key has the keys, over the child's columns
     * @param condition what must be true of a row and its record, over the columns of both
     * @param columns the columns of the records
     */
    public KeyJoinExec(
            KeyedRead read,
            KeyJoinType type,
            Expression key,
            Option<Expression> condition,
            Seq<Attribute> columns,
            SparkPlan child) {
        this.read = read;
        this.type = type;
        this.key = key;
        this.condition = condition;
        this.columns = columns;
        this.child = child;
        metrics = LookupMetrics.of(sparkContext());
    }

    @Override
    public Seq<Attribute> output() {
        return type.hasRecords() ? PlanParts.concatenated(child.output(), columns) : child.output();
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
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new KeyJoinExec(read, type, key, condition, columns, children.apply(0));
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
    public RDD<InternalRow> doExecute() {
        SetCheck.require(read.options(), read.columns());
        return new LookupRdd<>(
                child.execute(),
                read.options(),
                new KeyJoinTask(read, type, key, condition, child.output(), columns, metrics));
    }

    @Override
    public int productArity() {
        return 6;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> read;
            case 1 -> type;
            case 2 -> key;
            case 3 -> condition;
            case 4 -> columns;
            case 5 -> child;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof KeyJoinExec;
    }

    /** Spark rewrites plans until they stay equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyJoinExec that && that.elements().equals(elements());
    }

    @Override
    public int hashCode() {
        return elements().hashCode();
    }

    private List<Object> elements() {
        return List.of(read, type, key, condition, columns, child);
    }

    @Override
    public String nodeName() {
        return "AerospikeKeyJoin";
    }
}
