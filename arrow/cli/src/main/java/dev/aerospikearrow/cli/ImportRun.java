package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Failure;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.load.Load;
import dev.aerospikearrow.cli.load.LoadResult;
import dev.aerospikearrow.cli.load.RefusedRowException;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A file's way into a set: while some rows are under way, the next ones are read. Whatever ends it
 * early, people are told how far it came and how to go on.
 */
final class ImportRun {
    /** After so many requests that wrote nothing, the cluster is not there any more. */
    private static final int DEAD_REQUESTS = 3;

    /** What happens after a request that was not answered. */
    enum OnError {
        STOP,
        CONTINUE
    }

    private final Load load;
    private final ImportTally tally;
    private final RefusedRows refused;
    private final OnError onError;
    private final Progress progress;
    private Optional<RuntimeException> failure = Optional.empty();
    private int deadRequests;

    ImportRun(
            Load load, ImportTally tally, RefusedRows refused, OnError onError, Progress progress) {
        this.load = load;
        this.tally = tally;
        this.refused = refused;
        this.onError = onError;
        this.progress = progress;
    }

    /**
     * Loads the whole file.
     *
     * @throws CliException if it ends early; the message says how far it came
     */
    void run(Interruption interruption) throws IOException {
        try (Interruption.Scope running = interruption.whileRunning(() -> {})) {
            try {
                sendAll(interruption);
                running.requireGoingOn();
            } catch (IOException | RuntimeException e) {
                throw told(e);
            }
        }
    }

    private void sendAll(Interruption interruption) throws IOException {
        Optional<CompletableFuture<LoadResult>> sent = Optional.empty();
        while (!interruption.isInterrupted() && failure.isEmpty()) {
            Optional<CompletableFuture<LoadResult>> before = sent;
            try {
                sent = Optional.empty();
                sent = load.sendNext();
            } finally {
                take(before);
            }
            if (sent.isEmpty()) {
                break;
            }
        }
        take(sent);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void take(Optional<CompletableFuture<LoadResult>> sent) throws IOException {
        if (sent.isEmpty()) {
            return;
        }
        LoadResult result;
        try {
            result = sent.get().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        tally.add(result);
        refused.add(result.unwritten());
        progress.advanceTo(tally.rows());
        deadRequests = result.failure().isPresent() && result.written() == 0 ? deadRequests + 1 : 0;
        boolean ends =
                result.failure().isPresent()
                        && (onError == OnError.STOP || deadRequests >= DEAD_REQUESTS);
        if (ends && failure.isEmpty()) {
            failure = result.failure();
        }
    }

    private CliException told(Exception e) {
        Failure reason = Failure.of(e);
        StringBuilder text = new StringBuilder(reason.message());
        text.append(text.length() == 0 || text.charAt(text.length() - 1) == '.' ? " " : ". ");
        if (e instanceof RefusedRowException) {
            text.append("--skip-invalid leaves such rows out. ");
        }
        text.append(
                tally.written() == 0
                        ? "Nothing was written."
                        : String.format(
                                Locale.ROOT,
                                "%s %s written.",
                                Quantity.grouped(tally.written(), "row"),
                                Quantity.verb(tally.written(), "is", "are")));
        if (tally.inDoubt() > 0) {
            text.append(' ').append(tally.doubts()).append('.');
        }
        if (tally.settled() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            " The same command with --skip %d goes on from there.",
                            tally.settled()));
        }
        return new CliException(reason.exitCode(), text.toString().strip(), e);
    }
}
