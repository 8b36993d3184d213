package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.lookup.KeyJoinStrategy;
import dev.aerospikearrow.spark.lookup.LookupFunction;
import dev.aerospikearrow.spark.lookup.LookupStrategy;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * What Spark does better with sets when it is asked to, by {@code spark.sql.extensions =
 * dev.aerospikearrow.spark.AerospikeExtensions}. Made by Spark.
 *
 * <ul>
 *   <li>A join of few rows with a set, on the column of its keys, reads the records of these rows
 *       and not the whole set. {@code aerospike.keyJoin} says for which joins: auto, always or
 *       never.
 *   <li>SQL has {@link AerospikeLookup} as a table function: {@code SELECT * FROM
 *       aerospike_lookup(TABLE(orders), 'customer_id', 'name STRING, segment STRING',
 *       map('aerospike.set', 'customers'))}.
 * </ul>
 */
public final class AerospikeExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
    /** For Spark. */
    public AerospikeExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectPlannerStrategy(session -> KeyJoinStrategy.INSTANCE);
        extensions.injectPlannerStrategy(session -> LookupStrategy.INSTANCE);
        extensions.injectTableFunction(LookupFunction.description());
        return BoxedUnit.UNIT;
    }
}
