package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * A contestant that reads rows. They are planned and read anew in each run, and all of them are
 * consumed.
 */
record Reading(String title, Supplier<Dataset<Row>> query) implements Contestant {
    @Override
    public void run() {
        query.get().write().format("noop").mode(SaveMode.Overwrite).save();
    }

    @Override
    public Outcome outcome() {
        return Outcomes.of(query.get());
    }
}
