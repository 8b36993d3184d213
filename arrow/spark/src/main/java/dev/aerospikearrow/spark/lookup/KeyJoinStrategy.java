package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.key.KeyedRead;
import dev.aerospikearrow.spark.scan.SetScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.optimizer.ReplaceDistinctWithAggregate$;
import org.apache.spark.sql.catalyst.planning.ExtractEquiJoinKeys;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.HintInfo;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.NO_BROADCAST_AND_REPLICATION$;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * The strategy by which a join of few rows with a set, on the set's keys, reads the records of
 * these rows and not the whole set.
 */
public final class KeyJoinStrategy extends SparkStrategy {
    private static final long serialVersionUID = 1L;

    /** The only one. */
    public static final KeyJoinStrategy INSTANCE = new KeyJoinStrategy();

    /** A set is read by keys where it has at least so many records for each row. */
    private static final int RECORDS_PER_ROW = 10;

    private static final int BYTES_OF_ROW = 8;

    private KeyJoinStrategy() {}

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        return plan instanceof Join join
                ? PlanParts.seq(planned(join).stream().toList())
                : PlanParts.seq(List.of());
    }

    /**
     * A join of rows with a set.
     *
     * @param rowKeys what must be equal to {@code setKeys}, one by one
     * @param rowOutput the columns of the rows that the join has
     * @param other what must be true besides
     */
    private record Sides(
            KeyJoinType type,
            LogicalPlan rows,
            List<Expression> rowKeys,
            List<Attribute> rowOutput,
            KeyJoinSet set,
            List<Expression> setKeys,
            Option<Expression> other) {}

    private Optional<SparkPlan> planned(Join join) {
        var extracted = ExtractEquiJoinKeys.unapply(join);
        if (extracted.isEmpty()) {
            return Optional.empty();
        }
        var keys = extracted.get();
        List<Expression> leftKeys = PlanParts.list(keys._2());
        List<Expression> rightKeys = PlanParts.list(keys._3());
        Optional<Sides> setRight =
                KeyJoinType.ofSetRight(join.joinType())
                        .flatMap(
                                type ->
                                        KeyJoinSet.of(join.right())
                                                .map(
                                                        set ->
                                                                sides(
                                                                        type,
                                                                        join.left(),
                                                                        leftKeys,
                                                                        set,
                                                                        rightKeys,
                                                                        keys._4())));
        Optional<Sides> setLeft =
                KeyJoinType.ofSetLeft(join.joinType())
                        .flatMap(
                                type ->
                                        KeyJoinSet.of(join.left())
                                                .map(
                                                        set ->
                                                                sides(
                                                                        type,
                                                                        join.right(),
                                                                        rightKeys,
                                                                        set,
                                                                        leftKeys,
                                                                        keys._4())))
                        .or(() -> recordsWithRows(join, leftKeys, rightKeys, keys._4()));
        return setRight.flatMap(sides -> planned(sides, join, join.left()))
                .or(() -> setLeft.flatMap(sides -> planned(sides, join, join.right())));
    }

    private static Sides sides(
            KeyJoinType type,
            LogicalPlan rows,
            List<Expression> rowKeys,
            KeyJoinSet set,
            List<Expression> setKeys,
            Option<Expression> other) {
        List<Attribute> output = type.hasRecords() ? PlanParts.list(rows.output()) : List.of();
        return new Sides(type, rows, rowKeys, output, set, setKeys, other);
    }

    /** The records of a set that are in a semi join of it: those of the different keys of rows. */
    private static Optional<Sides> recordsWithRows(
            Join join,
            List<Expression> setKeys,
            List<Expression> rowKeys,
            Option<Expression> other) {
        if (join.joinType() != LeftSemi$.MODULE$
                || other.exists(it -> !it.references().subsetOf(join.left().outputSet()))) {
            return Optional.empty();
        }
        return KeyJoinSet.of(join.left())
                .map(
                        set -> {
                            LogicalPlan keys = different(rowKeys, join.right());
                            return new Sides(
                                    KeyJoinType.INNER,
                                    keys,
                                    new ArrayList<>(PlanParts.list(keys.output())),
                                    List.of(),
                                    set,
                                    setKeys,
                                    other);
                        });
    }

    private static LogicalPlan different(List<Expression> keys, LogicalPlan rows) {
        List<NamedExpression> columns = new ArrayList<>();
        for (Expression key : keys) {
            columns.add(
                    new Alias(
                            key,
                            "key",
                            NamedExpression.newExprId(),
                            PlanParts.seq(List.of()),
                            Option.empty(),
                            PlanParts.seq(List.of())));
        }
        return ReplaceDistinctWithAggregate$.MODULE$.apply(
                new Distinct(new Project(PlanParts.seq(columns), rows)));
    }

    /** A hint says how to join, and goes before. */
    private static boolean isWithoutHints(Join join, SetScan scan) {
        return isWithoutHint(join.hint().leftHint(), scan)
                && isWithoutHint(join.hint().rightHint(), scan);
    }

    /** Spark's own hint at a MERGE wants each record in one place, which all key joins do. */
    private static boolean isWithoutHint(Option<HintInfo> hint, SetScan scan) {
        return hint.isEmpty()
                || scan.isOfChange()
                        && hint.get().strategy().contains(NO_BROADCAST_AND_REPLICATION$.MODULE$);
    }

    /**
     * @param given the rows as the join has them
     */
    private Optional<SparkPlan> planned(Sides sides, Join join, LogicalPlan given) {
        SetScan scan = sides.set().scan();
        boolean isWanted =
                switch (scan.keyJoin()) {
                    case NEVER -> false;
                    case ALWAYS -> true;
                    case AUTO -> areFew(given, scan);
                };
        Optional<AttributeReference> number =
                scan.isOfChange() && !sides.rowOutput().isEmpty()
                        ? Optional.of(newNumber())
                        : Optional.empty();
        if (!isWanted
                || !isWithoutHints(join, scan)
                || sides.type() == KeyJoinType.LEFT_OUTER
                        && number.isEmpty()
                        && !sides.set().hasPlainOutput()) {
            return Optional.empty();
        }
        List<NamedExpression> output =
                number.isPresent() || sides.type() == KeyJoinType.LEFT_OUTER
                        ? sides.set().outputOrNull(number)
                        : sides.set().output();
        for (int i = 0; i < sides.setKeys().size(); i++) {
            Expression rowKey = sides.rowKeys().get(i);
            Expression setKey = sides.set().overColumns(sides.setKeys().get(i));
            if (setKey instanceof AttributeReference column
                    && column.dataType().equals(rowKey.dataType())) {
                Optional<KeyedRead> read = scan.readByKeys(column.name());
                List<Expression> conditions = conditions(sides, i, column, read);
                if (read.isPresent() && canEvaluate(rowKey, conditions, output)) {
                    KeyJoinExec exec = exec(sides, read.get(), rowKey, conditions, number);
                    return Optional.of(
                            sides.type().hasRecords() ? project(sides, join, output, exec) : exec);
                }
            }
        }
        return Optional.empty();
    }

    private static AttributeReference newNumber() {
        return new AttributeReference(
                "record",
                DataTypes.LongType,
                true,
                Metadata.empty(),
                NamedExpression.newExprId(),
                PlanParts.seq(List.of()));
    }

    private static boolean areFew(LogicalPlan rows, SetScan scan) {
        OptionalLong records = scan.isIndexed() ? OptionalLong.empty() : scan.recordCount();
        return records.isPresent()
                && rowCount(rows) <= (double) records.getAsLong() / RECORDS_PER_ROW;
    }

    /** The rows of a plan; where only its size is known, of rows as large as they are usually. */
    private static double rowCount(LogicalPlan rows) {
        Statistics statistics = rows.stats();
        if (statistics.rowCount().isDefined()) {
            return statistics.rowCount().get().doubleValue();
        }
        long bytesOfRow = BYTES_OF_ROW;
        for (Attribute column : PlanParts.list(rows.output())) {
            bytesOfRow += column.dataType().defaultSize();
        }
        return statistics.sizeInBytes().doubleValue() / bytesOfRow;
    }

    /** What must be true of a row and the record of its key. */
    private static List<Expression> conditions(
            Sides sides, int key, Attribute column, Optional<KeyedRead> read) {
        List<Expression> conditions = new ArrayList<>(sides.set().filters());
        // Spark puts it beside each comparison, and no key is null.
        conditions.removeIf(
                condition ->
                        condition instanceof IsNotNull isNotNull
                                && isNotNull.child() instanceof Attribute child
                                && child.exprId().equals(column.exprId()));
        for (int i = 0; i < sides.setKeys().size(); i++) {
            if (i != key || read.isPresent() && !read.get().column().isExact()) {
                conditions.add(
                        new EqualTo(
                                sides.rowKeys().get(i),
                                sides.set().overColumns(sides.setKeys().get(i))));
            }
        }
        if (sides.other().isDefined()) {
            conditions.add(sides.set().overColumns(sides.other().get()));
        }
        return conditions;
    }

    /** Whether tasks can evaluate all of it, each time with the same result. */
    private static boolean canEvaluate(
            Expression rowKey, List<Expression> conditions, List<NamedExpression> output) {
        List<Expression> all = new ArrayList<>(conditions);
        all.add(rowKey);
        for (NamedExpression column : output) {
            all.add((Expression) column);
        }
        return all.stream().allMatch(KeyJoinStrategy::canEvaluate);
    }

    private static boolean canEvaluate(Expression expression) {
        return expression.deterministic()
                && !expression.exists(
                        part ->
                                part instanceof PlanExpression<?>
                                        || part instanceof Unevaluable
                                                && !(part instanceof Attribute));
    }

    private KeyJoinExec exec(
            Sides sides,
            KeyedRead read,
            Expression rowKey,
            List<Expression> conditions,
            Optional<AttributeReference> number) {
        List<Attribute> columns = new ArrayList<>();
        for (Attribute column : sides.set().columns()) {
            // Digests are never null in a scan.
            columns.add(
                    sides.type() == KeyJoinType.LEFT_OUTER ? column.withNullability(true) : column);
        }
        number.ifPresent(columns::add);
        return new KeyJoinExec(
                read,
                sides.type(),
                rowKey,
                Option.apply(conditions.stream().reduce(And::new).orElse(null)),
                PlanParts.seq(columns),
                Option.apply(number.orElse(null)),
                planLater(number.isPresent() ? inOneTask(rowKey, sides.rows()) : sides.rows()));
    }

    /**
     * The rows, those with the same key in one task, which reads and numbers their record. It is a
     * plan and not a distribution that the operator requires, since versions of Spark make those
     * differently.
     */
    private static LogicalPlan inOneTask(Expression key, LogicalPlan rows) {
        return new RepartitionByExpression(
                PlanParts.only(key), rows, Option.empty(), Option.empty());
    }

    /** The columns of a join with records, in its order. */
    private static SparkPlan project(
            Sides sides, Join join, List<NamedExpression> setOutput, KeyJoinExec exec) {
        List<NamedExpression> output = new ArrayList<>(setOutput);
        output.addAll(sides.rows() == join.left() ? 0 : output.size(), sides.rowOutput());
        return output.equals(PlanParts.list(exec.output()))
                ? exec
                : new ProjectExec(PlanParts.seq(output), exec);
    }
}
