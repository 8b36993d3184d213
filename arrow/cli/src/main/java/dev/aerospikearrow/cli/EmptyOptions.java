package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.Existence;
import dev.aerospikearrow.columnar.content.Existence.Absence;
import dev.aerospikearrow.columnar.content.Existence.Missing;
import dev.aerospikearrow.data.SetName;
import picocli.CommandLine.Option;

/** Whether nothing is an answer. */
final class EmptyOptions {
    @Option(
            names = "--allow-empty",
            description = {
                "Take it for an answer that a set has no records, or no record a bin that is asked",
                "for. Default: fail with exit code 8, and name what is most like it."
            })
    private boolean emptyAllowed;

    boolean isEmptyAllowed() {
        return emptyAllowed;
    }

    /**
     * @throws CliException if nothing is no answer, and all nodes say that there is no such set, or
     *     that nothing is in it; names what is most like it
     */
    void requireRecords(ClusterCounts counts, SetName target) {
        if (!emptyAllowed) {
            new Existence(counts)
                    .absence(target)
                    .ifPresent(
                            absence -> {
                                throw refusal(absence);
                            });
        }
    }

    private static CliException refusal(Absence absence) {
        return absence.missing() == Missing.NAMESPACE
                ? new CliException(ExitCode.REFUSED, absence.message())
                : new CliException(
                        ExitCode.EMPTY,
                        absence.message() + " With --allow-empty that is an answer.");
    }
}
