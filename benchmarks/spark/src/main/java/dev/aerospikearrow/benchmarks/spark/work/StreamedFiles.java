package dev.aerospikearrow.benchmarks.spark.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/** Parquet files whose rows are streamed, again and again. */
final class StreamedFiles {
    static final int EPOCHS = 4;

    private final SparkSession spark;
    private final RecordShape shape;
    private final long count;
    private final Path folder;

    /**
     * @param count the rows of all files together
     * @param folder a place for them
     */
    StreamedFiles(SparkSession spark, RecordShape shape, long count, Path folder) {
        this.spark = spark;
        this.shape = shape;
        this.count = count;
        this.folder = folder.resolve(shape.name());
    }

    private String originals() {
        return folder.resolve("rows").toString();
    }

    void write() {
        shape.records(spark, count)
                .repartition(EPOCHS)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(originals());
    }

    Dataset<Row> rows() {
        return spark.read().schema(shape.schema()).parquet(originals());
    }

    /** A query that goes on whenever new files have come. */
    Query to(String name, UnaryOperator<DataStreamWriter<Row>> sink) {
        return new Query(folder.resolve(name), sink);
    }

    /** A streaming query with a source folder and a checkpoint of its own. */
    final class Query {
        private final Path source;
        private final Path checkpoint;
        private final UnaryOperator<DataStreamWriter<Row>> sink;
        private int copies;

        private Query(Path place, UnaryOperator<DataStreamWriter<Row>> sink) {
            this.source = place.resolve("source");
            this.checkpoint = place.resolve("checkpoint");
            this.sink = sink;
        }

        /** Puts the files into its source folder once more, with new names. */
        void addFiles() throws IOException {
            Files.createDirectories(source);
            copies++;
            for (Path file : parquetFiles()) {
                Files.createLink(source.resolve(copies + "-" + file.getFileName()), file);
            }
        }

        void run() throws Exception {
            sink.apply(
                            spark.readStream()
                                    .schema(shape.schema())
                                    .option("maxFilesPerTrigger", 1)
                                    .parquet(source.toString())
                                    .writeStream())
                    .option("checkpointLocation", checkpoint.toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
    }

    private List<Path> parquetFiles() {
        try (Stream<Path> files = Files.list(Path.of(originals()))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
