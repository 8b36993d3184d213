package dev.aerospikearrow.benchmarks.spark.work;

import com.aerospike.client.exp.Exp;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.spark.official.OfficialScan;
import dev.aerospikearrow.benchmarks.spark.official.OfficialWrite;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Streams: of files into a set, and of the records of a set. */
final class StreamWorks {
    private static final String ALONE = "Spark alone, rows dropped";

    private StreamWorks() {}

    /** Each run streams some new files, one in each epoch. */
    static Work writing(
            BenchmarkSet ours, BenchmarkSet marked, BenchmarkSet byHand, long count, Path folder) {
        StreamedFiles files = new StreamedFiles(ours.spark(), ours.shape(), count, folder);
        Map<String, String> marks = Map.of("aerospike.stream.epoch-bin", "epoch");
        VoidFunction2<Dataset<Row>, Long> put =
                (rows, epoch) -> OfficialWrite.write(rows, RecordShape.KEY, byHand.official());
        return new Work(
                String.format(
                        Locale.ROOT,
                        "stream into a set, %d epochs, %s",
                        StreamedFiles.EPOCHS,
                        ours.shape().title()),
                count,
                () -> {
                    files.write();
                    ours.truncate();
                    marked.truncate();
                    byHand.truncate();
                },
                List.of(
                        new StreamWriting(
                                Work.OURS,
                                files.to("ours", rows -> sink(rows, ours, Map.of())),
                                ours::read),
                        new StreamWriting(
                                Work.OURS + ", once in each epoch (epoch bin)",
                                files.to("marked", rows -> sink(rows, marked, marks)),
                                marked::read),
                        new StreamWriting(
                                ALONE,
                                files.to("alone", rows -> rows.format("noop")),
                                files::rows)),
                new StreamWriting(
                        Work.BY_HAND + " in foreachBatch",
                        files.to("by-hand", rows -> rows.foreachBatch(put)),
                        byHand::read));
    }

    private static DataStreamWriter<Row> sink(
            DataStreamWriter<Row> rows, BenchmarkSet set, Map<String, String> further) {
        return rows.format("aerospike").options(set.optionsOfWrites()).options(further);
    }

    /** The records by their last update; by hand that is a job, which somebody runs again. */
    static Work reading(StoredRecords stored, Path folder) {
        BenchmarkSet set = stored.set();
        return new Work(
                "stream of a set, " + set.shape().title(),
                stored.count(),
                stored::store,
                List.of(new StreamReading(stored, folder)),
                new Reading(
                        Work.BY_HAND + ", a job for what was updated",
                        () ->
                                OfficialScan.rows(
                                        set.spark(),
                                        set.official(),
                                        set.shape().schema(),
                                        Exp.build(Exp.ge(Exp.lastUpdate(), Exp.val(0))))));
    }
}
