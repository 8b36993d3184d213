package dev.aerospikearrow.protocol.info;

/** A server answered an info command with an error. The connection stays usable. */
public final class InfoErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String command;
    private final transient InfoError error;

    public InfoErrorException(String command, InfoError error) {
        super("Info command \"" + command + "\" was answered with result code " + error);
        this.command = command;
        this.error = error;
    }

    /** The command that failed. */
    public String command() {
        return command;
    }

    public InfoError error() {
        return error;
    }
}
