package dev.aerospikearrow.spark.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of a whole set, which each task computes of its records; Spark adds up what comes of
 * the tasks. Only those are taken whose result is what Spark's own would be. Immutable.
 */
public final class PushedAggregates implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is computed. */
    private enum Function {
        COUNT_ALL,
        COUNT,
        MIN,
        MAX,
        SUM
    }

    /**
     * One aggregate.
     *
     * @param input the column among those that are read; -1 for none
     */
    private record Part(Function function, int input, DataType type, String text)
            implements Serializable {
        DataType resultType() {
            return switch (function) {
                case COUNT_ALL, COUNT -> DataTypes.LongType;
                case MIN, MAX -> type;
                case SUM -> isWhole(type) ? DataTypes.LongType : DataTypes.DoubleType;
            };
        }

        Accumulator accumulator() {
            return switch (function) {
                case COUNT_ALL -> new Accumulators.OfCount(false);
                case COUNT -> new Accumulators.OfCount(true);
                case MIN -> extreme(false);
                case MAX -> extreme(true);
                case SUM ->
                        DoubleValues.of(type)
                                .<Accumulator>map(Accumulators.OfDoubleSum::new)
                                .orElseGet(
                                        () ->
                                                new Accumulators.OfLongSum(
                                                        LongValues.of(type).orElseThrow()));
            };
        }

        private Accumulator extreme(boolean isMax) {
            Optional<LongValues> longs = LongValues.of(type);
            if (longs.isPresent()) {
                return new Accumulators.OfExtremeLong(longs.get(), isMax);
            }
            Optional<DoubleValues> doubles = DoubleValues.of(type);
            return doubles.isPresent()
                    ? new Accumulators.OfExtremeDouble(doubles.get(), isMax)
                    : ObjectValues.of(type).orElseThrow().extreme(isMax);
        }
    }

    private final StructType columns;
    private final List<Part> parts;

    private PushedAggregates(StructType columns, List<Part> parts) {
        this.columns = columns;
        this.parts = List.copyOf(parts);
    }

    /**
     * Aggregates that tasks can compute.
     *
     * @param schema the table's
     * @return empty if Spark had better do it
     */
    public static Optional<PushedAggregates> of(Aggregation aggregation, StructType schema) {
        if (aggregation.groupByExpressions().length > 0
                || aggregation.aggregateExpressions().length == 0) {
            return Optional.empty();
        }
        List<StructField> columns = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (AggregateFunc aggregate : aggregation.aggregateExpressions()) {
            Part part = part(aggregate, schema, columns);
            if (part == null) {
                return Optional.empty();
            }
            parts.add(part);
        }
        return Optional.of(
                new PushedAggregates(new StructType(columns.toArray(StructField[]::new)), parts));
    }

    /**
     * Whether averages are among them that are not the sum divided by the count: Spark adds large
     * integers up as doubles for these, which do not overflow.
     */
    public static boolean hasAverageOfLongs(Aggregation aggregation, StructType schema) {
        return Arrays.stream(aggregation.aggregateExpressions())
                .anyMatch(
                        aggregate ->
                                aggregate instanceof Avg avg
                                        && !isOneOf(
                                                column(avg.column(), schema),
                                                DataTypes.ByteType,
                                                DataTypes.ShortType,
                                                DataTypes.IntegerType,
                                                DataTypes.FloatType,
                                                DataTypes.DoubleType));
    }

    private static boolean isOneOf(@Nullable StructField column, DataType... types) {
        return column != null && Arrays.asList(types).contains(column.dataType());
    }

    private static @Nullable Part part(
            AggregateFunc aggregate, StructType schema, List<StructField> columns) {
        String text = aggregate.toString();
        if (aggregate instanceof CountStar) {
            return new Part(Function.COUNT_ALL, -1, DataTypes.LongType, text);
        }
        Function function;
        Expression input;
        if (aggregate instanceof Count count && !count.isDistinct()) {
            function = Function.COUNT;
            input = count.column();
        } else if (aggregate instanceof Min min) {
            function = Function.MIN;
            input = min.column();
        } else if (aggregate instanceof Max max) {
            function = Function.MAX;
            input = max.column();
        } else if (aggregate instanceof Sum sum && !sum.isDistinct()) {
            function = Function.SUM;
            input = sum.column();
        } else {
            return null;
        }
        StructField column = column(input, schema);
        if (column == null || !takes(function, column.dataType())) {
            return null;
        }
        if (!columns.contains(column)) {
            columns.add(column);
        }
        return new Part(function, columns.indexOf(column), column.dataType(), text);
    }

    private static @Nullable StructField column(Expression input, StructType schema) {
        if (input instanceof NamedReference reference && reference.fieldNames().length == 1) {
            for (StructField column : schema.fields()) {
                if (column.name().equals(reference.fieldNames()[0])) {
                    return column;
                }
            }
        }
        return null;
    }

    private static boolean takes(Function function, DataType type) {
        return switch (function) {
            case COUNT_ALL, COUNT -> true;
            case MIN, MAX ->
                    LongValues.of(type).isPresent()
                            || isFloating(type)
                            || ObjectValues.of(type).isPresent();
            case SUM -> isWhole(type) || isFloating(type);
        };
    }

    private static boolean isWhole(DataType type) {
        return type.equals(DataTypes.ByteType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.LongType);
    }

    private static boolean isFloating(DataType type) {
        return DoubleValues.of(type).isPresent();
    }

    /** The columns that are read. */
    public StructType columns() {
        return columns;
    }

    /** The columns of the results. */
    public StructType resultSchema() {
        StructType schema = new StructType();
        for (Part part : parts) {
            schema = schema.add(part.text(), part.resultType(), true);
        }
        return schema;
    }

    /** The aggregates of no record yet. */
    public TaskAggregates begin() {
        return new TaskAggregates(
                resultSchema(),
                parts.stream().map(Part::accumulator).toList(),
                parts.stream().mapToInt(Part::input).toArray());
    }

    /** For plans. */
    @Override
    public String toString() {
        return parts.stream().map(Part::text).toList().toString();
    }
}
