package dev.aerospikearrow.cli.console;

/** Codes with which commands end, for scripts. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** A failure that nobody expected: please report it. */
    UNEXPECTED(1),
    /** An option, a schema or an argument is wrong; nothing was done. */
    USAGE(2),
    /** The cluster cannot be reached, or was lost on the way. */
    UNREACHABLE(3),
    /** The cluster answered with an error, such as an unknown namespace. */
    REFUSED(4),
    /** A value does not fit its column, or a file is not what it should be. */
    MISFIT(5),
    /** A file cannot be read or written: missing, in the way, disk full. */
    FILES(6),
    /** Some rows were not written, or not found with --require-all. */
    INCOMPLETE(7),
    /** There is no such set or bin, or nothing in it, without --allow-empty. */
    EMPTY(8),
    /** Interrupted with Ctrl-C (143: ended by SIGTERM). */
    INTERRUPTED(130),
    /** Whoever read the output had enough of it, as head has. */
    CLOSED_PIPE(141);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** What the process exits with. */
    public int status() {
        return status;
    }
}
