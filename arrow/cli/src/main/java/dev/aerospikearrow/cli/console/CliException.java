package dev.aerospikearrow.cli.console;

import org.jspecify.annotations.Nullable;

/** A command that ends early; the message is all that people are told. */
public class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** A failure without another one behind it. */
    public CliException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /**
     * @param cause what was behind it
     */
    public CliException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** How the process ends. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
