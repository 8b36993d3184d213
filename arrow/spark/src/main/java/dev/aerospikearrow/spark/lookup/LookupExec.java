package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.executor.ContextEnd;
import dev.aerospikearrow.spark.scan.SetCheck;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A lookup as it is executed: record batches in, the same with further columns out. Where the child
 * has rows, Spark makes columns of them.
 */
public final class LookupExec extends RecordReadExec {
    private static final long serialVersionUID = 1L;

    private final LookupSpec spec;
    private final Attribute key;

    /**
     * @param key the child's column that has the keys
     * @param added the columns that come from the records
     */
    public LookupExec(LookupSpec spec, Attribute key, Seq<Attribute> added, SparkPlan child) {
        super(child, added);
        this.spec = spec;
        this.key = key;
    }

    @Override
    public Seq<Attribute> output() {
        return PlanParts.concatenated(rowsBefore().output(), columns());
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new LookupExec(spec, key, columns(), children.apply(0));
    }

    @Override
    public boolean supportsColumnar() {
        return true;
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        ContextEnd.watch(sparkContext());
        SetCheck.require(spec.options(), spec.columns());
        List<Attribute> before = PlanParts.list(rowsBefore().output());
        int ordinal = 0;
        while (!before.get(ordinal).exprId().equals(key.exprId())) {
            ordinal++;
        }
        return new LookupRdd<>(
                rowsBefore().executeColumnar(),
                spec.options(),
                new LookupTask(spec, ordinal, counts()));
    }

    /** For those who want rows and do not ask for columns first. */
    @Override
    public RDD<InternalRow> doExecute() {
        return new ColumnarToRowExec(this).doExecute();
    }

    @Override
    List<Object> elements() {
        return List.of(spec, key, columns(), rowsBefore());
    }

    @Override
    public String nodeName() {
        return PlanParts.nodeName(spec);
    }
}
