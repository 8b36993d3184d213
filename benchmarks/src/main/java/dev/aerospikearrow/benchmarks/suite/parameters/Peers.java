package dev.aerospikearrow.benchmarks.suite.parameters;

/** The clients that take part beside this project's. */
public enum Peers {
    /** Nobody. */
    NONE("none"),
    /** The official Java client. */
    JAVA("java"),
    /** The official Java client and the Python clients. */
    JAVA_AND_PYTHON("java,python");

    private final String text;

    Peers(String text) {
        this.text = text;
    }

    /** As in the parameter. */
    public String text() {
        return text;
    }

    /** Whether the official Java client takes part. */
    public boolean includeJava() {
        return this != NONE;
    }

    /** Whether the Python clients take part. */
    public boolean includePython() {
        return this == JAVA_AND_PYTHON;
    }
}
