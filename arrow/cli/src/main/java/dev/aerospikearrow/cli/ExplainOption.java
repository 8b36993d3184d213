package dev.aerospikearrow.cli;

import picocli.CommandLine.Option;

/** Whether a command says what it would do instead of doing it. */
final class ExplainOption {
    @Option(
            names = "--explain",
            description = {
                "Say what would be asked of which node, and what is done here, and read nothing.",
                "Of many keys, for those of the first record batch."
            })
    private boolean explained;

    boolean isExplained() {
        return explained;
    }
}
