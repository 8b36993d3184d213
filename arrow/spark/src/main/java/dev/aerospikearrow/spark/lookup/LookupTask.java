package dev.aerospikearrow.spark.lookup;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The work of one task of a lookup.
 *
 * @param keyOrdinal where the keys are among the columns that come in
 */
record LookupTask(LookupSpec spec, int keyOrdinal, LookupMetrics metrics)
        implements FlatMapFunction<Iterator<ColumnarBatch>, ColumnarBatch> {

    @Override
    public Iterator<ColumnarBatch> call(Iterator<ColumnarBatch> input) {
        LookupBatches output = new LookupBatches(spec, keyOrdinal, metrics, input);
        TaskCompletionListener atEnd = context -> output.close();
        TaskContext.get().addTaskCompletionListener(atEnd);
        return output;
    }
}
