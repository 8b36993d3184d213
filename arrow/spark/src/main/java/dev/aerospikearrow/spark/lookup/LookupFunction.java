package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.option.SessionOptions;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.FunctionTableSubqueryArgumentExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/**
 * The table function of SQL that looks keys up: {@code aerospike_lookup(TABLE(rows), 'key column',
 * 'schema', map('option', 'value'))}.
 */
public final class LookupFunction {
    private static final String NAME = "aerospike_lookup";

    private static final String USAGE =
            NAME
                    + "(TABLE(rows), 'key column', 'name STRING, age INT', map('option', 'value'))"
                    + " - Returns the rows with the columns that the records of their keys have.";

    private static final int LEAST_ARGUMENTS = 3;
    private static final int MOST_ARGUMENTS = 4;

    private LookupFunction() {}

    /** The function as a session wants to be told of it. */
    public static Tuple3<
                    FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, LogicalPlan>>
            description() {
        return new Tuple3<>(
                FunctionIdentifier.apply(NAME),
                new ExpressionInfo(
                        LookupFunction.class.getName(),
                        null,
                        NAME,
                        USAGE,
                        "",
                        "",
                        "",
                        "table_funcs",
                        "",
                        "",
                        ""),
                arguments -> plan(PlanParts.list(arguments)));
    }

    private static LogicalPlan plan(List<Expression> arguments) {
        if (arguments.size() < LEAST_ARGUMENTS || arguments.size() > MOST_ARGUMENTS) {
            throw new IllegalArgumentException(
                    NAME
                            + " takes 3 or 4 arguments, but there are "
                            + arguments.size()
                            + ". Usage: "
                            + USAGE);
        }
        LogicalPlan rows = rows(arguments.get(0));
        String keyColumn = text(arguments.get(1), "second argument, the name of the key column,");
        String schema = text(arguments.get(2), "third argument, the schema of the added columns,");
        Map<String, String> options =
                arguments.size() < MOST_ARGUMENTS ? Map.of() : options(arguments.get(3));
        return LookupJoin.of(
                rows,
                keyColumn,
                LookupSpec.of(SessionOptions.with(options), Columns.parseSchema(schema)));
    }

    private static LogicalPlan rows(Expression argument) {
        if (!(argument instanceof FunctionTableSubqueryArgumentExpression table)) {
            throw new IllegalArgumentException(
                    "The first argument of "
                            + NAME
                            + " is "
                            + argument.sql()
                            + ", but has to be a table: TABLE(name) or TABLE(SELECT ...).");
        }
        if (table.hasRepartitioning()) {
            throw new IllegalArgumentException(
                    "The table of "
                            + NAME
                            + " has PARTITION BY or WITH SINGLE PARTITION. Leave it out: each row is looked"
                            + " up by itself.");
        }
        return table.plan();
    }

    private static String text(Expression argument, String what) {
        Object value =
                argument.foldable() && argument.dataType().equals(DataTypes.StringType)
                        ? argument.eval(null)
                        : null;
        if (value == null) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + NAME
                            + " is "
                            + argument.sql()
                            + ", but has to be a constant text.");
        }
        return value.toString();
    }

    /** Not shown where they are wrong, as passwords may be among them. */
    private static Map<String, String> options(Expression argument) {
        Object value =
                argument.foldable()
                                && argument.dataType() instanceof MapType type
                                && type.keyType().equals(DataTypes.StringType)
                                && type.valueType().equals(DataTypes.StringType)
                        ? argument.eval(null)
                        : null;
        if (!(value instanceof MapData map)) {
            throw new IllegalArgumentException(
                    "The fourth argument of "
                            + NAME
                            + " has to be a constant map of texts to texts, such as"
                            + " map('aerospike.set', 'customers').");
        }
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < map.numElements(); i++) {
            String name = map.keyArray().getUTF8String(i).toString();
            if (map.valueArray().isNullAt(i)) {
                throw new IllegalArgumentException(
                        "Option " + name + " of " + NAME + " is null. Leave it out.");
            }
            options.put(name, map.valueArray().getUTF8String(i).toString());
        }
        return options;
    }
}
