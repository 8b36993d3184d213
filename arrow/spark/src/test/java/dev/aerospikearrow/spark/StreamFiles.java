package dev.aerospikearrow.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files of rows in JSON, each of which becomes an epoch of a streaming query. */
final class StreamFiles {
    private final Path directory;
    private int count;

    /**
     * @param directory exists, and is empty
     */
    StreamFiles(Path directory) {
        this.directory = directory;
    }

    /** Adds a file after the others. */
    StreamFiles add(String... rows) {
        return add(List.of(rows));
    }

    StreamFiles add(List<String> rows) {
        try {
            Path file = Files.write(directory.resolve("rows-" + count + ".json"), rows);
            // They are read in the order of their times.
            Files.setLastModifiedTime(
                    file, FileTime.from(1_000_000_000L + count++, TimeUnit.SECONDS));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows as a stream; a file that is added while a query runs may come with the next one. */
    static Dataset<Row> stream(SparkSession spark, String schema, Path directory) {
        return spark.readStream()
                .schema(schema)
                .option("maxFilesPerTrigger", 1)
                .json(directory.toString());
    }

    Dataset<Row> stream(SparkSession spark, String schema) {
        return stream(spark, schema, directory);
    }
}
