package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.RowAssignments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MergeRows;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.WriteDelta;
import org.apache.spark.sql.catalyst.util.RowDeltaUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns that a statement sets. Spark hands whole rows to a write; to write all of them back
 * would change bins that nobody named: a struct has not all keys of the map that it was read from.
 */
final class AssignedColumns {
    private final ConnectorOptions options;
    private final List<Attribute> columns;

    private AssignedColumns(ConnectorOptions options, List<Attribute> columns) {
        this.options = options;
        this.columns = columns;
    }

    /**
     * What the statement sets that this thread runs.
     *
     * @throws IllegalArgumentException if that cannot be told, or would change more than it says
     */
    static RowAssignments ofRunning(ConnectorOptions options) {
        WriteDelta statement =
                RunningPlan.ofThread()
                        .flatMap(AssignedColumns::find)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Which columns the statement sets cannot be told: its"
                                                        + " plan is not there. Run it as a statement"
                                                        + " of its own."));
        List<Attribute> columns =
                CollectionConverters.asJava(((LogicalPlan) statement.originalTable()).output());
        return new AssignedColumns(options, columns).of(outputs(statement.query()));
    }

    private static Optional<WriteDelta> find(LogicalPlan plan) {
        if (plan instanceof WriteDelta statement) {
            return Optional.of(statement);
        }
        return CollectionConverters.asJava(plan.children()).stream()
                .flatMap(child -> find(child).stream())
                .findFirst();
    }

    /** The rows that a plan makes: of each the operation, and then the values of the columns. */
    private static List<List<Expression>> outputs(LogicalPlan plan) {
        if (plan instanceof Project project) {
            List<Expression> output = new ArrayList<>();
            CollectionConverters.asJava(project.projectList())
                    .forEach(column -> output.add((Expression) column));
            return List.of(output);
        }
        if (plan instanceof Expand expand) {
            return lists(expand.projections());
        }
        if (plan instanceof MergeRows merge) {
            return lists(merge.outputs());
        }
        List<LogicalPlan> children = CollectionConverters.asJava(plan.children());
        if (children.size() != 1) {
            throw new IllegalStateException(
                    "Which columns the statement sets cannot be told from a plan that ends with "
                            + plan.nodeName()
                            + ".");
        }
        return outputs(children.get(0));
    }

    private static List<List<Expression>> lists(Seq<Seq<Expression>> outputs) {
        List<List<Expression>> lists = new ArrayList<>();
        CollectionConverters.asJava(outputs)
                .forEach(output -> lists.add(CollectionConverters.asJava(output)));
        return lists;
    }

    private RowAssignments of(List<List<Expression>> outputs) {
        List<Set<String>> updates = new ArrayList<>();
        boolean inserts = false;
        for (List<Expression> output : outputs) {
            int operation = operation(output.get(0));
            if (operation == RowDeltaUtils.UPDATE_OPERATION()) {
                updates.add(assigned(output));
            }
            inserts |= operation == RowDeltaUtils.INSERT_OPERATION();
        }
        Set<String> all = new TreeSet<>();
        updates.forEach(all::addAll);
        updates.forEach(one -> requireExact(all, one));
        return new RowAssignments(all, inserts);
    }

    private static int operation(Expression first) {
        if (value(first) instanceof Literal literal && literal.value() instanceof Integer number) {
            return number;
        }
        throw new IllegalStateException("No operation of a row: " + first + ".");
    }

    private static Expression value(Expression output) {
        return output instanceof Alias alias ? alias.child() : output;
    }

    private Set<String> assigned(List<Expression> output) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            Attribute column = columns.get(i);
            Expression value = value(output.get(1 + i));
            boolean same =
                    value instanceof AttributeReference it && it.exprId().equals(column.exprId());
            if (!same) {
                requireWhole(column, value);
                names.add(column.name());
            }
        }
        return names;
    }

    /** A field of a struct that is set leaves nothing of what the map has besides. */
    private static void requireWhole(Attribute column, Expression value) {
        if (hasStruct(column.dataType()) && value.references().contains(column)) {
            throw new IllegalArgumentException(
                    "Column "
                            + column.name()
                            + " would be written back with the fields that its type has, and without"
                            + " whatever else the maps in its bin have. Set the whole column to a"
                            + " value that does not come from it.");
        }
    }

    /** A row that leaves a column alone which another one sets is written with what was read. */
    private void requireExact(Set<String> all, Set<String> one) {
        for (Attribute column : columns) {
            boolean writtenBack = all.contains(column.name()) && !one.contains(column.name());
            if (writtenBack && (hasStruct(column.dataType()) || mayChange(column))) {
                throw new IllegalArgumentException(
                        "Column "
                                + column.name()
                                + " is set by one clause of the statement and not by another, whose"
                                + " records would be written back as they were read, which is not"
                                + " what they hold. Make a statement of each clause"
                                + (mayChange(column)
                                        ? ", or set " + OptionName.ON_MISMATCH.key() + " to fail."
                                        : "."));
            }
        }
    }

    private boolean mayChange(Attribute column) {
        return options.onMismatch() != OnMismatch.FAIL
                || column.metadata().contains(FieldMetadata.ON_MISMATCH);
    }

    private static boolean hasStruct(DataType type) {
        if (type instanceof ArrayType array) {
            return hasStruct(array.elementType());
        }
        if (type instanceof MapType map) {
            return hasStruct(map.keyType()) || hasStruct(map.valueType());
        }
        return type instanceof StructType;
    }
}
