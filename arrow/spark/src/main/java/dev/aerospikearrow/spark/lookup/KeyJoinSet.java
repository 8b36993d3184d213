package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.scan.SetScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeMap;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BloomFilterMightContain;
import org.apache.spark.sql.catalyst.expressions.DynamicPruning;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MonotonicallyIncreasingID;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.planning.PhysicalOperation;
import org.apache.spark.sql.catalyst.planning.PhysicalOperation$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/**
 * The side of a join that is a set: a scan, what filters its records, and what is made of their
 * columns.
 */
final class KeyJoinSet {
    private final SetScan scan;
    private final List<Attribute> columns;
    private final List<NamedExpression> output;
    private final List<Expression> filters;
    private final AttributeMap<Alias> aliases;

    private KeyJoinSet(
            SetScan scan, List<Attribute> columns, Project output, List<Expression> filters) {
        this.scan = scan;
        this.columns = columns;
        this.output = PlanParts.list(output.projectList());
        this.filters = filters;
        aliases = PhysicalOperation$.MODULE$.getAliasMap(output);
    }

    /** A plan that is such a side. */
    static Optional<KeyJoinSet> of(LogicalPlan plan) {
        return ofProject(plan).or(() -> ofFilteredNumbers(plan));
    }

    /** Rows that Spark numbers and then filters, which it does to the target of a MERGE. */
    private static Optional<KeyJoinSet> ofFilteredNumbers(LogicalPlan plan) {
        if (!(plan instanceof Filter filter) || !filter.condition().deterministic()) {
            return Optional.empty();
        }
        return ofProject(filter.child())
                .filter(set -> set.scan.isOfChange())
                .map(
                        set -> {
                            set.filters.add(set.overColumns(filter.condition()));
                            return set;
                        });
    }

    private static Optional<KeyJoinSet> ofProject(LogicalPlan plan) {
        Option<Tuple3<Seq<NamedExpression>, Seq<Expression>, LogicalPlan>> parts =
                PhysicalOperation.unapply(plan);
        if (parts.isEmpty()
                || !(parts.get()._3() instanceof DataSourceV2ScanRelation relation)
                || !(relation.scan() instanceof SetScan scan)) {
            return Optional.empty();
        }
        List<Expression> filters = new ArrayList<>(PlanParts.list(parts.get()._2()));
        // Spark derives these from joins, which hold without them.
        filters.removeIf(
                filter ->
                        filter instanceof DynamicPruning
                                || filter instanceof BloomFilterMightContain);
        return Optional.of(
                new KeyJoinSet(
                        scan,
                        new ArrayList<>(PlanParts.list(relation.output())),
                        new Project(parts.get()._1(), relation),
                        filters));
    }

    SetScan scan() {
        return scan;
    }

    /** The columns that are read. */
    List<Attribute> columns() {
        return columns;
    }

    /** What the side has as columns. */
    List<NamedExpression> output() {
        return output;
    }

    /** What must be true of a record. */
    List<Expression> filters() {
        return filters;
    }

    /** An expression over the columns of the side as one over those that are read. */
    Expression overColumns(Expression expression) {
        return PhysicalOperation$.MODULE$.replaceAlias(expression, aliases);
    }

    /**
     * What the side has as columns where some rows have no record: null then, also what is never
     * null in a scan. Spark's own numbers of rows become those of the records.
     *
     * @param number a column that numbers the records, and is null without one; without it, each
     *     column must be one that is read
     */
    List<NamedExpression> outputOrNull(Optional<AttributeReference> number) {
        return output.stream().map(column -> orNull(column, number)).toList();
    }

    private static NamedExpression orNull(
            NamedExpression column, Optional<AttributeReference> number) {
        if (column instanceof Attribute attribute) {
            return attribute.withNullability(true);
        }
        Alias alias = (Alias) column;
        return new Alias(
                valueOrNull(alias.child(), number),
                alias.name(),
                alias.exprId(),
                alias.qualifier(),
                alias.explicitMetadata(),
                alias.nonInheritableMetadataKeys());
    }

    private static Expression valueOrNull(Expression value, Optional<AttributeReference> number) {
        if (value instanceof Attribute attribute) {
            return attribute.withNullability(true);
        }
        return value instanceof MonotonicallyIncreasingID
                ? number.orElseThrow()
                : new If(
                        new IsNotNull(number.orElseThrow()),
                        value,
                        Literal.create(null, value.dataType()));
    }

    /** Whether each column of the side is one that is read, so that it is null without a record. */
    boolean hasPlainOutput() {
        return output.stream()
                .allMatch(
                        column ->
                                column instanceof Attribute
                                        || column instanceof Alias alias
                                                && alias.child() instanceof Attribute);
    }
}
