package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.export.Exporter;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.cli.file.OutputFile;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.cli.load.FileSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about where rows go, and in which format. */
final class OutputOptions {
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = {
                "The file to write; its name tells the format. It is there when it is complete,",
                "and not before. Default: standard output."
            })
    private Path output = Path.of(STANDARD_OUTPUT);

    @Option(
            names = {"-f", "--format"},
            converter = Choices.OfFormat.class,
            completionCandidates = Choices.OfFormat.class,
            paramLabel = "FORMAT",
            description = {
                "parquet, arrow (IPC file), arrows (IPC stream), csv, jsonl, or table, which",
                "is for reading. Default: what the file's name says; on standard output csv, and table",
                "where that is a terminal."
            })
    private @Nullable FileFormat format;

    @Option(
            names = "--compression",
            converter = Choices.OfCompression.class,
            completionCandidates = Choices.OfCompression.class,
            paramLabel = "CODEC",
            defaultValue = "zstd",
            description = {
                "Of Parquet: zstd, snappy, gzip, lz4_raw or uncompressed.",
                "Default: ${DEFAULT-VALUE}."
            })
    private ParquetFile.Compression compression = ParquetFile.Compression.ZSTD;

    @Option(names = "--overwrite", description = "Replace the file if it is there.")
    private boolean overwrite;

    @Option(
            names = "--rows-per-batch",
            paramLabel = "ROWS",
            defaultValue = "16384",
            description = "Rows of a record batch. Default: ${DEFAULT-VALUE}.")
    private void setRowsPerBatch(int rows) {
        rowsPerBatch = Math.toIntExact(Numbers.atLeast(1, "--rows-per-batch", rows));
    }

    private int rowsPerBatch;

    @Option(
            names = "--guard-formulas",
            description = {
                "Of CSV: put an apostrophe before texts that begin with = + - @, a tabulator or a",
                "carriage return, which spreadsheets would take for formulas."
            })
    private boolean guardFormulas;

    /** For the texts of CSV. */
    FormulaGuard guard(FileFormat chosen) {
        if (guardFormulas && chosen != FileFormat.CSV) {
            throw new CliException(
                    ExitCode.USAGE, "--guard-formulas is for CSV, not for " + chosen + ".");
        }
        return guardFormulas ? FormulaGuard.on() : FormulaGuard.off();
    }

    boolean guardsFormulas() {
        return guardFormulas;
    }

    /** Says how many texts are not as they were. */
    static void reportGuarded(FormulaGuard guard, Console console, ReportOptions report) {
        if (guard.count() > 0) {
            report.warn(
                    console,
                    guard.count() == 1
                            ? "1 text has an apostrophe in front, since it begins as a formula"
                                    + " does."
                            : guard.count()
                                    + " texts have an apostrophe in front, since they begin as"
                                    + " formulas do.");
        }
    }

    int rowsPerBatch() {
        return rowsPerBatch;
    }

    ParquetFile.Compression compression() {
        return compression;
    }

    /** The file; empty for standard output. */
    Optional<Path> file() {
        return output.toString().equals(STANDARD_OUTPUT) ? Optional.empty() : Optional.of(output);
    }

    Optional<FileFormat> chosenFormat() {
        return Optional.ofNullable(format);
    }

    OutputFile.Existing existing() {
        return overwrite ? OutputFile.Existing.REPLACE : OutputFile.Existing.REFUSE;
    }

    ReportOptions.DataOn dataOn() {
        return file().isPresent()
                ? ReportOptions.DataOn.FILE
                : ReportOptions.DataOn.STANDARD_OUTPUT;
    }

    /**
     * The format, after everything that can be known of the output was checked.
     *
     * @throws CliException if the output cannot be
     */
    FileFormat requireFormat(Console console) throws IOException {
        if (file().isEmpty()) {
            FileFormat chosen =
                    chosenFormat()
                            .orElse(
                                    console.isTerminal(Console.Stream.OUT)
                                            ? FileFormat.TABLE
                                            : FileFormat.CSV);
            if (!chosen.isText() && console.isTerminal(Console.Stream.OUT)) {
                throw new CliException(
                        ExitCode.USAGE,
                        "A terminal cannot show "
                                + chosen
                                + ". Write a file with -o, or pipe the output into another"
                                + " program.");
            }
            return chosen;
        }
        Path file = file().get();
        if (!Exporter.isSpecial(file)) {
            OutputFile.requirePossible(file, existing());
        }
        FileFormat chosen = formatOfFile();
        if (chosen == FileFormat.TABLE) {
            throw new CliException(
                    ExitCode.USAGE,
                    "A table is for reading, and has neither all rows nor whole values. Leave out"
                            + " -o, or choose another format for "
                            + file
                            + ".");
        }
        if (chosen.isText() && !Exporter.isSpecial(file)) {
            FileSchema.requireReplaceable(file);
        }
        return chosen;
    }

    private FileFormat formatOfFile() {
        String name = output.toString();
        if (InputFile.isPacked(name)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "Files are written unpacked, and would be read as packed ones by the name "
                            + name
                            + ". Leave out -o, and pipe the output into gzip or zstd.");
        }
        return chosenFormat()
                .or(() -> FileFormat.ofName(name))
                .orElseThrow(
                        () ->
                                new CliException(
                                        ExitCode.USAGE, FileFormat.unknown(name, "--format")));
    }
}
