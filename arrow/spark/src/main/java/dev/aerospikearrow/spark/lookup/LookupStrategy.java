package dev.aerospikearrow.spark.lookup;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** The strategy by which Spark's planner executes a {@link LookupPlan}. */
public final class LookupStrategy extends SparkStrategy {
    private static final long serialVersionUID = 1L;

    /** The only one. */
    public static final LookupStrategy INSTANCE = new LookupStrategy();

    private LookupStrategy() {}

    /** Makes a session plan lookups; again does no harm. */
    public static void register(SparkSession session) {
        synchronized (INSTANCE) {
            List<SparkStrategy> strategies =
                    new ArrayList<>(PlanParts.list(session.experimental().extraStrategies()));
            if (!strategies.contains(INSTANCE)) {
                strategies.add(INSTANCE);
                session.experimental().extraStrategies_$eq(PlanParts.seq(strategies));
            }
        }
    }

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        return plan instanceof LookupPlan lookup
                ? PlanParts.only(
                        new LookupExec(
                                lookup.spec(),
                                lookup.key(),
                                lookup.added(),
                                planLater(lookup.child())))
                : PlanParts.seq(List.of());
    }
}
