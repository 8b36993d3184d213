package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.schema.NamesByCase;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.Dataset;
import scala.Option;

/** The step that puts a lookup onto the plan of a DataFrame. */
public final class LookupJoin {
    private LookupJoin() {}

    /**
     * The rows of a DataFrame with what is found for their keys.
     *
     * @throws IllegalArgumentException if the key column is not there or of another type, a column
     *     is there already, or the DataFrame is one of Spark Connect
     */
    public static org.apache.spark.sql.Dataset<Row> of(
            org.apache.spark.sql.Dataset<Row> rows, String keyColumn, LookupSpec spec) {
        if (!(rows instanceof Dataset<Row> classic)) {
            throw new IllegalArgumentException(
                    "A lookup takes a DataFrame of a Spark session in this process, but this one is "
                            + rows.getClass().getName()
                            + ", such as that of a Spark Connect client. There SQL does it: "
                            + "SELECT * FROM aerospike_lookup(TABLE(rows), 'key column', 'schema', map(...)).");
        }
        LookupStrategy.register(classic.sparkSession());
        LogicalPlan child = classic.queryExecution().analyzed();
        return Dataset.ofRows(classic.sparkSession(), of(child, keyColumn, spec));
    }

    /**
     * The rows of an analyzed plan with what is found for their keys.
     *
     * @throws IllegalArgumentException as above
     */
    static LogicalPlan of(LogicalPlan child, String keyColumn, LookupSpec spec) {
        Attribute key = keyAttribute(child, keyColumn);
        List<Attribute> added = new ArrayList<>();
        for (Attribute attribute :
                PlanParts.list(DataTypeUtils.toAttributes(spec.addedColumns()))) {
            requireNew(child, attribute.name());
            added.add(attribute);
        }
        return renamed(new LookupPlan(spec, key, PlanParts.seq(added), child), added);
    }

    private static Attribute keyAttribute(LogicalPlan child, String keyColumn) {
        List<Attribute> columns = PlanParts.list(child.output());
        List<Attribute> keys =
                columns.stream().filter(it -> NamesByCase.areSame(it.name(), keyColumn)).toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "There "
                            + (keys.isEmpty() ? "is no column " : "are several columns ")
                            + keyColumn
                            + " that would have the keys. Columns: "
                            + String.join(", ", columns.stream().map(Attribute::name).toList())
                            + ".");
        }
        Attribute key = keys.get(0);
        if (!LookupKeys.isKeyType(key.dataType())) {
            throw new IllegalArgumentException(
                    "Column "
                            + keyColumn
                            + " is "
                            + key.dataType().simpleString()
                            + ", but keys are integers, strings or binary. Convert it.");
        }
        return key;
    }

    private static void requireNew(LogicalPlan child, String name) {
        if (PlanParts.list(child.output()).stream()
                .anyMatch(it -> NamesByCase.areSame(it.name(), name))) {
            throw new IllegalArgumentException(
                    "Column "
                            + name
                            + " is there already. Give the added column another name; its bin is named by"
                            + " the column metadata aerospike.bin.");
        }
    }

    /**
     * The added columns under names of this call's own, so that Spark can tell them apart where a
     * result is joined with itself.
     */
    private static LogicalPlan renamed(LookupPlan lookup, List<Attribute> added) {
        List<NamedExpression> output = new ArrayList<>(PlanParts.list(lookup.child().output()));
        for (Attribute attribute : added) {
            output.add(
                    new Alias(
                            attribute,
                            attribute.name(),
                            NamedExpression.newExprId(),
                            PlanParts.seq(List.of()),
                            Option.apply(attribute.metadata()),
                            PlanParts.seq(List.of())));
        }
        return new Project(PlanParts.seq(output), lookup);
    }
}
