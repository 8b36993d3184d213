package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Failure;
import dev.aerospikearrow.cli.export.ResumableExport;
import dev.aerospikearrow.protocol.wire.Quantity;

/** Messages about exports that ended early and can go on later. */
final class Resuming {
    private Resuming() {}

    static CliException failed(Exception failure, ResumableExport export) {
        Failure reason = Failure.of(failure);
        String kept =
                export.rowsKept() == 0
                        ? " No row is kept yet: the next run starts anew."
                        : " "
                                + Quantity.grouped(export.rowsKept(), "row")
                                + Quantity.verb(export.rowsKept(), " is", " are")
                                + " kept in "
                                + export.folder()
                                + ": the same command goes on from there, --restart throws them away.";
        return new CliException(reason.exitCode(), reason.message() + kept, failure);
    }
}
