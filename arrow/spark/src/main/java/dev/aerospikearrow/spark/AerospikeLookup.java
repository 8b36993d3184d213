package dev.aerospikearrow.spark;

import dev.aerospikearrow.spark.lookup.LookupJoin;
import dev.aerospikearrow.spark.lookup.LookupSpec;
import dev.aerospikearrow.spark.option.SessionOptions;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Lookups that add columns to a DataFrame from the records of its keys:
 *
 * <pre>{@code
 * Dataset<Row> enriched = AerospikeLookup.join(
 *         orders, "customer_id", "name STRING, segment STRING",
 *         Map.of("aerospike.seedhost", "localhost:3000",
 *                "aerospike.namespace", "test",
 *                "aerospike.set", "customers"));
 * }</pre>
 *
 * <p>Each record batch of the DataFrame becomes one batch request for at most {@code
 * aerospike.rowsPerBatch} keys, and what is found is put beside its columns, which are not copied.
 * By default all rows stay, with nulls where there is no record; {@code aerospike.lookup.type}
 * {@code inner} keeps the rows that have one. {@code aerospike.lookup.resultCodeColumn} names one
 * more column that has 0 for a record that was read, 2 for one that is missing, -2 for a key that
 * is null, or the server's code; without it a row that failed fails the task.
 *
 * <p>In SQL, also that of Spark Connect, the same is the table function {@code aerospike_lookup} of
 * {@link AerospikeExtensions}; in Python, it is {@code aerospike_arrow.lookup}.
 */
public final class AerospikeLookup {
    private AerospikeLookup() {}

    /**
     * Looks up the keys of a column.
     *
     * @param rows a DataFrame of a Spark session in this process, not of Spark Connect
     * @param keyColumn the column that has the keys: integers, texts or byte strings; a null is a
     *     row of nulls, and counted
     * @param schema the columns that are added, each filled from the bin of its name; metadata
     *     columns such as {@code __generation} are allowed
     * @param options as for reading a set; those of the session count, too
     * @return the rows with the columns added, lazily
     * @throws IllegalArgumentException if a column cannot be filled or is there already, the key
     *     column is not there or of another type, or an option is wrong
     */
    public static Dataset<Row> join(
            Dataset<Row> rows, String keyColumn, StructType schema, Map<String, String> options) {
        return LookupJoin.of(rows, keyColumn, LookupSpec.of(SessionOptions.with(options), schema));
    }

    /**
     * The same with a schema as text: in SQL's form, {@code name STRING, age INT}, or in Spark's
     * JSON.
     */
    public static Dataset<Row> join(
            Dataset<Row> rows, String keyColumn, String schema, Map<String, String> options) {
        return join(rows, keyColumn, Columns.parseSchema(schema), options);
    }

    /** The same with an Arrow schema, for types that Spark does not have. */
    public static Dataset<Row> join(
            Dataset<Row> rows, String keyColumn, Schema schema, Map<String, String> options) {
        return join(rows, keyColumn, Columns.sparkSchema(schema), options);
    }
}
