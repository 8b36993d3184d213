package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.lookup.KeyJoinStrategy;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * What Spark does better with sets when it is asked to: {@code spark.sql.extensions =
 * dev.aerospikearrow.spark.AerospikeExtensions} lets a join of few rows with a set, on the column
 * of its keys, read the records of these rows and not the whole set.
 *
 * <p>Made by Spark. {@code aerospike.keyJoin} says for which joins: auto, always or never.
 */
public final class AerospikeExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
    /** For Spark. */
    public AerospikeExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectPlannerStrategy(session -> KeyJoinStrategy.INSTANCE);
        return BoxedUnit.UNIT;
    }
}
