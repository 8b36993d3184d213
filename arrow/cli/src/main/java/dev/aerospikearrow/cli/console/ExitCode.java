package dev.aerospikearrow.cli.console;

/** Codes with which commands end, for scripts. */
public enum ExitCode {
    DONE(0, "done"),
    UNEXPECTED(1, "a failure that nobody expected: please report it"),
    USAGE(2, "an option, a schema or an argument is wrong; nothing was done"),
    UNREACHABLE(3, "the cluster cannot be reached, or was lost on the way"),
    REFUSED(4, "the cluster answered with an error, such as an unknown namespace"),
    MISFIT(5, "a value does not fit its column, or a file is not what it should be"),
    FILES(6, "a file cannot be read or written: missing, in the way, disk full"),
    INCOMPLETE(7, "some rows were not written, or not found with --require-all"),
    EMPTY(8, "there is no such set or bin, or nothing in it, without --allow-empty"),
    INTERRUPTED(130, "interrupted with Ctrl-C (143: ended by SIGTERM)"),
    CLOSED_PIPE(141, "whoever read the output had enough of it, as head has");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** What the process exits with. */
    public int status() {
        return status;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
