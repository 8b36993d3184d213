package dev.aerospikearrow.cli;

import dev.aerospikearrow.columnar.OnMismatch;
import picocli.CommandLine.Option;

/** Options about the types of columns, and what happens to values that do not fit. */
final class ValueOptions {
    @Option(
            names = "--sample",
            paramLabel = "RECORDS",
            defaultValue = "1000",
            description =
                    "Records of a set to look at for its columns and their types. Default:"
                            + " ${DEFAULT-VALUE}.")
    private void setSampleRecords(long records) {
        sampleRecords = Numbers.atLeast(1, "--sample", records);
    }

    private long sampleRecords;

    @Option(
            names = "--on-mismatch",
            converter = Choices.OfMismatchPolicy.class,
            completionCandidates = Choices.OfMismatchPolicy.class,
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = {
                "A value that does not fit its column: fail, null or coerce.",
                "The last two are counted. Default: ${DEFAULT-VALUE}."
            })
    private OnMismatch onMismatch = OnMismatch.FAIL;

    long sampleRecords() {
        return sampleRecords;
    }

    OnMismatch onMismatch() {
        return onMismatch;
    }
}
