package dev.aerospikearrow.benchmarks.spark.work;

import com.aerospike.client.exp.Expression;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.spark.official.OfficialScan;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Scans of a whole set. */
final class ScanWorks {
    private final StoredRecords stored;
    private final BenchmarkSet set;

    ScanWorks(StoredRecords stored) {
        this.stored = stored;
        this.set = stored.set();
    }

    List<Work> all() {
        RecordShape shape = set.shape();
        StructType oneColumn = new StructType().add(shape.schema().apply(shape.filteredBin()));
        return List.of(
                work("scan of all columns", () -> set.read(), () -> byHand(shape.schema(), null)),
                work(
                        "scan of one column",
                        () -> set.read().select(shape.filteredBin()),
                        () -> byHand(oneColumn, null)),
                work(
                        "count(*)",
                        () -> set.read().groupBy().count(),
                        () -> OfficialScan.count(set.spark(), set.official())),
                work(
                        "scan with a filter for 1 % of the records",
                        () -> set.read().where(shape.filter()),
                        () -> byHand(shape.schema(), shape.officialFilter())));
    }

    private Dataset<Row> byHand(StructType columns, @Nullable Expression filter) {
        return OfficialScan.rows(set.spark(), set.official(), columns, filter);
    }

    private Work work(String what, Supplier<Dataset<Row>> ours, Supplier<Dataset<Row>> byHand) {
        return new Work(
                what + ", " + set.shape().title(),
                stored.count(),
                stored::store,
                List.of(new Reading(Work.OURS, ours)),
                new Reading(Work.BY_HAND, byHand));
    }
}
