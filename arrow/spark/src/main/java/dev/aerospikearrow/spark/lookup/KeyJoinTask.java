package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.key.KeyedRead;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * The work of one task of a join.
 *
 * @param key over the columns of the rows that come in
 * @param condition over these and the columns of the records
 * @param recordColumns the columns of the records, with the number as the last if there is one
 * @param number a column that numbers the records, for which the rows of one key come one after the
 *     other
 */
record KeyJoinTask(
        KeyedRead read,
        KeyJoinType type,
        Expression key,
        Option<Expression> condition,
        Seq<Attribute> rowColumns,
        Seq<Attribute> recordColumns,
        Option<Attribute> number,
        LookupMetrics metrics)
        implements LookupRdd.Work<InternalRow> {

    @Override
    public LookupRdd.Output<InternalRow> begin(Iterator<InternalRow> input) {
        return new KeyJoinRows(this, input);
    }
}
