package dev.aerospikearrow.cli;

import dev.aerospikearrow.data.SetName;
import picocli.CommandLine.Parameters;

/** The set that a command reads. */
final class SetParameter {
    @Parameters(
            paramLabel = "NAMESPACE.SET",
            completionCandidates = CompletionCommand.Sets.class,
            description = "The set; or a whole namespace.")
    private SetName target = SetArgument.NONE_YET;

    SetName target() {
        return target;
    }
}
