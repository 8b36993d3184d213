package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.export.KeyFile;
import dev.aerospikearrow.cli.export.LineSource;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about where keys come from. */
final class KeyOptions {
    @Option(
            names = {"-k", "--keys"},
            paramLabel = "FILE",
            description = {
                "Read the records of these keys, in their order: a text with a key on each line,",
                "a column of a Parquet, Arrow, CSV or JSON lines file, or - for standard input."
            })
    private @Nullable Path keys;

    @Option(
            names = "--key-column",
            paramLabel = "NAME",
            description = "The column of the file that has the keys.")
    private @Nullable String keyColumn;

    @Option(
            names = "--keys-format",
            converter = Choices.OfFileFormat.class,
            completionCandidates = Choices.OfFileFormat.class,
            paramLabel = "FORMAT",
            description = {
                "The format of the file with columns: parquet, arrow, arrows, csv or jsonl.",
                "Default: what its name says."
            })
    private @Nullable FileFormat keysFormat;

    @Option(
            names = "--key-type",
            converter = Choices.OfKeyType.class,
            completionCandidates = Choices.OfKeyType.class,
            paramLabel = "TYPE",
            description = {
                "What the keys of a text are: int, text, blob or digest (both in hexadecimal).",
                "Default: int if the first one is a number, else text."
            })
    private @Nullable KeyType keyType;

    Optional<String> file() {
        return Optional.ofNullable(keys).map(Path::toString);
    }

    /** What tells whether the file is still the same. */
    String description() throws IOException {
        if (keys == null) {
            return "";
        }
        String version =
                Files.isRegularFile(keys)
                        ? Files.size(keys) + " bytes of " + Files.getLastModifiedTime(keys)
                        : "no file";
        return keys
                + " ("
                + version
                + ")"
                + (keyColumn == null ? "" : " column " + keyColumn)
                + (keyType == null ? "" : " as " + keyType);
    }

    KeyFile open(SetName target, Console console, BufferAllocator allocator) throws IOException {
        return KeyFile.open(
                target,
                file().orElse("-"),
                Optional.ofNullable(keysFormat),
                Optional.ofNullable(keyColumn),
                Optional.ofNullable(keyType),
                console.in(),
                allocator);
    }

    KeyFile ofArguments(SetName target, List<String> arguments) throws IOException {
        return new KeyFile.Lines(
                target, LineSource.of("the arguments", arguments), Optional.ofNullable(keyType));
    }
}
