package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Outcome;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.spark.official.OfficialWrite;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that are written by key: at first records come, then they are updated with the same. */
final class WriteWorks {
    private WriteWorks() {}

    /** Of records of one shape. */
    static Work work(BenchmarkSet ours, BenchmarkSet byHand, long count) {
        RecordShape shape = ours.shape();
        CachedRows rows = new CachedRows(() -> shape.records(ours.spark(), count));
        return new Work(
                "write of rows by key, " + shape.title(),
                count,
                () -> {
                    rows.cache();
                    ours.truncate();
                    byHand.truncate();
                },
                List.of(new Writing(Work.OURS, rows, ours, ours::write)),
                new Writing(
                        Work.BY_HAND,
                        rows,
                        byHand,
                        it -> OfficialWrite.write(it, RecordShape.KEY, byHand.official())));
    }

    private record Writing(
            String title, CachedRows rows, BenchmarkSet set, Consumer<Dataset<Row>> write)
            implements Contestant {
        @Override
        public void run() {
            write.accept(rows.get());
        }

        @Override
        public Outcome outcome() {
            run();
            return Outcomes.of(set.read());
        }
    }
}
