package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.columns.ColumnList;
import dev.aerospikearrow.cli.columns.ColumnRequest;
import dev.aerospikearrow.cli.columns.ColumnResolver;
import dev.aerospikearrow.cli.columns.SchemaFile;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options about the columns that are read, and what happens to values that do not fit. */
final class ColumnOptions {
    @ArgGroup(multiplicity = "0..1")
    private @Nullable Chosen chosen;

    /** One of the two at most. */
    static final class Chosen {
        @Option(
                names = {"-c", "--columns"},
                paramLabel = "COLUMNS",
                description = {
                    "The columns: name, name:Type or name=bin:Type, separated by commas.",
                    "Without a type it is found out from a sample.",
                    "Default: every bin that a sample has."
                })
        private @Nullable String columns;

        @Option(
                names = {"-s", "--schema"},
                paramLabel = "FILE",
                description = "The columns from a file that 'schema --json' has written.")
        private @Nullable Path schemaFile;
    }

    @Option(
            names = {"-m", "--metadata"},
            paramLabel = "NAMES",
            split = ",",
            hideParamSyntax = true,
            converter = Choices.OfMetadata.class,
            completionCandidates = Choices.OfMetadata.class,
            description = {
                "Columns of the records themselves: key, digest, generation, ttl, expiry,",
                "result-code. Their names in the output start with __."
            })
    private List<MetadataColumn> metadata = new ArrayList<>();

    @Mixin private ValueOptions values = new ValueOptions();

    OnMismatch onMismatch() {
        return values.onMismatch();
    }

    /** What decides about the rows, for the state of a resumable export. */
    String description() {
        String columns =
                Optional.ofNullable(chosen)
                        .map(choice -> Optional.ofNullable(choice.columns))
                        .orElse(Optional.empty())
                        .orElse("");
        String file =
                Optional.ofNullable(chosen)
                        .flatMap(choice -> Optional.ofNullable(choice.schemaFile))
                        .map(path -> "file " + path)
                        .orElse("");
        return columns + file + (metadata.isEmpty() ? "" : " with " + metadata);
    }

    ColumnResolver.Request request() throws IOException {
        Optional<List<ColumnRequest>> columns = Optional.empty();
        if (chosen != null && chosen.columns != null) {
            columns = Optional.of(ColumnList.parse(chosen.columns));
        } else if (chosen != null && chosen.schemaFile != null) {
            columns = Optional.of(SchemaFile.read(chosen.schemaFile));
        }
        return new ColumnResolver.Request(columns, metadata, values.sampleRecords());
    }
}
