package dev.aerospikearrow.benchmarks.spark.work;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What tells rows from other rows, whatever their order.
 *
 * @param rows how many they are
 * @param hashes the sum of their hashes, each of types and values of all columns
 */
public record Outcome(long rows, long hashes) {
    /** No rows. */
    public static final Outcome NONE = new Outcome(0, 0);

    /** That of all rows, which are read for it. */
    public static Outcome of(Dataset<Row> rows) {
        Column[] columns =
                Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
        // Half of the bits, so that the sum has room.
        Column hash = shiftrightunsigned(xxhash64(columns), Integer.SIZE);
        Row found = rows.agg(count(lit(1)), coalesce(sum(hash), lit(0L))).head();
        return new Outcome(found.getLong(0), found.getLong(1));
    }

    Outcome plus(Outcome other) {
        return new Outcome(rows + other.rows, hashes + other.hashes);
    }
}
