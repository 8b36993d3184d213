package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.key.KeyedRead;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.util.TaskCompletionListener;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * The work of one task of a join.
 *
 * @param key over the columns of the rows that come in
 * @param condition over these and the columns of the records
 */
record KeyJoinTask(
        KeyedRead read,
        KeyJoinType type,
        Expression key,
        Option<Expression> condition,
        Seq<Attribute> rowColumns,
        Seq<Attribute> recordColumns,
        LookupMetrics metrics)
        implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> input) {
        KeyJoinRows output = new KeyJoinRows(this, input);
        TaskCompletionListener atEnd = context -> output.close();
        TaskContext.get().addTaskCompletionListener(atEnd);
        return output;
    }
}
