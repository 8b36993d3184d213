package dev.aerospikearrow.cli;

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
}
