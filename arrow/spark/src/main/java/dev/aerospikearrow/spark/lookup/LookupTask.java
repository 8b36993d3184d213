package dev.aerospikearrow.spark.lookup;

import java.util.Iterator;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The work of one task of a lookup.
 *
 * @param keyOrdinal where the keys are among the columns that come in
 */
record LookupTask(LookupSpec spec, int keyOrdinal, LookupMetrics metrics)
        implements LookupRdd.Work<ColumnarBatch> {

    @Override
    public LookupRdd.Output<ColumnarBatch> begin(Iterator<ColumnarBatch> input) {
        return new LookupBatches(spec, keyOrdinal, metrics, input);
    }
}
