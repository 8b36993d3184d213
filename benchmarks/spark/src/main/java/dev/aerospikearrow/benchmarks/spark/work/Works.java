package dev.aerospikearrow.benchmarks.spark.work;

import dev.aerospikearrow.benchmarks.contest.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** All pieces of work, and the sets that they need. */
public final class Works implements AutoCloseable {
    private static final long WRITTEN_SHARE = 4;

    private final SparkSession spark;
    private final String hosts;
    private final List<BenchmarkSet> sets = new ArrayList<>();
    private final List<Work> all = new ArrayList<>();

    /**
     * Nothing is stored before a work is prepared.
     *
     * @param hosts {@code host:port,…}
     * @param records how many records a set has
     * @param folder a place for files, which somebody else removes
     */
    public Works(SparkSession spark, String hosts, long records, Path folder) {
        this.spark = spark;
        this.hosts = hosts;
        long written = records / WRITTEN_SHARE;
        for (RecordShape shape : RecordShape.values()) {
            StoredRecords stored = new StoredRecords(set(shape, "read"), records);
            all.addAll(new ScanWorks(stored).all());
            all.addAll(new KeyWorks(stored).all());
            all.add(StreamWorks.reading(stored, folder));
            all.add(WriteWorks.work(set(shape, "ours"), set(shape, "by_hand"), written));
            all.add(
                    StreamWorks.writing(
                            set(shape, "stream"),
                            set(shape, "stream_epoch"),
                            set(shape, "stream_by_hand"),
                            written,
                            folder));
        }
    }

    private BenchmarkSet set(RecordShape shape, String use) {
        BenchmarkSet set = BenchmarkSet.of(spark, hosts, shape, use);
        sets.add(set);
        return set;
    }

    /** In the order in which they are measured. */
    public List<Work> all() {
        return all;
    }

    /** Empties the sets. */
    @Override
    public void close() {
        sets.forEach(BenchmarkSet::truncate);
    }
}
