package dev.aerospikearrow.benchmarks.spark.work;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.aerospikearrow.benchmarks.contest.Outcome;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What tells the rows of a data frame from other rows, whatever their order. */
final class Outcomes {
    private Outcomes() {}

    /**
     * The count of all rows, which are read for it, and a hash of types and values of all columns.
     */
    static Outcome of(Dataset<Row> rows) {
        Column[] columns =
                Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
        // Half of the bits, so that the sum has room.
        Column hash = shiftrightunsigned(xxhash64(columns), Integer.SIZE);
        Row found = rows.agg(count(lit(1)), coalesce(sum(hash), lit(0L))).head();
        return new Outcome(found.getLong(0), found.getLong(1));
    }
}
