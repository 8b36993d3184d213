package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.key.KeyedRead;
import dev.aerospikearrow.spark.scan.SetCheck;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A join of rows with a set, as it is executed: the records of the rows' keys are read in batches.
 */
public final class KeyJoinExec extends RecordReadExec {
    private static final long serialVersionUID = 1L;

    private final KeyedRead read;
    private final KeyJoinType type;
    private final Expression key;
    private final Option<Expression> condition;
    private final Option<Attribute> number;

    /**
     * @param key has the keys, over the child's columns
     * @param condition what must be true of a row and its record, over the columns of both
     * @param columns the columns of the records, with the number as the last if there is one
     * @param number a column that numbers the records of a task: it is the same for all rows that
     *     match a record, and null for those that match none. The rows of a key are in one task
     *     then
     */
    public KeyJoinExec(
            KeyedRead read,
            KeyJoinType type,
            Expression key,
            Option<Expression> condition,
            Seq<Attribute> columns,
            Option<Attribute> number,
            SparkPlan child) {
        super(child, columns);
        this.read = read;
        this.type = type;
        this.key = key;
        this.condition = condition;
        this.number = number;
    }

    @Override
    public Seq<Attribute> output() {
        Seq<Attribute> before = rowsBefore().output();
        return type.hasRecords() ? PlanParts.concatenated(before, columns()) : before;
    }

    /** The rows of one key come one after the other, so that its record is read once. */
    @Override
    public Seq<Seq<SortOrder>> requiredChildOrdering() {
        return number.isEmpty()
                ? super.requiredChildOrdering()
                : PlanParts.only(
                        PlanParts.only(
                                new SortOrder(
                                        key,
                                        Ascending$.MODULE$,
                                        Ascending$.MODULE$.defaultNullOrdering(),
                                        PlanParts.seq(List.of()))));
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new KeyJoinExec(read, type, key, condition, columns(), number, children.apply(0));
    }

    @Override
    public RDD<InternalRow> doExecute() {
        ContextEnd.watch(sparkContext());
        SetCheck.require(read.options(), read.columns());
        return new LookupRdd<>(
                rowsBefore().execute(),
                read.options(),
                new KeyJoinTask(
                        read,
                        type,
                        key,
                        condition,
                        rowsBefore().output(),
                        columns(),
                        number,
                        counts()));
    }

    @Override
    List<Object> elements() {
        return List.of(read, type, key, condition, columns(), number, rowsBefore());
    }

    @Override
    public String nodeName() {
        return "AerospikeKeyJoin " + read.options().place();
    }
}
