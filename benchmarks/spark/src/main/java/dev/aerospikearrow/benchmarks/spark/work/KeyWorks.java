package dev.aerospikearrow.benchmarks.spark.work;

import static org.apache.spark.sql.functions.col;

import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.spark.official.OfficialLookup;
import dev.aerospikearrow.benchmarks.spark.official.OfficialLookup.Missing;
import dev.aerospikearrow.spark.AerospikeLookup;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Work on records whose keys come from elsewhere. */
final class KeyWorks {
    private static final long JOINED_ROWS = 10_000;
    private static final long LISTED_KEYS = 20_000;

    /** Joined rows are at most one for so many records, keys of a list twice as many. */
    private static final long SHARE = 100;

    private static final long LOOKED_UP_SHARE = 4;

    /** One of so many facts is joined. */
    private static final int DAYS = 10;

    private static final int DAY = 7;

    /** Spreads keys over a set; a prime number, so that none comes twice. */
    private static final long SPREAD = 7_919;

    private final StoredRecords stored;
    private final BenchmarkSet set;
    private final SparkSession spark;

    KeyWorks(StoredRecords stored) {
        this.stored = stored;
        this.set = stored.set();
        this.spark = set.spark();
    }

    List<Work> all() {
        return List.of(lookup(), join(), list());
    }

    private Work lookup() {
        long count = stored.count() / LOOKED_UP_SHARE;
        CachedRows rows = new CachedRows(() -> facts(count).select("k", "fact"));
        return work(
                "lookup of keys",
                count,
                () -> {
                    stored.store();
                    rows.cache();
                },
                List.of(
                        new Reading(
                                Work.OURS,
                                () ->
                                        AerospikeLookup.join(
                                                rows.get(),
                                                "k",
                                                set.shape().addedColumns(),
                                                set.options()))),
                new Reading(
                        Work.BY_HAND,
                        () ->
                                OfficialLookup.join(
                                        rows.get(),
                                        "k",
                                        set.official(),
                                        set.shape().addedColumns(),
                                        Missing.NULLS)));
    }

    private Work join() {
        long count = Math.min(JOINED_ROWS, stored.count() / SHARE);
        CachedRows ofDay =
                new CachedRows(
                        () -> facts(count, "id * " + DAYS + " + " + DAY).select("k", "fact"));
        return work(
                String.format(Locale.ROOT, "join of %,d rows", count),
                count,
                () -> {
                    stored.store();
                    ofDay.cache();
                },
                List.of(
                        new Reading(
                                Work.OURS + ", by keys (AerospikeExtensions)",
                                () -> joined(ofDay.get(), set.read())),
                        new Reading(
                                Work.OURS + ", Spark's runtime filter",
                                () -> joined(selected(count), withoutKeyJoin())),
                        new Reading(
                                Work.OURS + ", scan and join",
                                () -> joined(ofDay.get(), withoutKeyJoin()))),
                new Reading(
                        Work.BY_HAND,
                        () ->
                                OfficialLookup.join(
                                        ofDay.get(),
                                        "k",
                                        set.official(),
                                        set.shape().addedColumns(),
                                        Missing.LEFT_OUT)));
    }

    private Work list() {
        int count = (int) Math.min(LISTED_KEYS, 2 * stored.count() / SHARE);
        List<Long> keys =
                LongStream.range(0, count).map(i -> i * SPREAD % stored.count()).boxed().toList();
        return work(
                String.format(Locale.ROOT, "IN of %,d keys", count),
                count,
                stored::store,
                List.of(
                        new Reading(
                                Work.OURS,
                                () -> set.read().where(col(RecordShape.KEY).isin(keys.toArray())))),
                new Reading(
                        Work.BY_HAND,
                        () ->
                                OfficialLookup.join(
                                        spark.createDataset(keys, Encoders.LONG()).toDF("k"),
                                        "k",
                                        set.official(),
                                        set.shape().addedColumns(),
                                        Missing.LEFT_OUT)));
    }

    private Dataset<Row> facts(long count) {
        return facts(count, "id");
    }

    /** Facts with numbers of their own, and keys that are spread over the set. */
    private Dataset<Row> facts(long count, String number) {
        int tasks = 2 * spark.sparkContext().defaultParallelism();
        return spark.range(0, count, 1, tasks)
                .selectExpr(number + " AS fact")
                .selectExpr(
                        "fact * " + SPREAD + " % " + stored.count() + " AS k",
                        "fact",
                        "CAST(fact % " + DAYS + " AS INT) AS day");
    }

    /**
     * The facts of a day, selected by a filter. Spark has a runtime filter of them only if it does
     * not hold them in its memory: it does not find the broadcast of such rows again.
     */
    private Dataset<Row> selected(long count) {
        return facts(count * DAYS).where("day = " + DAY).select("k", "fact");
    }

    private Dataset<Row> withoutKeyJoin() {
        return set.reader().option("aerospike.keyJoin", "never").load();
    }

    private static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> records) {
        return rows.join(records, rows.col("k").equalTo(records.col(RecordShape.KEY)))
                .drop(records.col(RecordShape.KEY));
    }

    private Work work(
            String what,
            long rows,
            Runnable preparation,
            List<Contestant> others,
            Contestant official) {
        return new Work(
                what + ", " + set.shape().title(), rows, preparation::run, others, official);
    }
}
