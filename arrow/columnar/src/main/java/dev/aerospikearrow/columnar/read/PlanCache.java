package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The plans of the schemas that were read last: the same ones are mostly read again and again, and
 * checking one costs more than a small read. Thread-safe.
 */
final class PlanCache {
    /** How many plans are kept. */
    static final int MAX_KEPT = 16;

    /** A plan, and what it was made for. */
    private record Kept(ReadPlan plan, OnMismatch policy, Map<String, OnMismatch> policyOfField) {
        boolean hasPoliciesOf(ReadOptions options) {
            return policy == options.onMismatch()
                    && policyOfField.equals(options.onMismatchOfField());
        }
    }

    /** Replaced as a whole; the newest first. */
    private volatile Kept[] newest = {};

    /**
     * The plan of a schema.
     *
     * @throws IllegalArgumentException if the schema cannot be filled
     */
    ReadPlan plan(Schema schema, ReadOptions options) {
        Kept[] all = newest;
        for (Kept kept : all) {
            if (kept.plan.schema() == schema && kept.hasPoliciesOf(options)) {
                return kept.plan;
            }
        }
        for (Kept kept : all) {
            if (kept.plan.schema().equals(schema) && kept.hasPoliciesOf(options)) {
                return kept.plan;
            }
        }
        ReadPlan plan = ReadPlan.of(schema, options);
        keep(new Kept(plan, options.onMismatch(), options.onMismatchOfField()));
        return plan;
    }

    private synchronized void keep(Kept added) {
        Kept[] before = newest;
        Kept[] after = new Kept[Math.min(before.length + 1, MAX_KEPT)];
        after[0] = added;
        System.arraycopy(before, 0, after, 1, after.length - 1);
        newest = after;
    }
}
