package dev.aerospikearrow.spark.executor;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;

/**
 * A listener that closes this process's clients when its Spark context stops. That is the driver's
 * process, which in local mode is the executor's, too; executors of their own end with their
 * process.
 */
public final class ContextEnd {
    private static final Set<SparkContext> WATCHED = Collections.newSetFromMap(new WeakHashMap<>());

    private ContextEnd() {}

    /** Watches a context; again does no harm. */
    public static void watch(SparkContext context) {
        synchronized (WATCHED) {
            if (!WATCHED.add(context)) {
                return;
            }
        }
        context.addSparkListener(
                new SparkListener() {
                    @Override
                    public void onApplicationEnd(SparkListenerApplicationEnd end) {
                        ExecutorClients.closeUnused();
                    }
                });
    }
}
