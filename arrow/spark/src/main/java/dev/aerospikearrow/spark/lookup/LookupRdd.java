package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.TaskCompletionListener;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tasks that read the records of the rows that come in, and whose set is known where their plan no
 * longer is.
 */
public final class LookupRdd<T> extends RDD<T> {
    private static final long serialVersionUID = 1L;

    private final ConnectorOptions set;
    private final Work<T> work;

    /** What goes out for what comes in. */
    interface Output<T> extends Iterator<T>, AutoCloseable {
        @Override
        void close();
    }

    /** The work of one task. */
    @FunctionalInterface
    interface Work<T> extends Serializable {
        /** Begins; what goes out is closed with the task. */
        Output<T> begin(Iterator<T> input);
    }

    LookupRdd(RDD<T> input, ConnectorOptions set, Work<T> work) {
        super(input, input.elementClassTag());
        this.set = set;
        this.work = work;
    }

    /** Where the set is. */
    public ConnectorOptions set() {
        return set;
    }

    @Override
    public Partition[] getPartitions() {
        return input().partitions();
    }

    @Override
    public scala.collection.Iterator<T> compute(Partition partition, TaskContext context) {
        Output<T> output =
                work.begin(CollectionConverters.asJava(input().iterator(partition, context)));
        TaskCompletionListener atEnd = ended -> output.close();
        context.addTaskCompletionListener(atEnd);
        return CollectionConverters.asScala(output);
    }

    private RDD<T> input() {
        return firstParent(elementClassTag());
    }
}
