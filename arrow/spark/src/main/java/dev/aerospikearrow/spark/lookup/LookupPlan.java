package dev.aerospikearrow.spark.lookup;

import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A lookup as a node of Spark's logical plans: the rows of its child with further columns. Spark
 * makes copies of it by its constructor, whose parameters are its elements as a product.
 */
public final class LookupPlan extends LogicalPlan {
    private static final long serialVersionUID = 1L;

    private final LookupSpec spec;
    private final Attribute key;
    private final Seq<Attribute> added;
    private final LogicalPlan child;

    /**
     * @param key the child's column that has the keys
     * @param added the columns that come from the records
     */
    public LookupPlan(LookupSpec spec, Attribute key, Seq<Attribute> added, LogicalPlan child) {
        this.spec = spec;
        this.key = key;
        this.added = added;
        this.child = child;
    }

    /** What is read for each key. */
    public LookupSpec spec() {
        return spec;
    }

    Attribute key() {
        return key;
    }

    Seq<Attribute> added() {
        return added;
    }

    LogicalPlan child() {
        return child;
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
    public Seq<LogicalPlan> children() {
        return PlanParts.only(child);
    }

    @Override
    public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
        return new LookupPlan(spec, key, added, children.apply(0));
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
        return other instanceof LookupPlan;
    }

    /** Spark rewrites plans until they stay equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookupPlan that
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
        return PlanParts.nodeName(spec);
    }
}
