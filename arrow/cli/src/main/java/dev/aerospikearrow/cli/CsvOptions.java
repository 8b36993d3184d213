package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.load.CsvDialect;
import dev.aerospikearrow.cli.load.RowFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about CSV files that are not written as RFC 4180 has it. */
final class CsvOptions {
    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "Between the fields of CSV; \\t for a tabulator. Default: a comma.")
    private @Nullable String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "CHARACTER",
            description = "Around fields of CSV; inside of them it is doubled. Default: \".")
    private @Nullable String quote;

    @Option(
            names = "--null",
            paramLabel = "TEXT",
            description = {
                "A field of CSV that stands for no value, as \\N does for MySQL. Default: only a",
                "field of no characters; \"\" is an empty text."
            })
    private @Nullable String missing;

    @Option(
            names = "--header",
            paramLabel = "NAMES",
            split = ",",
            hideParamSyntax = true,
            description = "The columns of a CSV file whose first line is a row already.")
    private List<String> header = new ArrayList<>();

    CsvDialect dialect() {
        return new CsvDialect(
                delimiter == null
                        ? CsvDialect.STANDARD.delimiter()
                        : character("--delimiter", delimiter),
                quote == null ? CsvDialect.STANDARD.quote() : character("--quote", quote),
                Optional.ofNullable(missing),
                header.isEmpty() ? Optional.empty() : Optional.of(header));
    }

    private static char character(String option, String text) {
        String plain = text.equals("\\t") ? "\t" : text;
        if (plain.length() != 1) {
            throw new CliException(
                    ExitCode.USAGE, option + " is one character, but found \"" + text + "\".");
        }
        return plain.charAt(0);
    }

    void requireUnused(FileFormat format) {
        if (delimiter != null || quote != null || missing != null || !header.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--delimiter, --quote, --null and --header are for CSV, not for "
                            + format
                            + ".");
        }
    }

    /** Says what the first line was taken for, where that could be a mistake. */
    void describeHeader(RowFile file, String input, Console console, ReportOptions report) {
        if (!header.isEmpty()) {
            return;
        }
        String names = String.join(", ", file.columns());
        if (file.columns().stream().allMatch(name -> name.matches("-?[0-9.]+"))) {
            report.warn(
                    console,
                    "The first line of "
                            + file.name()
                            + " is taken for the names of its columns: "
                            + names
                            + ". If it is a row, name the columns: --header id.");
        } else if (input.equals("-")) {
            report.note(
                    console,
                    "The columns are named by the first line of "
                            + file.name()
                            + ": "
                            + names
                            + ".");
        }
    }
}
