package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.contest.Work;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/** The contestant that streams all records of a set: each run is a query of its own. */
final class StreamReading implements Contestant {
    private static final long OUTCOME_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final StoredRecords stored;
    private final Path folder;
    private int queries;

    StreamReading(StoredRecords stored, Path folder) {
        this.stored = stored;
        this.folder = folder.resolve(stored.set().name());
    }

    @Override
    public String title() {
        return Work.OURS;
    }

    @Override
    public void prepare() {
        queries++;
    }

    @Override
    public void run() throws Exception {
        run(updates().format("noop"));
    }

    /** Goes on until all are there: those that were written in this very second come later. */
    @Override
    public Outcome outcome() throws Exception {
        AtomicReference<Outcome> found = new AtomicReference<>(Outcome.NONE);
        VoidFunction2<Dataset<Row>, Long> add =
                (rows, epoch) -> found.set(found.get().plus(Outcomes.of(rows)));
        long start = System.nanoTime();
        prepare();
        do {
            run(updates().foreachBatch(add));
        } while (found.get().rows() < stored.count() && System.nanoTime() - start < OUTCOME_NANOS);
        return found.get();
    }

    private DataStreamWriter<Row> updates() {
        BenchmarkSet set = stored.set();
        return set.spark()
                .readStream()
                .format("aerospike")
                .options(set.options())
                .option("aerospike.stream.lag", 0)
                .schema(set.shape().schema())
                .load()
                .writeStream();
    }

    private void run(DataStreamWriter<Row> writer) throws Exception {
        writer.option("checkpointLocation", folder.resolve("query-" + queries).toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }
}
