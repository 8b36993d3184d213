package dev.aerospikearrow.benchmarks.suite.parameters;

/**
 * A parameter that does not read so; the message says which, what was found and what is allowed.
 */
public final class ParameterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ParameterException(String name, String found, String allowed) {
        super(name + " is " + allowed + ", but found \"" + found + "\".");
    }

    ParameterException(String message) {
        super(message);
    }
}
