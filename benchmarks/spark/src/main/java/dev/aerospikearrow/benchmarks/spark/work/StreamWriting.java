package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A contestant that streams files into a set.
 *
 * @param written what the set has then
 */
record StreamWriting(String title, StreamedFiles.Query query, Supplier<Dataset<Row>> written)
        implements Contestant {
    @Override
    public void prepare() throws Exception {
        query.addFiles();
    }

    @Override
    public void run() throws Exception {
        query.run();
    }

    @Override
    public Outcome outcome() throws Exception {
        prepare();
        run();
        return Outcomes.of(written.get());
    }
}
