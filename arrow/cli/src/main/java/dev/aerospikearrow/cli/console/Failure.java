package dev.aerospikearrow.cli.console;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.ClientClosedException;
import dev.aerospikearrow.client.ClusterUnavailableException;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.UnknownNamespaceException;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.columnar.TypeMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * A failure as people and scripts are told of it.
 *
 * @param exitCode how the process ends
 * @param message one sentence or more; empty if nothing is to be said
 */
public record Failure(ExitCode exitCode, String message) {

    /** Finds out what an exception means. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof CliException told) {
            return new Failure(told.exitCode(), text(told));
        }
        if (thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (thrown instanceof CancellationException) {
            return new Failure(ExitCode.INTERRUPTED, "Interrupted.");
        }
        if (thrown instanceof IOException || thrown instanceof SQLException) {
            return ofFile(thrown);
        }
        if (thrown instanceof TypeMismatchException) {
            return new Failure(
                    ExitCode.MISFIT,
                    text(thrown)
                            + " On this command line: --on-mismatch null or coerce, or another type"
                            + " in --columns or --schema.");
        }
        if (thrown instanceof InvalidRowException) {
            return new Failure(
                    ExitCode.MISFIT, text(thrown) + " On this command line: --skip-invalid.");
        }
        if (thrown instanceof UnknownNamespaceException) {
            return new Failure(ExitCode.REFUSED, text(thrown));
        }
        if (isConnection(thrown)) {
            return new Failure(ExitCode.UNREACHABLE, text(thrown));
        }
        if (thrown instanceof AerospikeException) {
            return new Failure(ExitCode.REFUSED, text(thrown));
        }
        if (thrown instanceof IllegalArgumentException) {
            return new Failure(ExitCode.USAGE, text(thrown));
        }
        return new Failure(ExitCode.UNEXPECTED, "Unexpected: " + thrown);
    }

    private static boolean isConnection(Throwable thrown) {
        return thrown instanceof ClusterUnavailableException
                || thrown instanceof ConnectionException
                || thrown instanceof RequestTimeoutException
                || thrown instanceof ClientClosedException;
    }

    private static Failure ofFile(Throwable thrown) {
        if (isClosedPipe(thrown)) {
            return new Failure(ExitCode.CLOSED_PIPE, "");
        }
        if (thrown instanceof NoSuchFileException missing) {
            return new Failure(ExitCode.FILES, "There is no " + missing.getFile() + ".");
        }
        if (thrown instanceof AccessDeniedException denied) {
            return new Failure(ExitCode.FILES, "No permission for " + denied.getFile() + ".");
        }
        String message = text(thrown);
        if (thrown instanceof StandardOutput.Failed) {
            return new Failure(ExitCode.FILES, message);
        }
        if (isFullDisk(message)) {
            return new Failure(
                    ExitCode.FILES,
                    message
                            + ". Nothing is left under the name of the output. Free some space, or"
                            + " choose another place with -o.");
        }
        String kind = thrown instanceof FileSystemException ? "File system: " : "";
        return new Failure(ExitCode.FILES, kind + message);
    }

    private static boolean isFullDisk(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("disk quota");
    }

    /** Whether whoever reads the output has gone. */
    public static boolean isClosedPipe(Throwable thrown) {
        return thrown instanceof IOException
                && String.valueOf(thrown.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("broken pipe");
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
