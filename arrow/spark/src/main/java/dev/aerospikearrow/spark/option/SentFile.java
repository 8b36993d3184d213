package dev.aerospikearrow.spark.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;

/** A file that an option names: it is where it is named, or was sent with {@code --files}. */
final class SentFile {
    private SentFile() {}

    /** Where the file is on this machine. */
    static Path located(Path named) {
        if (Files.exists(named) || named.isAbsolute() || SparkEnv.get() == null) {
            return named;
        }
        Path sent = Path.of(SparkFiles.get(named.toString()));
        return Files.exists(sent) ? sent : named;
    }
}
