package dev.aerospikearrow.benchmarks.suite.parameters;

/**
 * A parameter that does not read so; the message says which, what was found and what is allowed.
 */
public final class ParameterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Of one parameter. */
    public ParameterException(String name, String found, String allowed) {
        super(name + " is " + allowed + ", but found \"" + found + "\".");
    }

    /** With the whole message. */
    public ParameterException(String message) {
        super(message);
    }
}
