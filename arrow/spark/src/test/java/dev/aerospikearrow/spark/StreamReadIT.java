package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streaming queries that read what is written to a set. */
@ExtendWith({TestClusterExtension.class, LocalSpark.class})
class StreamReadIT {
    private final TestCluster cluster;
    private final SparkSession spark;
    private final List<Integer> epochs = new ArrayList<>();
    private @TempDir Path directory;

    StreamReadIT(TestCluster cluster, SparkSession spark) {
        this.cluster = cluster;
        this.spark = spark;
    }

    private List<String> read(TestSet set, String start, int rowCount) throws Exception {
        return read(stream(set, "stream.start", start), rowCount);
    }

    private Dataset<Row> stream(TestSet set, String... options) {
        DataStreamReader reader =
                spark.readStream()
                        .format("aerospike")
                        .options(set.options())
                        .option("aerospike.stream.lag", 0);
        for (int i = 0; i < options.length; i += 2) {
            reader.option("aerospike." + options[i], options[i + 1]);
        }
        return reader.schema("id LONG, a LONG").load();
    }

    /** Runs one query after the other from one checkpoint, until so many rows have come. */
    private List<String> read(Dataset<Row> updates, int rowCount) throws Exception {
        List<String> read = new ArrayList<>();
        epochs.clear();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        do {
            assertTrue(System.nanoTime() < deadline, () -> "within a minute came " + read);
            updates.selectExpr("id", "a", "__generation")
                    .writeStream()
                    .foreachBatch(
                            (Dataset<Row> rows, Long epoch) -> {
                                List<Row> list = rows.collectAsList();
                                epochs.add(list.size());
                                list.forEach(row -> read.add(row.toString()));
                            })
                    .option("checkpointLocation", directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        } while (read.size() < rowCount);
        read.sort(null);
        return read;
    }

    @Test
    void eachUpdateIsReadOnceAndEarlierOnesAreNot() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));
            set.put(2, Bin.of("id", 2), Bin.of("a", 1));
            assertEquals(List.of("[1,1,1]", "[2,1,1]"), read(set, "earliest", 2));

            set.put(2, Bin.of("id", 2), Bin.of("a", 2));
            set.put(3, Bin.of("id", 3), Bin.of("a", 1));

            assertEquals(List.of("[2,2,2]", "[3,1,1]"), read(set, "earliest", 2));
        }
    }

    @Test
    void aTableOfACatalogIsReadAsAStream() throws Exception {
        TestCatalog catalog = new TestCatalog(spark, cluster);
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));
            Dataset<Row> updates = catalog.session().readStream().table(catalog.table(set.name()));

            assertEquals(List.of("[1,1,1]"), read(updates, 1));
        }
    }

    @Test
    void aStreamThatStartsLaterHasNothingYet() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));

            assertEquals(List.of(), read(set, Instant.now().plusSeconds(3_600).toString(), 0));
        }
    }

    @Test
    void manyRecordsAreDividedAmongEpochsAndEachIsReadOnce() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            List<String> expected = new ArrayList<>();
            for (int id = 0; id < 1_000; id++) {
                set.put(id, Bin.of("id", id), Bin.of("a", 1));
                expected.add("[" + id + ",1,1]");
            }
            expected.sort(null);

            assertEquals(expected, read(stream(set, "stream.max-records", "200"), 1_000));

            assertTrue(epochs.size() > 3, epochs.toString());
            assertTrue(Collections.max(epochs) < 600, epochs.toString());
            set.put(7, Bin.of("a", 2));
            assertEquals(List.of("[7,2,2]"), read(stream(set, "stream.max-records", "200"), 1));
        }
    }

    /** The state that belongs to the epoch is gone when its record is read. */
    @Test
    void aRecordThatIsWrittenAgainAndAgainComesIfThatIsWanted() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));
            String[] options = {"stream.lag", "3600000", "stream.written-meanwhile", "later"};

            assertEquals(List.of(), read(stream(set, options), 0));
            directory = directory.resolve("another");
            options[3] = "at-once";
            assertEquals(List.of("[1,1,1]"), read(stream(set, options), 1));
        }
    }

    @Test
    void columnsMayChangeWhenAQueryIsStartedAgain() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));
            assertEquals(List.of("[1,1,1]"), read(stream(set), 1));

            set.put(2, Bin.of("id", 2), Bin.of("a", "text"));
            Dataset<Row> texts =
                    spark.readStream()
                            .format("aerospike")
                            .options(set.options())
                            .option("aerospike.stream.lag", 0)
                            .schema("a STRING, id LONG")
                            .load();

            assertEquals(List.of("[2,text,1]"), read(texts, 1));
        }
    }

    @Test
    void aSetThatIsEmptyYetIsReadIfThatIsAnAnswer() throws Exception {
        try (TestSet set = new TestSet(cluster)) {
            assertEquals(List.of(), read(stream(set, "allow-empty", "true"), 0));
            set.put(1, Bin.of("id", 1), Bin.of("a", 1));

            assertEquals(List.of("[1,1,1]"), read(stream(set, "allow-empty", "true"), 1));
        }
    }
}
